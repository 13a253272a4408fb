import type { RunOptions } from './command-line/read-command-line.ts';
import { exampleSnapshot, exampleTour } from './example.ts';
import { readLimit, readMode } from './settings.ts';
import { shellWord } from './shell-word.ts';
import { readTour } from './tour/tour.ts';
import type { TourWalk } from './tour/tour-walk.ts';

/** The snapshots that a shell opens first. */
export function filesToOpen(run: RunOptions): readonly string[] {
  return run.useExample ? [exampleSnapshot(), ...run.files] : run.files;
}

/** The tour of the example, where that is all that is opened; undefined: there is none. */
export function tourFor({ useExample, files, tour }: RunOptions): TourWalk | undefined {
  if (!useExample || files.length > 0) return undefined;
  return { tour: readTour(exampleTour()), at: 0, isOn: tour };
}

/** Whether what is asked is recorded, in a file that nobody has named yet. */
export function recordsByItself({ record, noRecord, continues }: RunOptions): boolean {
  return !noRecord && record === undefined && continues === undefined;
}

/** The settings and cuts of the command line, as one would type them. */
export function settingLines({ record, mode, limit, cuts, output }: RunOptions): string[] {
  const lines: string[] = [];
  if (record !== undefined) lines.push(`record ${shellWord(record)}`);
  if (mode !== undefined) lines.push(`.mode ${readMode(mode).name}`);
  if (limit !== undefined) lines.push(`.set limit ${readLimit(limit) === Infinity ? 0 : limit}`);
  for (const edges of cuts) lines.push(`cut ${edges}`);
  if (output !== undefined) lines.push(`.output ${shellWord(output)}`);
  return lines;
}
