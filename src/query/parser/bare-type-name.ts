import type { Reader } from './reader.ts';

/** Words that join sets. */
export const operatorWords: ReadonlySet<string> = new Set(['and', 'or', 'minus']);

const bracketed = /\([\p{L}\p{N}_]+(?: [\p{L}\p{N}_]+)+\)/uy;
const slashed = /[\p{L}_][\p{L}\p{N}_]* \/ [\p{L}_][\p{L}\p{N}_.]*/uy;

/** `(compiled code)`, `system / Context`: names of types as answers show them, which could not be any other set. */
export function takeBareTypeName(reader: Reader): string | undefined {
  const inBrackets = reader.peek(bracketed)?.[0];
  if (inBrackets === undefined) return reader.take(slashed)?.[0];
  if (
    inBrackets
      .slice(1, -1)
      .split(' ')
      .some((word) => operatorWords.has(word))
  )
    return undefined;
  return reader.take(bracketed)?.[0];
}
