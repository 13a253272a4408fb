import { formatCount } from '../../base/quantities.ts';
import type { Provenance, Result } from '../../query/result.ts';
import type { View } from '../answer.ts';
import { notesOf } from '../notes.ts';
import { shownBranches } from '../shown-branches.ts';
import type { Style } from '../style.ts';
import { visible } from '../visible.ts';

/** The notes, a line each, and last one line that tells what is not plain: rows left out, bounds, cuts. */
export function* footerLines(result: Result, view: View): Generator<string> {
  const left = rowParts(result, view);
  const limited = result.kind === 'tree' && left.length > 0;
  yield* footLines(result, view.style, notesOf(result, limited), [...view.remarks, ...left]);
}

/** The same without what depends on how much of the answer is shown, and where. */
export function remarkLines(result: Result, style: Style): Generator<string> {
  return footLines(result, style, notesOf(result), []);
}

function* footLines(
  result: Result,
  style: Style,
  notes: readonly string[],
  before: readonly string[],
): Generator<string> {
  for (const note of notes) yield style.dim(`note: ${visible(note)}`);
  const parts = [...before, ...provenanceParts(result)];
  if (parts.length > 0) yield style.dim(`(${parts.join(' · ')})`);
}

function rowParts(result: Result, view: View): string[] {
  if (result.kind === 'tree') {
    const { rowCount, total } = shownBranches(result, view.limit);
    return rowCount === total ? [] : [leftOut(rowCount, total, view)];
  }
  if (result.kind !== 'table') return [];
  const shown = Math.min(result.rowCount, view.limit);
  if (result.total === 0) return ['no rows'];
  if (shown === result.rowCount) {
    return shown === result.total ? [] : [`${rows(shown)} of ${formatCount(result.total)}`];
  }
  return [leftOut(shown, result.rowCount, view)];
}

function leftOut(shown: number, count: number, { moreHint }: View): string {
  return `shown ${formatCount(shown)} of ${rows(count)}; ${moreHint}`;
}

function rows(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
}

/** Exact, over the whole heap, without weak edges: that is plain, and nothing is said. */
export function provenanceParts({ heap, provenance }: Result): string[] {
  const parts = [...boundParts(provenance)];
  if (provenance.weak === 'included') parts.push('weak edges included');
  if (heap !== undefined && heap.cuts.length > 0) parts.push(`cut: ${heap.cuts.map(visible).join(', ')}`);
  if (heap?.snapshot.source.partial !== undefined)
    parts.push('from a damaged file, only the whole part of it');
  return parts;
}

function boundParts({ exact, bound }: Provenance): string[] {
  if (bound !== undefined) return [`bounded: ${visible(bound)}`];
  return exact ? [] : ['not exact'];
}
