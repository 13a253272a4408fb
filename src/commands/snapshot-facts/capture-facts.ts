import { formatCount } from '../../base/quantities.ts';
import { NONE } from '../../model/kinds.ts';
import type { HeapSnapshot, ThreadFacts } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';
import { runtimeText } from '../snapshot-table/snapshot-table.ts';
import type { SnapshotFact } from './fact.ts';

/** Of what process, when and how it was captured, and what the writer had to leave out. */
export function captureFacts(heap: Heap): SnapshotFact[] {
  const { capture } = heap.snapshot;
  const { series } = capture;
  return [
    { name: 'runtime', unit: 'text', value: runtimeText(capture) },
    { name: 'platform', unit: 'text', value: capture.platform || undefined },
    { name: 'arguments', unit: 'text', value: shellWords(capture.arguments) },
    { name: 'process_id', unit: 'number', value: capture.processId },
    { name: 'started', unit: 'text', value: capture.started },
    { name: 'captured', unit: 'text', value: capture.captured },
    { name: 'resident_size', unit: 'bytes', value: capture.residentSize },
    { name: 'writer', unit: 'text', value: capture.writer || undefined },
    { name: 'method', unit: 'text', value: capture.method },
    { name: 'series', unit: 'text', value: series && `number ${series.number} of ${series.id}` },
    { name: 'values', unit: 'text', value: capture.hasValues ? undefined : 'left out when it was captured' },
    ...allocationFacts(heap.snapshot),
    ...numberFacts(heap),
    ...capture.omissions.map((value) => ({ name: 'omitted', unit: 'text', value }) as const),
    ...capture.threads.map(threadFact),
  ];
}

/** O(objects), where allocations were recorded. */
function allocationFacts({ allocations }: HeapSnapshot): SnapshotFact[] {
  if (allocations === undefined) return [];
  const { stacks } = allocations;
  const all = Uint32Array.from(stacks.keys());
  const recorded = all.filter((object) => stacks[object] !== NONE);
  const value = `recorded of ${formatCount(recorded.length)} objects: hist by @allocated`;
  return [{ name: 'allocations', unit: 'text', value, objects: () => recorded }];
}

/** No predicate about a number holds then. O(objects). */
function numberFacts({ runtime, snapshot }: Heap): SnapshotFact[] {
  if (runtime.leavesNumbersOut?.(snapshot) !== true) return [];
  const value = 'not recorded: v8.writeHeapSnapshot(FILE, { exposeNumericValues: true }) does';
  return [{ name: 'numbers', unit: 'text', value }];
}

function threadFact({ id, name, frames }: ThreadFacts): SnapshotFact {
  const count = frames.length;
  return {
    name: 'thread',
    unit: 'text',
    value: `${name === '' ? id : name}: ${count} ${count === 1 ? 'frame' : 'frames'}`,
    objects: () => Uint32Array.from(frames),
  };
}

/** As one would type them in a shell. */
function shellWords(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
