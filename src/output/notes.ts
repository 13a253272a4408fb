import type { Result } from '../query/result.ts';

/**
 * What the reader of an answer that stands still should know, in a line each. On the screen a tree unfolds, and what
 * lies below it is not told but shown. `limited`: rows are left out of what there is, so that more of it would show nothing.
 */
export function notesOf(result: Result, limited = false): readonly string[] {
  const { notes } = result.provenance;
  if (result.kind !== 'tree' || result.cutAtDepth === undefined || limited) return notes;
  return [...notes, `there is more below: --depth ${result.cutAtDepth + 1} shows it`];
}
