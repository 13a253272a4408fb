import { Pace } from '../../base/pace.ts';
import type { Task } from '../../base/task.ts';
import type { Cell } from '../../query/result.ts';
import type { RowKey, RowsWanted } from '../command.ts';
import { compareCells } from './compare-cells.ts';

/** So many rows are gathered, beside those that are wanted, before the worse ones are dropped. */
const ROOM = 256;

/** Of more rows than so many a row that is shown, choosing takes less than sorting. */
const ROWS_A_CHOICE = 8;

export function paysToChoose(rowCount: number, { count }: RowsWanted): boolean {
  return count * ROWS_A_CHOICE <= rowCount;
}

/**
 * The first or last rows in the order of their keys, in that order: what `cellOrder` of all keys would give, and its first
 * or last `count` rows. No key is kept but theirs: O(rows + wanted · log wanted) where keys come in any order.
 */
export function outermostRows(
  rowCount: number,
  key: RowKey,
  descending: boolean,
  { end: at, count }: RowsWanted,
  task: Task,
): Uint32Array {
  // From the end it is the same, the other way round: of equal keys the later row is further out.
  const isFirst = at === 'first';
  const sign = isFirst ? 1 : -1;
  const compare = (a: Cell, b: Cell) => sign * compareCells(a, b, descending);
  const smallerFirst = isFirst !== descending;
  const best = new BestRows(Math.min(count, rowCount), compare, smallerFirst);
  let limit = Number.NaN;
  const pace = new Pace();
  for (let i = 0; i < rowCount; ) {
    task.step(i, rowCount);
    const end = Math.min(i + pace.next(), rowCount);
    for (; i < end; i++) {
      const row = isFirst ? i : rowCount - 1 - i;
      const cell = key.cell(row);
      // Most rows end here: a call for each would take longer than all the rest.
      if (typeof cell === 'number' && (smallerFirst ? cell >= limit : cell <= limit)) continue;
      best.offer(row, cell);
      limit = best.limit;
    }
  }
  const rows = best.rows();
  return Uint32Array.from(isFirst ? rows : rows.reverse());
}

interface Offer {
  readonly row: number;
  readonly cell: Cell;
}

/** Of what is offered, the few that come first; of equal ones those that were offered earlier. */
class BestRows {
  readonly #count: number;
  readonly #compare: (a: Cell, b: Cell) => number;
  /** Which of two numbers that differ comes first. */
  readonly #smallerFirst: boolean;
  #offers: Offer[] = [];
  /** Who does not come before it need not be looked at; undefined: there are still fewer than are wanted. */
  #limit: Offer | undefined;

  constructor(count: number, compare: (a: Cell, b: Cell) => number, smallerFirst: boolean) {
    this.#count = count;
    this.#compare = compare;
    this.#smallerFirst = smallerFirst;
  }

  offer(row: number, cell: Cell): void {
    if (this.#count === 0 || (this.#limit !== undefined && !this.#isBefore(cell, this.#limit.cell))) return;
    this.#offers.push({ row, cell });
    if (this.#offers.length >= 2 * this.#count + ROOM) this.#drop();
  }

  /** A number that does not come before this one need not be offered; NaN: there is no such. */
  get limit(): number {
    const cell = this.#limit?.cell;
    return typeof cell === 'number' ? cell : Number.NaN;
  }

  rows(): number[] {
    this.#drop();
    return this.#offers.map(({ row }) => row);
  }

  /** What most keys are is compared without a call. */
  #isBefore(a: Cell, b: Cell): boolean {
    if (typeof a !== 'number' || typeof b !== 'number' || Number.isNaN(a) || Number.isNaN(b))
      return this.#compare(a, b) < 0;
    return this.#smallerFirst ? a < b : a > b;
  }

  /** Sorting is stable: earlier offers stay before equal ones. */
  #drop(): void {
    this.#offers.sort((a, b) => this.#compare(a.cell, b.cell));
    this.#offers.length = Math.min(this.#offers.length, this.#count);
    if (this.#offers.length === this.#count) this.#limit = this.#offers.at(-1);
  }
}
