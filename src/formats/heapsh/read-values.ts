import { FormatError } from '../../base/errors.ts';
import { type ObjectKind, ValueKind } from '../../model/kinds.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { Column } from './columns.ts';
import type { Inflated } from './inflate-block.ts';
import type { Numbers } from './numbers.ts';
import type { ObjectBlock } from './object-block.ts';

export const valueColumns = [Column.integer, Column.bitLength, Column.float, Column.textLength, Column.text];

/** Writes what the objects of a block are worth: by the columns that are there. */
export function readValues(
  builder: SnapshotBuilder,
  start: number,
  block: ObjectBlock,
  columns: Inflated,
  kind: ObjectKind,
): void {
  const text = columns.get(Column.text);
  const float = columns.get(Column.float);
  const integer = columns.get(Column.integer);
  if (kind === 'null') writeKind(builder, start, block, ValueKind.null);
  else if (text !== undefined) writeTexts(builder, start, block, text, columns.get(Column.textLength));
  else if (float !== undefined) writeFloats(builder, start, block, float);
  else if (integer === undefined) return;
  else if (kind === 'boolean') writeBooleans(builder, start, block, integer);
  else writeIntegers(builder, start, block, integer, columns.get(Column.bitLength));
}

function writeKind(
  { objects }: SnapshotBuilder,
  start: number,
  { rowCount }: ObjectBlock,
  kind: ValueKind,
): void {
  objects.columns.valueKinds.fill(kind, start, start + rowCount);
}

/** Row after row is worth pool entry after pool entry. */
function writeIndexes(builder: SnapshotBuilder, start: number, block: ObjectBlock, first: number): void {
  const { valueIndexes } = builder.objects.columns;
  for (let row = 0; row < block.rowCount; row++) valueIndexes[start + row] = first + row;
}

function writeTexts(
  builder: SnapshotBuilder,
  start: number,
  block: ObjectBlock,
  text: Numbers,
  textLength: Numbers | undefined,
): void {
  const lengths = new Uint32Array(block.rowCount);
  textLength?.copyTo(lengths, 0, block.rowCount);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total !== text.count) {
    throw new FormatError(`texts of ${total} bytes in a column of ${text.count}`, {
      where: { offset: block.offset },
    });
  }
  writeKind(builder, start, block, block.hasRawText ? ValueKind.bytes : ValueKind.text);
  writeIndexes(builder, start, block, builder.texts.addAll(text.bytes(), lengths));
}

function writeFloats(builder: SnapshotBuilder, start: number, block: ObjectBlock, float: Numbers): void {
  const values = new Float64Array(block.rowCount);
  if (float.count === block.rowCount) values.set(float.floats());
  else values.fill(float.floats()[0]!);
  writeKind(builder, start, block, ValueKind.float);
  writeIndexes(builder, start, block, builder.values.addFloats(values));
}

function writeBooleans(builder: SnapshotBuilder, start: number, block: ObjectBlock, integer: Numbers): void {
  writeKind(builder, start, block, ValueKind.boolean);
  const { valueIndexes } = builder.objects.columns;
  for (let row = 0; row < block.rowCount; row++)
    valueIndexes[start + row] = integer.forRow(row) === 0 ? 0 : 1;
}

/** A number beyond 64 bits keeps its sign and bit length: `integer` has the one, `bitLength` the other. */
function writeIntegers(
  builder: SnapshotBuilder,
  start: number,
  block: ObjectBlock,
  integer: Numbers,
  bitLength: Numbers | undefined,
): void {
  const values = new BigInt64Array(block.rowCount);
  if (integer.count === block.rowCount) values.set(integer.integers());
  else values.fill(integer.integers()[0]!);
  writeKind(builder, start, block, ValueKind.integer);
  if (bitLength !== undefined) {
    const { valueKinds } = builder.objects.columns;
    for (let row = 0; row < block.rowCount; row++) {
      const bits = bitLength.forRow(row);
      if (bits === 0) continue;
      valueKinds[start + row] = ValueKind.bigInteger;
      values[row] = (values[row]! < 0n ? -1n : 1n) * BigInt(bits);
    }
  }
  writeIndexes(builder, start, block, builder.values.addIntegers(values));
}
