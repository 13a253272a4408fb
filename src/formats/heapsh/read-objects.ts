import { FormatError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { Column } from './columns.ts';
import { type Inflated, inflateBlock } from './inflate-block.ts';
import { Layout, type ObjectBlock } from './object-block.ts';
import { readValues, valueColumns } from './read-values.ts';
import type { Scan } from './scan.ts';
import type { Tables } from './tables.ts';

const wanted = [
  Column.address,
  Column.size,
  Column.refcount,
  Column.line,
  Column.generation,
  Column.name,
  Column.file,
  ...valueColumns,
];

/** Writes all rows to the builder; after it, object indexes are those of the file's order. */
export function readObjects(scan: Scan, builder: SnapshotBuilder, task: Task): void {
  builder.objects.reserve(scan.objectCount);
  reserveTexts(scan, builder);
  for (const block of scan.objectBlocks) {
    const columns = inflateBlock(block, [...wanted, lengthColumn(block)]);
    const start = builder.objects.add(block.rowCount, block.typeId);
    writeColumns(builder, start, block, columns);
    writeNames(builder, scan.tables, start, block, columns);
    readValues(builder, start, block, columns, scan.tables.types[block.typeId]!.declaration.kind);
    task.step(builder.objects.count, scan.objectCount);
  }
}

function reserveTexts(scan: Scan, builder: SnapshotBuilder): void {
  let texts = 0;
  let bytes = 0;
  for (const { rowCount, columns } of scan.objectBlocks) {
    const text = columns.get(Column.text);
    if (text === undefined) continue;
    texts += rowCount;
    bytes += text.count;
  }
  builder.texts.reserve(texts, bytes);
}

function writeColumns(builder: SnapshotBuilder, start: number, block: ObjectBlock, columns: Inflated): void {
  const { rowCount } = block;
  const { addresses, sizes, lengths, lines, generations, refcounts } = builder.objects.columns;
  const address = columns.get(Column.address);
  if (address !== undefined) {
    if (address.count !== rowCount)
      throw new FormatError('objects share an address', { where: { offset: block.offset } });
    addresses.set(address.addresses(), start);
  }
  columns.get(Column.size)?.copyTo(sizes, start, rowCount);
  columns.get(lengthColumn(block))?.copyTo(lengths, start, rowCount);
  columns.get(Column.line)?.copyTo(lines, start, rowCount);
  columns.get(Column.generation)?.copyTo(generations, start, rowCount);
  columns.get(Column.refcount)?.copyOptionalTo(refcounts, start, rowCount);
}

/** A list, dict or set is as long as it has elements, unless the block says otherwise. */
function lengthColumn({ layout, columns }: ObjectBlock): number {
  const isContainer = layout === Layout.sequence || layout === Layout.dict || layout === Layout.set;
  return isContainer && !columns.has(Column.length) ? Column.edgeCount : Column.length;
}

function writeNames(
  builder: SnapshotBuilder,
  tables: Tables,
  start: number,
  block: ObjectBlock,
  columns: Inflated,
): void {
  const { nameIds, fileIds } = builder.objects.columns;
  for (const [column, ids] of [
    [Column.name, nameIds],
    [Column.file, fileIds],
  ] as const) {
    const strings = columns.get(column);
    if (strings === undefined) continue;
    strings.copyOptionalTo(ids, start, block.rowCount);
    for (let i = start; i < start + block.rowCount; i++) {
      if (ids[i] !== NONE) ids[i] = tables.nameId(ids[i]!, block.offset);
    }
  }
}
