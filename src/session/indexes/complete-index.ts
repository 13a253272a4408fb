import { beginDistances } from '../../analysis/distances.ts';
import { digestFile } from '../../base/file-digest.ts';
import { SpareRoom } from '../../base/spare-room.ts';
import type { Task } from '../../base/task.ts';
import { teamOf } from '../../base/team.ts';
import { usuallyShown } from '../../commands/dominator-view/shown-tree.ts';
import { digestOfFile } from '../../commands/snapshot-facts/file-facts.ts';
import type { SnapshotIndex } from '../../formats/index-file/snapshot-index.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import { storedEdgesOf } from '../../query/edges/stored-edges.ts';
import type { Heap } from '../../query/heap.ts';
import { objectsByType } from '../../query/objects-by-type.ts';
import { distancesOf, referrerEdgesOf, seedsOf } from '../../query/reachability.ts';

/** Bytes an object and an edge, in all. */
const PER_OBJECT = 60;
const PER_EDGE = 8;

/**
 * Finds what most questions need of a heap that nobody is going to ask any more, for the index file that is being written:
 * whichever is asked next, of the file, finds it there. Nothing where memory is short. What is written already makes room for
 * what comes, so that it takes little more than what was asked. Afterwards the heap is of no use. `waitFor`: how writing is
 * waited for.
 */
export async function completeIndex(
  heap: Heap,
  index: Pick<SnapshotIndex, 'add'>,
  task: Task,
  waitFor: (writing: Promise<void>) => Promise<void>,
): Promise<void> {
  const { objectCount, edgeCount } = heap.snapshot;
  if (process.availableMemory() < PER_OBJECT * objectCount + PER_EDGE * edgeCount) return;
  heap.derived(objectsByType, task);
  const { columns } = heap.derived(dominatorTreeOf, task);
  heap.derived(usuallyShown, task);
  await waitFor(index.add(heap.toKeep()));
  heap.take(dominatorTreeOf, task);
  const spare = new SpareRoom();
  for (const column of Object.values(columns)) spare.leave(column);
  findTheRest(heap, spare, task);
}

/** Each by a thread of its own, and by all that have nothing else to do. */
function findTheRest(heap: Heap, spare: SpareRoom, task: Task): void {
  const { roots, source } = heap.snapshot;
  const isMeasured = heap.known(distancesOf) !== undefined;
  const measuring = isMeasured ? undefined : beginDistances(heap.graph, seedsOf(roots), task, spare);
  const isDigested = source.isStream || heap.known(digestOfFile) !== undefined;
  const digesting = isDigested ? undefined : teamOf(task).start(digestFile, [{ file: source.file }]);
  try {
    heap.derived(referrerEdgesOf, task);
    if (heap.runtime.stores !== undefined) heap.derived(storedEdgesOf, task);
    if (measuring !== undefined) heap.keep(distancesOf, measuring.wait(task)[0]!);
    if (digesting !== undefined) heap.keep(digestOfFile, digesting.wait(task)[0]!);
  } finally {
    measuring?.abandon();
    digesting?.abandon();
  }
}
