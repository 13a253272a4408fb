import type { AddressIndex } from '../../base/address-index.ts';
import type { Task } from '../../base/task.ts';
import { orderCount, runAllExactly } from '../../base/team.ts';
import { findAddress } from '../../model/address-lookup.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { closeGaps } from './close-gaps.ts';
import { Column } from './columns.ts';
import { type ExtraColumns, type ExtraEdges, extrasOf } from './extra-edges.ts';
import { cutBlocks, type PlacedBlock, type Placement } from './placed-blocks.ts';
import type { Scan } from './scan.ts';
import { type EdgesOrder, writeEdges } from './write-edges.ts';

/**
 * Writes all edges, in the order of objects. Each thread writes those of some blocks to where they begin if no edge is
 * left out; the gaps that are left in between are closed afterwards.
 */
export function readEdges(
  { blocks, objectCount }: Placement,
  extraEdges: ExtraEdges,
  { tables }: Scan,
  builder: SnapshotBuilder,
  index: AddressIndex,
  task: Task,
): void {
  const extras = extraEdges.bySource(task);
  const most = sumOfMost(blocks);
  const edges = builder.edges.allocate(objectCount, most + extras.sources.length);
  const common = {
    edges,
    index: index.columns,
    tables: tables.columns,
    typeObjects: Uint32Array.from(tables.types, ({ address }) => findAddress(index, address)),
    className: builder.names.intern('__class__'),
  };
  const parts = cutBlocks(blocks, orderCount(objectCount + most, task), weightOf);
  const orders = placeParts(parts, extras).map((part) => ({ ...common, ...part }));
  const written = runAllExactly(writeEdges, orders, task);
  const runs = orders.map(({ rows, firstEdge }, i) => ({ rows, start: firstEdge, end: written[i]!.end }));
  builder.edges.adopt(closeGaps(edges, runs, task));
  builder.edges.toNowhere = written.reduce((sum, { toNowhere }) => sum + toNowhere, extraEdges.toNowhere);
}

/** How many edges there are at most: room for more than that is never needed. */
export function mostEdges({ edgeBlocks }: Scan, { blocks }: Placement): number {
  const extras = edgeBlocks.map(({ rowCount, columns }) => rowCount * (columns.has(Column.key) ? 2 : 1));
  return extras.reduce((sum, count) => sum + count, sumOfMost(blocks));
}

function sumOfMost(blocks: readonly PlacedBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.mostEdges, 0);
}

/** An object costs about as much as an edge. */
function weightOf({ rowCount, mostEdges: edges }: PlacedBlock): number {
  return rowCount + edges;
}

type Part = Pick<EdgesOrder, 'blocks' | 'firstEdge' | 'extras'> & {
  /** Of the objects in it. */
  readonly rows: readonly [start: number, end: number];
};

function placeParts(parts: readonly (readonly PlacedBlock[])[], extras: ExtraColumns): Part[] {
  let next = 0;
  return parts.map((blocks) => {
    const last = blocks.at(-1)!;
    const rows = [blocks[0]!.firstRow, last.firstRow + last.rowCount] as const;
    const part = { blocks, firstEdge: next, extras: extrasOf(extras, ...rows), rows };
    next += sumOfMost(blocks) + part.extras.sources.length;
    return part;
  });
}
