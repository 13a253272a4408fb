import type { StringTable } from './string-table.ts';

const CLOSING = 0x29;
/** No name of that form is shorter. */
const SHORTEST = 60;

const PART = ascii(' / part of key (');
const ID = ascii(' @');
const VALUE = ascii(') -> value (');
const TABLE = ascii(') pair in WeakMap (table @');

/**
 * The value of an entry of a WeakMap has two edges, one from its key and one from the table, and both are named so:
 * `6 / part of key (Session @7189) -> value (Object @7183) pair in WeakMap (table @97439)`.
 *
 * Of the name in bytes from … to end-1: the heap id of the table; undefined: it is none of that form, or no heap has such ids. Nearly all names are
 * known not to be by their length or two bytes; the others are a hundred thousand in large heaps, too many for a regular
 * expression. O(length) of those, O(1) of the rest.
 */
export function weakMapTable(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (end - start < SHORTEST || bytes[end - 1] !== CLOSING || !isDigit(bytes[start]!)) return undefined;
  const keyStart = afterNumber(bytes, start) + PART.length;
  const tableStart = beforeNumber(bytes, end - 1);
  const valueEnd = beforeId(bytes, tableStart - TABLE.length);
  if (tableStart === end - 1 || valueEnd === undefined || valueEnd < keyStart) return undefined;
  if (!isAt(bytes, keyStart - PART.length, PART) || !isAt(bytes, tableStart - TABLE.length, TABLE))
    return undefined;
  if (!hasKeyAndValue(bytes, keyStart, valueEnd)) return undefined;
  let table = 0;
  for (let at = tableStart; at < end - 1; at++) table = 10 * table + (bytes[at]! - 0x30);
  return Number.isSafeInteger(table) ? table : undefined;
}

/** What both edges of a pair have in common; undefined: it is none. */
export function weakMapPair(names: StringTable, name: number): string | undefined {
  const bytes = names.bytes(name);
  if (weakMapTable(bytes, 0, bytes.length) === undefined) return undefined;
  return names.text(name).slice(afterNumber(bytes, 0));
}

/** Whether there is the id of a key, and then the beginning of a value, on one line. */
function hasKeyAndValue(bytes: Uint8Array, start: number, end: number): boolean {
  let isFound = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === 0x0a || byte === 0x0d) return false;
    if (isFound || byte !== CLOSING || at + VALUE.length > end || !isAt(bytes, at, VALUE)) continue;
    isFound = (beforeId(bytes, at) ?? -1) >= start;
  }
  return isFound;
}

/** Where the ` @` of an id begins that ends there. */
function beforeId(bytes: Uint8Array, end: number): number | undefined {
  const start = beforeNumber(bytes, end);
  return start < end && isAt(bytes, start - ID.length, ID) ? start - ID.length : undefined;
}

function beforeNumber(bytes: Uint8Array, end: number): number {
  let at = end;
  while (at > 0 && isDigit(bytes[at - 1]!)) at--;
  return at;
}

function afterNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isDigit(bytes[at]!)) at++;
  return at;
}

function isAt(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
