import { FormatError } from '../../base/errors.ts';
import { ValueKind } from '../../model/kinds.ts';
import type { ObjectColumns, ValuePools } from '../../model/snapshot.ts';
import type { TextColumns } from '../../model/string-table.ts';
import { Column } from './columns.ts';
import type { Inflated } from './inflate-block.ts';
import type { Numbers } from './numbers.ts';
import type { ObjectBlock } from './object-block.ts';
import { type PlacedBlock, poolOf } from './placed-blocks.ts';

export const valueColumns = [Column.integer, Column.bitLength, Column.float, Column.textLength, Column.text];

/** Where values are written to, in shared memory. */
export interface ValueColumns {
  readonly objects: ObjectColumns;
  readonly texts: TextColumns;
  readonly values: ValuePools;
}

/** Writes what the objects of a block are worth: by the columns that are there. */
export function readValues(
  into: ValueColumns,
  placed: PlacedBlock,
  block: ObjectBlock,
  columns: Inflated,
): void {
  const pool = poolOf(block, placed.kind);
  if (pool === 'texts') writeTexts(into, placed, block, columns);
  else if (pool === 'floats') writeFloats(into, placed, columns.get(Column.float)!);
  else if (pool === 'integers') writeIntegers(into, placed, columns);
  else if (placed.kind === 'null') writeKind(into, placed, ValueKind.null);
  else if (columns.has(Column.integer)) writeBooleans(into, placed, columns.get(Column.integer)!);
}

function writeKind({ objects }: ValueColumns, { firstRow, rowCount }: PlacedBlock, kind: ValueKind): void {
  objects.valueKinds.fill(kind, firstRow, firstRow + rowCount);
}

/** Row after row is worth pool entry after pool entry. */
function writeIndexes({ objects }: ValueColumns, { firstRow, rowCount, firstValue }: PlacedBlock): void {
  const { valueIndexes } = objects;
  for (let row = 0; row < rowCount; row++) valueIndexes[firstRow + row] = firstValue + row;
}

function writeTexts(into: ValueColumns, placed: PlacedBlock, block: ObjectBlock, columns: Inflated): void {
  const { rowCount, firstValue, firstByte } = placed;
  const text = columns.get(Column.text)!;
  const lengths = new Uint32Array(rowCount);
  columns.get(Column.textLength)?.copyTo(lengths, 0, rowCount);
  const total = sumOf(lengths);
  if (total !== text.count) {
    throw new FormatError(`texts of ${total} bytes in a column of ${text.count}`, {
      where: { offset: block.offset },
    });
  }
  writeKind(into, placed, block.hasRawText ? ValueKind.bytes : ValueKind.text);
  writeIndexes(into, placed);
  into.texts.bytes.set(text.bytes(), firstByte);
  const { ends } = into.texts;
  let end = firstByte;
  for (let row = 0; row < rowCount; row++) {
    end += lengths[row]!;
    ends[firstValue + row] = end;
  }
}

function sumOf(numbers: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]!;
  return sum;
}

function writeFloats(into: ValueColumns, placed: PlacedBlock, float: Numbers): void {
  const { firstValue, rowCount } = placed;
  const { floats } = into.values;
  if (float.count === rowCount) floats.set(float.floats(), firstValue);
  else floats.fill(float.floats()[0]!, firstValue, firstValue + rowCount);
  writeKind(into, placed, ValueKind.float);
  writeIndexes(into, placed);
}

function writeBooleans(into: ValueColumns, placed: PlacedBlock, integer: Numbers): void {
  const { firstRow, rowCount } = placed;
  writeKind(into, placed, ValueKind.boolean);
  const { valueIndexes } = into.objects;
  for (let row = 0; row < rowCount; row++) valueIndexes[firstRow + row] = integer.forRow(row) === 0 ? 0 : 1;
}

/** A number beyond 64 bits keeps its sign and bit length: `integer` has the one, `bitLength` the other. */
function writeIntegers(into: ValueColumns, placed: PlacedBlock, columns: Inflated): void {
  const { firstRow, rowCount, firstValue } = placed;
  const integer = columns.get(Column.integer)!;
  const bitLength = columns.get(Column.bitLength);
  const { integers } = into.values;
  if (integer.count === rowCount) integers.set(integer.integers(), firstValue);
  else integers.fill(integer.integers()[0]!, firstValue, firstValue + rowCount);
  writeKind(into, placed, ValueKind.integer);
  if (bitLength !== undefined) {
    const { valueKinds } = into.objects;
    for (let row = 0; row < rowCount; row++) {
      const bits = bitLength.forRow(row);
      if (bits === 0) continue;
      valueKinds[firstRow + row] = ValueKind.bigInteger;
      const sign = integers[firstValue + row]! < 0n ? -1n : 1n;
      integers[firstValue + row] = sign * BigInt(bits);
    }
  }
  writeIndexes(into, placed);
}
