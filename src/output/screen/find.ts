import type { Task } from '../../base/task.ts';
import type { Found } from './screen-view.ts';

/** Rows between two looks at the clock: even dear ones take less than a millisecond together. */
const ROWS_AT_ONCE = 64;

/** Whether the words stand in a text, in any case. Letters are compared as Unicode folds them. */
export function wordsTest(words: string): (text: string) => boolean {
  if (words === '') return () => false;
  const pattern = new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
  return (text) => pattern.test(text);
}

/** The first row that matches, from `from` on; after `milliseconds`, where to go on. */
export function findRow(
  rowCount: number,
  matches: (row: number) => boolean,
  { from, direction, milliseconds }: { from: number; direction: 1 | -1; milliseconds: number },
  task: Task,
): Found {
  const deadline = performance.now() + milliseconds;
  const start = direction === 1 ? Math.max(from, 0) : Math.min(from, rowCount - 1);
  let looked = 0;
  for (let row = start; row >= 0 && row < rowCount; row += direction) {
    if (looked++ % ROWS_AT_ONCE === 0 && looked > 1) {
      task.step(row, rowCount);
      if (performance.now() > deadline) return { row: undefined, goOn: row };
    }
    if (matches(row)) return { row, goOn: undefined };
  }
  return { row: undefined, goOn: undefined };
}
