import type { ColumnBlock } from './columns.ts';
import { inflateColumn } from './inflate-column.ts';
import type { Numbers } from './numbers.ts';

/** Inflated columns by column number. */
export type Inflated = ReadonlyMap<number, Numbers>;

/** Inflates those of the wanted columns that the block has. */
export function inflateBlock(block: ColumnBlock, wanted: readonly number[]): Inflated {
  const inflated = new Map<number, Numbers>();
  for (const column of wanted) {
    const entry = block.columns.get(column);
    if (entry !== undefined) inflated.set(column, inflateColumn(entry));
  }
  return inflated;
}
