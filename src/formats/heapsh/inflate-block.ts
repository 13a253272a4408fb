import type { ColumnBlock } from './columns.ts';
import { inflateColumn } from './inflate-column.ts';
import type { Numbers } from './numbers.ts';

/** Blocks that are inflated ahead of the one that is being used. Four are what zlib has threads for. */
export const BLOCKS_AHEAD = 6;

/** Inflated columns by column number. */
export type Inflated = ReadonlyMap<number, Numbers>;

/** Inflates those of the wanted columns that the block has. */
export async function inflateBlock(block: ColumnBlock, wanted: readonly number[]): Promise<Inflated> {
  const inflated = new Map<number, Numbers>();
  const entries = wanted.map((column) => block.columns.get(column)).filter((entry) => entry !== undefined);
  await Promise.all(
    entries.map(async (entry) => {
      inflated.set(entry.column, await inflateColumn(entry));
    }),
  );
  return inflated;
}
