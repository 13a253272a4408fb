import { type NumericArray, sharedArray } from '../../base/shared-array.ts';

/** The kinds of numbers that columns are made of, by their names in the file. */
const columnTypes = {
  u8: Uint8Array,
  u32: Uint32Array,
  f64: Float64Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
} as const;

export type ColumnType = keyof typeof columnTypes;

const names = Object.keys(columnTypes) as ColumnType[];

export function isColumnType(name: unknown): name is ColumnType {
  return names.some((each) => each === name);
}

export function isNumericArray(value: unknown): value is NumericArray {
  return names.some((name) => value instanceof columnTypes[name]);
}

/** A Buffer is no column of its own: what it holds are bytes. */
export function typeOfColumn(column: NumericArray): ColumnType {
  return names.find((name) => column instanceof columnTypes[name])!;
}

/** For one thread. */
export function newPrivateColumn(type: ColumnType, length: number): NumericArray {
  return new columnTypes[type](length);
}

/** In shared memory. Throws RangeError when the machine has no such room. */
export function newColumn(type: ColumnType, length: number): NumericArray {
  return sharedArray<NumericArray>(columnTypes[type], length);
}
