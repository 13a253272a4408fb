import { utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { STANDARD_INPUT } from '../base/standard-input.ts';
import type { Team } from '../base/team.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import { type FileIdentity, identityOf, isSameFile } from './index-file/identity.ts';
import { IndexContents, SNAPSHOT } from './index-file/index-contents.ts';
import { type IndexProblem, IndexReader } from './index-file/index-reader.ts';
import type { IndexStore } from './index-file/index-store.ts';
import { sweep } from './index-file/make-room.ts';
import { type IndexPlace, SnapshotIndex } from './index-file/snapshot-index.ts';
import { type OpenOptions, openSnapshot } from './open-snapshot.ts';

export interface IndexedSnapshot {
  readonly snapshot: HeapSnapshot;
  /** Undefined: there is none, and there shall be none. */
  readonly index: SnapshotIndex | undefined;
}

/**
 * As `openSnapshot`, but from the snapshot's index file where there is a good one: then columns are read when they are
 * first looked at, and opening takes milliseconds whatever the size. Where there is none, one is begun if it is worth
 * it. The part of a damaged snapshot is never kept, nor what came from a stream.
 */
export async function openIndexed(
  file: string,
  options: OpenOptions & { readonly store: IndexStore | undefined },
): Promise<IndexedSnapshot> {
  const { store } = options;
  const hasNone = options.partial || store === undefined || file === STANDARD_INPUT;
  const identity = hasNone ? undefined : identityOf(file);
  if (identity === undefined || store === undefined)
    return { snapshot: await openSnapshot(file, options), index: undefined };
  const place = { file, identity, path: store.pathFor(identity), store };
  const reader = IndexReader.open(place.path, { writer: store.writer, identity });
  if (typeof reader !== 'string' && reader.directory.parts[SNAPSHOT] !== undefined)
    return fromIndex(place, reader, options.task.team);
  if (typeof reader === 'string') warnOf(reader, place);
  const snapshot = await openSnapshot(file, options);
  const mayWrite = reader !== 'alien' || !store.isExplicit;
  if (!mayWrite || !isWorthIt(snapshot, store) || !isUnchanged(file, identity))
    return { snapshot, index: undefined };
  const index = new SnapshotIndex(place);
  index.begin(snapshot);
  return { snapshot, index };
}

function fromIndex(place: IndexPlace, reader: IndexReader, team: Team | undefined): IndexedSnapshot {
  const { file, path, store } = place;
  noteUse(path);
  if (!store.isExplicit) sweep(dirname(path));
  const contents = new IndexContents(reader, () => warnOf('damaged', place), team);
  return {
    snapshot: contents.snapshot(file, () => store.reread(file)),
    index: new SnapshotIndex(place, contents),
  };
}

/** Those that are not used are removed first when room is needed. */
function noteUse(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    return; // Who may not write the cache does not clear it either.
  }
}

function isWorthIt({ objectCount, edgeCount }: HeapSnapshot, { isExplicit, leastRows }: IndexStore): boolean {
  return isExplicit || objectCount + edgeCount >= leastRows;
}

/** While it was being read, somebody may have written it anew. */
function isUnchanged(file: string, before: FileIdentity): boolean {
  const now = identityOf(file);
  return now !== undefined && isSameFile(before, now);
}

const problems: Readonly<Record<IndexProblem, string | undefined>> = {
  missing: undefined,
  outdated: undefined,
  damaged: 'is damaged: it is made anew',
  'other-snapshot': 'is of another snapshot, or of this one before it was changed: it is made anew',
  'not-ours': 'belongs to another user: it is not read',
  alien: 'is no index: it is not read',
};

function warnOf(problem: IndexProblem, { path, store }: IndexPlace): void {
  const words = problems[problem];
  if (words !== undefined) store.warn(`the index ${path} ${words}`);
}
