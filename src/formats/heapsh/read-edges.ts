import type { AddressIndex } from '../../base/address-index.ts';
import type { Task } from '../../base/task.ts';
import { EdgeKind, NONE } from '../../model/kinds.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { Column } from './columns.ts';
import { EdgeWriter } from './edge-writer.ts';
import { inflateBlock } from './inflate-block.ts';
import type { ObjectBlock } from './object-block.ts';
import type { Scan } from './scan.ts';

const wanted = [Column.edgeCount, Column.target, Column.key, Column.shape];

/** Writes the edges that objects were declared with, in the order of objects, and those to their types. */
export function readEdges(scan: Scan, builder: SnapshotBuilder, index: AddressIndex, task: Task): void {
  const { edges } = builder;
  const className = builder.names.intern('__class__');
  const writer = new EdgeWriter(edges, index, scan.tables);
  let object = 0;
  for (const block of scan.objectBlocks) {
    const columns = inflateBlock(block, wanted);
    writer.begin(block, columns);
    const type = block.refersToType ? typeObject(block, scan, index) : undefined;
    for (let row = 0; row < block.rowCount; row++, object++) {
      edges.begin(object);
      writer.write(row);
      if (type === undefined) continue;
      if (type === NONE) edges.toNowhere++;
      else edges.add(type, EdgeKind.attribute, className);
    }
    writer.end();
    task.step(object, scan.objectCount);
  }
}

/** How many edges there are at most: room for more than that is never needed. */
export function mostEdges(scan: Scan): number {
  let most = 0;
  for (const block of scan.objectBlocks) {
    const targets = block.columns.get(Column.target)?.count ?? 0;
    const keys = block.columns.get(Column.key)?.count ?? 0;
    most += targets + keys + (block.refersToType ? block.rowCount : 0);
  }
  for (const block of scan.edgeBlocks) most += block.rowCount * (block.columns.has(Column.key) ? 2 : 1);
  return most;
}

function typeObject(block: ObjectBlock, scan: Scan, index: AddressIndex): number {
  const { address } = scan.tables.types[block.typeId]!;
  return index.find(Number(address & 0xffffffffn), Number(address >> 32n));
}
