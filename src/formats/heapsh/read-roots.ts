import type { AddressIndex } from '../../base/address-index.ts';
import { FormatError } from '../../base/errors.ts';
import { NONE } from '../../model/kinds.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { Column, type ColumnBlock } from './columns.ts';
import { type Inflated, inflateBlock } from './inflate-block.ts';
import { expectColumns } from './object-block.ts';
import { Resolved } from './resolved.ts';
import type { Scan } from './scan.ts';

const needed = [Column.address, Column.rootKind];

/** A running frame is held by its thread, which is a reference that no edge shows. */
const HOLDING_KIND = 'thread';

/** Writes the roots; returns the objects that are held by a root's own reference, once for each. */
export function readRoots(scan: Scan, builder: SnapshotBuilder, index: AddressIndex): Uint32Array {
  const kindNumbers = scan.head.rootKinds.map((name) => builder.roots.kindOf(name));
  const holding = scan.head.rootKinds.indexOf(HOLDING_KIND);
  const held: number[] = [];
  const objects = new Resolved(index);
  for (const block of scan.rootBlocks) {
    expectColumns(block, needed);
    const columns = inflateBlock(block, [...needed, Column.name]);
    objects.resolve(columns.get(Column.address));
    for (let row = 0; row < block.rowCount; row++) {
      const object = objects.indexes[objects.count === 1 ? 0 : row]!;
      const kind = columns.get(Column.rootKind)!.forRow(row);
      if (kindNumbers[kind] === undefined) throw noSuchKind(block, kind);
      if (object === NONE) continue;
      builder.roots.add(object, kindNumbers[kind], nameOf(row, block, columns, scan));
      if (kind === holding) held.push(object);
    }
  }
  return Uint32Array.from(held);
}

function nameOf(row: number, block: ColumnBlock, columns: Inflated, scan: Scan): number {
  const name = columns.get(Column.name)?.forRow(row) ?? NONE;
  return scan.tables.nameId(name, block.offset);
}

function noSuchKind(block: ColumnBlock, kind: number): FormatError {
  return new FormatError(`there is no kind of roots ${kind}`, { where: { offset: block.offset } });
}
