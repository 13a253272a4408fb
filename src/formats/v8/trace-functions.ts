import { GrowableArray } from '../../base/growable-array.ts';
import type { TraceLayout } from './header.ts';
import { BadNumber, type RowTaker } from './read-number-rows.ts';

const MOST = 0xffffffff;

/** The section `trace_function_infos`: the functions that allocated something, or called who did. */
export class TraceFunctions implements RowTaker {
  readonly what = 'function of a trace';
  readonly width: number;
  /** Indexes into the section `strings`. */
  readonly names = new GrowableArray(Uint32Array);
  readonly files = new GrowableArray(Uint32Array);
  /** From 1; 0: unknown. */
  readonly lines = new GrowableArray(Uint32Array);
  readonly #layout: TraceLayout['functions'];

  constructor(layout: TraceLayout['functions']) {
    this.#layout = layout;
    this.width = layout.width;
  }

  get count(): number {
    return this.names.length;
  }

  truncate(count: number): void {
    for (const column of [this.names, this.files, this.lines]) column.length = count;
  }

  take(numbers: Float64Array, rows: number): void {
    const { name, file, line } = this.#layout;
    for (const [column, field] of [
      [this.names, name],
      [this.files, file],
      [this.lines, line],
    ] as const) {
      const start = column.extend(rows);
      for (let row = 0, at = field; row < rows; row++, at += this.width) {
        const number = numbers[at]!;
        if (number > MOST)
          throw new BadNumber(at, `a function of a trace has no such name, file or line: ${number}`);
        column.array[start + row] = number;
      }
    }
  }
}
