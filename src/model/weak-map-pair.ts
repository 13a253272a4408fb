import type { StringTable } from './string-table.ts';

/**
 * The value of an entry of a WeakMap has two edges, one from its key and one from the table, and both are named so:
 * `6 / part of key (Session @7189) -> value (Object @7183) pair in WeakMap (table @97439)`.
 */
const pattern = /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/;

const CLOSING = 0x29;
/** No name of that form is shorter. */
const SHORTEST = 60;

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Whether bytes from … to end-1 may be of that form: nearly all names are known not to be by their length or two bytes. O(1). */
export function mayBeWeakMapPair(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= SHORTEST && bytes[end - 1] === CLOSING && isDigit(bytes[start]!);
}

/** What both edges of a pair have in common, and the heap id of the table. */
export function weakMapPair(
  names: StringTable,
  name: number,
): { readonly pair: string; readonly table: number } | undefined {
  const bytes = names.bytes(name);
  if (!mayBeWeakMapPair(bytes, 0, bytes.length)) return undefined;
  const match = pattern.exec(names.text(name));
  return match === null ? undefined : { pair: match[1]!, table: Number(match[2]) };
}
