import type { Task } from '../../base/task.ts';
import { findRow, wordsTest } from './find.ts';
import type { ScreenOutline, ScreenRow, ScreenView } from './screen-view.ts';

/** What a view of rows that neither fold nor unfold has to tell. */
export interface ListParts {
  outline(): ScreenOutline;
  row(row: number, task: Task): ScreenRow;
  /** A row of words, faster than by making its cells. */
  matcher?(words: string, task: Task): (row: number) => boolean;
  handle?(row: number, name: string, task: Task): string | undefined;
  address?(row: number): string | undefined;
  line?(row: number, name: string): string | undefined;
  fold?(row: number, state: 'folded' | 'unfolded', task: Task): void;
}

export function listView(parts: ListParts): ScreenView {
  return {
    outline: () => parts.outline(),
    rows(from, to, task) {
      const end = Math.min(to, parts.outline().rowCount);
      const rows: ScreenRow[] = [];
      for (let row = Math.max(0, from); row < end; row++) rows.push(parts.row(row, task));
      return rows;
    },
    handle: (row, name, task) => parts.handle?.(row, name, task),
    address: (row) => parts.address?.(row),
    line: (row, name) => parts.line?.(row, name),
    find(words, from, direction, milliseconds, task) {
      const matches = parts.matcher?.(words, task) ?? cellMatcher(parts, words, task);
      return findRow(parts.outline().rowCount, matches, { from, direction, milliseconds }, task);
    },
    fold: (row, state, task) => parts.fold?.(row, state, task),
    parent: () => undefined,
  };
}

function cellMatcher(parts: ListParts, words: string, task: Task): (row: number) => boolean {
  const test = wordsTest(words);
  return (row) => parts.row(row, task).cells.some(test);
}

/** A row of nothing but text. */
export function textRow(cells: readonly string[], role: ScreenRow['role'] = 'row'): ScreenRow {
  return { cells, role, branch: '', fold: 'none', share: undefined, standsFor: 'nothing' };
}
