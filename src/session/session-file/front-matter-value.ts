import { escapeInJson } from '../../output/visible.ts';

// A file written by hand may end a value in a comment, as YAML has it.
const comment = /(?:^|\s)#.*$/;
const nothing = /^(?:null|~)?$/i;
// What any YAML reader takes for this very string: no number, no date, no word with a meaning, no sign of YAML's own.
const plain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][\w./+-]*(?: [\w./+-]+)*$/i;

/** A string as one scalar of YAML: as it is, or between double quotes with the escapes of JSON, which YAML shares. */
export function scalarText(value: string): string {
  return plain.test(value) ? value : escapeInJson(JSON.stringify(value));
}

/** `[a, "b", null]`, for what is told of several snapshots. */
export function listText(values: readonly string[]): string {
  return `[${values.join(', ')}]`;
}

/**
 * The texts of a value: one of a scalar, some of a list in brackets; undefined stands for YAML's null. A value that is
 * neither gives undefined as a whole. O(n).
 */
export function parseValue(text: string): (string | undefined)[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) {
    const scalar = readScalar(trimmed, 0, false);
    return scalar !== undefined && isOver(trimmed, scalar.end) ? [scalar.value] : undefined;
  }
  return readList(trimmed);
}

function readList(text: string): (string | undefined)[] | undefined {
  const values: (string | undefined)[] = [];
  let at = skipSpaces(text, 1);
  while (text[at] !== ']') {
    const scalar = readScalar(text, at, true);
    if (scalar === undefined) return undefined;
    values.push(scalar.value);
    at = skipSpaces(text, scalar.end);
    if (text[at] === ',') at = skipSpaces(text, at + 1);
    else if (text[at] !== ']') return undefined;
  }
  return isOver(text, at + 1) ? values : undefined;
}

interface Scalar {
  readonly value: string | undefined;
  readonly end: number;
}

function readScalar(text: string, start: number, inList: boolean): Scalar | undefined {
  if (text[start] === '"') return readDoubleQuoted(text, start);
  if (text[start] === "'") return readSingleQuoted(text, start);
  let end = text.length;
  if (inList) {
    end = start;
    while (end < text.length && text[end] !== ',' && text[end] !== ']') end++;
  }
  const value = text.slice(start, end).replace(comment, '').trim();
  return { value: nothing.test(value) ? undefined : value, end };
}

function readDoubleQuoted(text: string, start: number): Scalar | undefined {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) return undefined;
  try {
    return { value: JSON.parse(text.slice(start, end + 1)) as string, end: end + 1 };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readSingleQuoted(text: string, start: number): Scalar | undefined {
  let value = '';
  for (let at = start + 1; at < text.length; ) {
    const quote = text.indexOf("'", at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    if (text[quote + 1] !== "'") return { value, end: quote + 1 };
    value += "'";
    at = quote + 2;
  }
  return undefined;
}

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Nothing but spaces and a comment is left. */
function isOver(text: string, start: number): boolean {
  return text.slice(start).replace(comment, '').trim() === '';
}
