import { fileDigest } from '../../base/file-digest.ts';
import type { Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';
import { identityOf } from '../recorder/session-head.ts';
import type { Session } from '../session.ts';
import type { SnapshotIdentity } from '../session-file/session-file.ts';
import type { ChosenSnapshot } from './choose-snapshots.ts';

export interface OpenedSnapshot {
  readonly recorded: SnapshotIdentity | undefined;
  readonly now: SnapshotIdentity;
  /** Its objects are called by heap ids, which those that live on keep from one snapshot of a process to the next. */
  readonly hasHeapIds: boolean;
}

/**
 * Opens them in a session, under the names that the recorded ones had: `before:traceback` must mean the first one whatever
 * its file is called today. Throws FormatError.
 */
export async function openSnapshots(
  session: Session,
  chosen: readonly ChosenSnapshot[],
  { partial, task }: { readonly partial: boolean; readonly task: Task },
): Promise<OpenedSnapshot[]> {
  const opened: OpenedSnapshot[] = [];
  for (const { file, recorded } of chosen) {
    const name = session.nameFor(recorded?.file ?? file);
    const { heap } = await session.open(file, name, { partial }, task);
    opened.push({ recorded, now: await digested(identityOf(heap), task), hasHeapIds: hasHeapIds(heap) });
  }
  return opened;
}

export function hasHeapIds({ snapshot }: Heap): boolean {
  return snapshot.objects.heapIds !== undefined;
}

/** With the digest of its file as that is now. */
export async function digested(identity: SnapshotIdentity, task: Task): Promise<SnapshotIdentity> {
  if (identity.path === undefined) return identity;
  task.phase('computing the sha256');
  return { ...identity, sha256: await fileDigest(identity.path, task) };
}

/** Undefined: nobody says on which it was recorded, so what the session says is said of these. */
export function isSameSnapshot(opened: readonly OpenedSnapshot[]): boolean | undefined {
  const known = opened.map(isSame).filter((each) => each !== undefined);
  return known.length === 0 ? undefined : known.every((each) => each);
}

/**
 * A shell that was killed early has told no digest, and standard input has none; by other counts it is known to be another
 * one all the same.
 */
function isSame({ recorded, now }: OpenedSnapshot): boolean | undefined {
  if (recorded?.sha256 !== undefined && now.sha256 !== undefined) return recorded.sha256 === now.sha256;
  const isOther = recorded?.objectCount !== undefined && recorded.objectCount !== now.objectCount;
  return isOther ? false : undefined;
}
