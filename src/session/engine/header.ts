import { quietTask } from '../../base/task.ts';
import { totalSize } from '../../commands/snapshot-table/total-size.ts';
import { visible } from '../../output/visible.ts';
import type { Session } from '../session.ts';
import type { EngineHeader } from './engine-messages.ts';

/** Of the current heap; undefined when there is none. Adds up its objects' sizes once: some milliseconds. */
export function headerOf({ current: heap, results }: Session): EngineHeader | undefined {
  if (heap === undefined) return undefined;
  const { runtime, runtimeVersion } = heap.snapshot.capture;
  return {
    snapshot: visible(heap.name),
    runtime: visible(`${runtime} ${runtimeVersion}`.trim()),
    objects: heap.snapshot.objectCount,
    bytes: heap.derived(totalSize, quietTask),
    cuts: heap.cuts.length,
    results: results.count,
  };
}
