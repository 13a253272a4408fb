import type { ObjectKind } from '../../model/kinds.ts';
import type { Chunk } from './chunks.ts';
import { Column } from './columns.ts';
import type { ObjectBlock } from './object-block.ts';
import type { Scan } from './scan.ts';

/**
 * A block of objects and where everything in it goes, known before any of it is inflated: so blocks can be read in any
 * order, and by several threads at once.
 */
export interface PlacedBlock {
  /** In shared memory. */
  readonly chunk: Chunk;
  /** Of the block's type. */
  readonly kind: ObjectKind;
  readonly rowCount: number;
  readonly firstRow: number;
  /** In the pool that its values are in. */
  readonly firstValue: number;
  /** Where its texts begin among the bytes of all texts. */
  readonly firstByte: number;
  /** Edges that are declared with its objects, and those to their type: no more than these. */
  readonly mostEdges: number;
}

/** Pools of values; of objects without a value, or with one that needs no pool, `none`. */
export type Pool = 'texts' | 'integers' | 'floats' | 'none';

export interface Placement {
  readonly blocks: readonly PlacedBlock[];
  readonly objectCount: number;
  readonly textBytes: number;
  /** How many values there are in each pool. */
  readonly poolSizes: Readonly<Record<Pool, number>>;
}

/** O(blocks). */
export function placeBlocks({ objectBlocks, tables }: Scan): Placement {
  const poolSizes = { texts: 0, integers: 0, floats: 0, none: 0 };
  let objectCount = 0;
  let textBytes = 0;
  const blocks = objectBlocks.map((block): PlacedBlock => {
    const { chunk, rowCount, typeId } = block;
    const { kind } = tables.types[typeId]!.declaration;
    const pool = poolOf(block, kind);
    const places = { firstRow: objectCount, firstValue: poolSizes[pool], firstByte: textBytes };
    objectCount += rowCount;
    poolSizes[pool] += rowCount;
    if (pool === 'texts') textBytes += block.columns.get(Column.text)!.count;
    return { chunk, kind, rowCount, ...places, mostEdges: mostEdgesOf(block) };
  });
  return { blocks, objectCount, textBytes, poolSizes };
}

/** Which values a block has: by the columns that are there. */
export function poolOf({ columns }: ObjectBlock, kind: ObjectKind): Pool {
  if (kind === 'null') return 'none';
  if (columns.has(Column.text)) return 'texts';
  if (columns.has(Column.float)) return 'floats';
  return columns.has(Column.integer) && kind !== 'boolean' ? 'integers' : 'none';
}

function mostEdgesOf({ columns, refersToType, rowCount }: ObjectBlock): number {
  const targets = columns.get(Column.target)?.count ?? 0;
  const keys = columns.get(Column.key)?.count ?? 0;
  return targets + keys + (refersToType ? rowCount : 0);
}

/** Cuts blocks into parts of about the same weight, none empty, in their order. */
export function cutBlocks(
  blocks: readonly PlacedBlock[],
  parts: number,
  weightOf: (block: PlacedBlock) => number,
): (readonly PlacedBlock[])[] {
  const total = blocks.reduce((sum, block) => sum + weightOf(block), 0);
  const cut: PlacedBlock[][] = [];
  let before = 0;
  for (const block of blocks) {
    if (cut.length === 0 || before * parts >= total * cut.length) cut.push([]);
    cut.at(-1)!.push(block);
    before += weightOf(block);
  }
  return cut;
}
