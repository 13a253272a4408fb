import type { Cell, ColumnUnit } from '../../query/result.ts';

/** A row of `info`. A value that is undefined is not shown. */
export interface SnapshotFact {
  readonly name: string;
  readonly unit: ColumnUnit;
  readonly value: Cell;
  /** The objects that it is about, if any. */
  objects?(): Uint32Array;
}
