import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { FormatError, UsageError } from '../../base/errors.ts';
import { STANDARD_INPUT } from '../../base/standard-input.ts';
import { exampleSnapshot } from '../example.ts';
import type { SnapshotIdentity } from '../session-file/session-file.ts';
import type { ReplaySource } from './replay-source.ts';

/** A snapshot to open for a replay. */
export interface ChosenSnapshot {
  readonly file: string;
  /** What was looked at when the session was recorded, in its place; undefined: nobody says. */
  readonly recorded: SnapshotIdentity | undefined;
}

/**
 * Those that are named; else those that the file names. Throws UsageError when there is nothing to look at, and FormatError
 * when a recorded one is nowhere.
 */
export function chooseSnapshots(source: ReplaySource, named: readonly string[]): ChosenSnapshot[] {
  const recorded = source.session?.frontMatter?.values.snapshots ?? [];
  if (named.length > 0) return named.map((file, i) => ({ file, recorded: recorded[i] }));
  if (recorded.length > 0) {
    return recorded.map((each) => ({ file: findRecorded(source.file, each), recorded: each }));
  }
  if (source.steps.some(({ command }) => /^\s*(open|load)\b/.test(command))) return [];
  throw new UsageError(`${source.file} does not say which snapshot it is about`, {
    hint: `name one: heapsh replay ${source.file} SNAPSHOT`,
  });
}

/** Beside the session, then from here, then where it was; the example comes with heapsh. */
function findRecorded(sessionFile: string, { file, path }: SnapshotIdentity): string {
  if (file === STANDARD_INPUT) {
    throw new FormatError('it was recorded on standard input, which cannot be opened again', {
      where: { file: sessionFile },
      hint: `name the snapshot, or pipe it in once more: … | heapsh replay ${sessionFile} -`,
    });
  }
  const beside = file === undefined ? [] : [resolve(dirname(sessionFile), file), resolve(file)];
  const found = [...beside, ...(path === undefined ? [] : [path])].find((each) => existsSync(each));
  if (found !== undefined) return found;
  const example = exampleSnapshot();
  if (file !== undefined && basename(file) === basename(example)) return example;
  throw new FormatError(
    `the snapshot that it was recorded on is not there: ${file ?? path ?? 'it has no name'}`,
    {
      where: { file: sessionFile },
      hint: `name another one: heapsh replay ${sessionFile} SNAPSHOT`,
    },
  );
}
