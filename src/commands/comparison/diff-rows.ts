import { sortedOrder } from '../../base/sorted-order.ts';
import type { Task } from '../../base/task.ts';
import type { LabelTexts } from '../partition/label-texts.ts';
import type { Moves } from './moves.ts';
import type { LabelTally } from './tally-labels.ts';

/** One key in two snapshots. */
export interface DiffRow {
  readonly label: number;
  readonly text: string;
  readonly countBefore: number;
  readonly countAfter: number;
  readonly sizeBefore: number;
  readonly sizeAfter: number;
  /** Undefined: nobody can tell. */
  readonly added: number | undefined;
  readonly removed: number | undefined;
  readonly kept: number | undefined;
}

/** Those whose bytes changed most first, of others the largest. O(keys · log keys). */
export function diffRows(
  texts: LabelTexts,
  before: LabelTally,
  after: LabelTally,
  moves: Moves | undefined,
  task: Task,
): DiffRow[] {
  const rows = texts.all.map((text, label): DiffRow => {
    return {
      label,
      text,
      countBefore: before.counts[label] ?? 0,
      countAfter: after.counts[label] ?? 0,
      sizeBefore: before.sizes[label] ?? 0,
      sizeAfter: after.sizes[label] ?? 0,
      added: moves?.added[label],
      removed: moves?.removed[label],
      kept: moves?.kept[label],
    };
  });
  const there = rows.filter(({ countBefore, countAfter }) => countBefore + countAfter > 0);
  const order = sortedOrder(there.length, (a, b) => byChange(there[a]!, there[b]!), task);
  return Array.from(order, (i) => there[i]!);
}

function byChange(a: DiffRow, b: DiffRow): number {
  return (
    Math.abs(b.sizeAfter - b.sizeBefore) - Math.abs(a.sizeAfter - a.sizeBefore) ||
    Math.abs(b.countAfter - b.countBefore) - Math.abs(a.countAfter - a.countBefore) ||
    b.sizeAfter - a.sizeAfter ||
    (a.text < b.text ? -1 : 1)
  );
}
