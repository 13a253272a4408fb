import type { EdgeWindow } from '../edge-table.ts';
import type { LocationWindow } from '../location-rows.ts';
import type { NodeWindow } from '../node-rows.ts';
import type { RowTaker } from '../read-number-rows.ts';

/** What a thread needs to fill in rows of a table from a row on: all of it can be sent there. */
export type RowWindow = NodeWindow | EdgeWindow | LocationWindow;

/** What is known of some rows beside what was written to their columns. */
export interface FoundInRows {
  /** Of nodes: what their edge counts add up to. */
  readonly edgeCount?: number;
  /** Of edges: those whose type is `shortcut`. */
  readonly shortcuts?: Uint32Array;
  /** Of edges: the greatest index into the section `strings`. */
  readonly mostName?: number;
  /** Of locations: the nodes of scripts, by their numbers. */
  readonly scriptNodes?: ReadonlyMap<number, number>;
}

/** A table whose rows several threads can fill in. */
export interface SharedRows extends RowTaker {
  /** Rows that there are so far. */
  readonly count: number;
  /** Takes so many rows as they are, zeroes, to be filled in through windows. */
  claim(rows: number): void;
  windowAt(row: number): RowWindow;
  /** Beside the columns. */
  readonly found: FoundInRows;
  /** Takes over what was found when windows were filled in, in the order of rows. */
  join(parts: readonly FoundInRows[]): void;
}

export function isShared(taker: RowTaker): taker is SharedRows {
  return 'windowAt' in taker;
}
