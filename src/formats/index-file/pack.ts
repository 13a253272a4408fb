import { Bitset } from '../../base/bitset.ts';
import type { NumericArray } from '../../base/shared-array.ts';
import { addressLookup } from '../../model/address-lookup.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { StoredStrings } from '../../model/stored-strings.ts';
import type { StringTable, TextColumns } from '../../model/string-table.ts';
import { isNumericArray } from './column-types.ts';

/** What is left of a value when its columns are put aside: JSON, with their numbers in their places. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

export interface Packed {
  readonly plain: Plain;
  readonly columns: readonly NumericArray[];
}

const COLUMN = '$column';
const BITS = '$bits';
const STRINGS = '$strings';

/** What a snapshot can do beside what it holds: `unpack` makes it anew. */
const functions = new Set(['objectAt']);

/**
 * Takes a value apart into columns and JSON, whatever it consists of: a property that the model gets is in the file
 * without anybody listing it. Throws TypeError for what it could not put together again. The same value always gives
 * the same columns in the same order.
 */
export function pack(value: unknown): Packed {
  const columns: NumericArray[] = [];
  return { plain: packValue(value, columns), columns };
}

function packValue(value: unknown, columns: NumericArray[]): Plain {
  if (isNumericArray(value)) return { [COLUMN]: columnNumber(value, columns) };
  if (value instanceof Bitset)
    return { [BITS]: packObject({ size: value.size, words: value.words }, columns) };
  if (isStringTable(value))
    return { [STRINGS]: packObject({ count: value.count, columns: value.columns() }, columns) };
  if (Array.isArray(value)) return value.map((item) => packValue(item, columns));
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || isFiniteNumber(value))
    return value;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return packObject(value, columns);
  throw new TypeError(`an index file cannot hold ${String(value)}`);
}

/** A column that two properties have is there once. */
function columnNumber(column: NumericArray, columns: NumericArray[]): number {
  const known = columns.findIndex((other) => areSame(column, other));
  return known >= 0 ? known : columns.push(column) - 1;
}

/** Whether both are views of the same bytes, in the same way. */
function areSame(a: NumericArray, b: NumericArray): boolean {
  return (
    a.buffer === b.buffer &&
    a.byteOffset === b.byteOffset &&
    a.length === b.length &&
    a.constructor === b.constructor
  );
}

function packObject(value: object, columns: NumericArray[]): Plain {
  const packed: Record<string, Plain> = {};
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined || (typeof item === 'function' && functions.has(name))) continue;
    if (name.startsWith('$')) throw new TypeError(`an index file cannot hold the name ${name}`);
    packed[name] = packValue(item, columns);
  }
  return packed;
}

/** Negative zero would come back as zero. */
function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0);
}

function isStringTable(value: unknown): value is StringTable {
  return typeof value === 'object' && value !== null && 'columns' in value && 'bytes' in value;
}

/** The number of the column that a property is; undefined: it is none. */
export function columnIn(item: Plain | undefined): number | undefined {
  const number = item !== null && typeof item === 'object' ? (item as PlainObject)[COLUMN] : undefined;
  return typeof number === 'number' ? number : undefined;
}

/** Puts together what `pack` took apart. `load` is asked for a column when somebody first looks at it. */
export function unpack(plain: Plain, load: LoadColumn): unknown {
  if (plain === null || typeof plain !== 'object') return plain;
  if (Array.isArray(plain)) return plain.map((item) => unpack(item, load));
  const named = plain as PlainObject;
  const object = {};
  for (const [name, item] of Object.entries(named)) {
    const revive = revivalOf(item, load);
    if (revive === undefined) Object.assign(object, { [name]: unpack(item, load) });
    else defineLazily(object, name, revive);
  }
  return object;
}

type LoadColumn = (column: number) => NumericArray;
type PlainObject = { readonly [name: string]: Plain };

/** How what is no JSON comes back; undefined: it is JSON. */
function revivalOf(item: Plain, load: LoadColumn): (() => unknown) | undefined {
  if (item === null || typeof item !== 'object') return undefined;
  const { [COLUMN]: column, [BITS]: bits, [STRINGS]: strings } = item as PlainObject;
  if (typeof column === 'number') return () => load(column);
  if (bits !== undefined) return () => bitsOf(unpack(bits, load) as PackedBits);
  if (strings !== undefined) return () => stringsOf(unpack(strings, load) as PackedStrings);
  return undefined;
}

interface PackedBits {
  readonly size: number;
  readonly words: Uint32Array;
}

const bitsOf = ({ size, words }: PackedBits) => new Bitset(size, words);

interface PackedStrings {
  readonly count: number;
  readonly columns: TextColumns;
}

const stringsOf = ({ count, columns }: PackedStrings) => new StoredStrings(count, columns);

/** Most questions look at few columns. A column that is there takes the place of its getter: loops ask millions of times. */
function defineLazily(object: object, name: string, compute: () => unknown): void {
  const get = (): unknown => {
    const value = compute();
    Object.defineProperty(object, name, { enumerable: true, value });
    return value;
  };
  Object.defineProperty(object, name, { enumerable: true, configurable: true, get });
}

/** With what a snapshot can do. */
export function unpackSnapshot(plain: Plain, load: LoadColumn): HeapSnapshot {
  const columns = unpack(plain, load) as Omit<HeapSnapshot, 'objectAt'>;
  const objectAt = addressLookup(() => columns.objects.addresses);
  return Object.defineProperty(columns, 'objectAt', { value: objectAt, enumerable: true }) as HeapSnapshot;
}
