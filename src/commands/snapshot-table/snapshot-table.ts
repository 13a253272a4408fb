import { spokenFile } from '../../base/standard-input.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { TableResult } from '../../query/result.ts';
import type { OpenSnapshot } from '../command.ts';
import { exact, smallTable } from '../result.ts';
import { totalSize } from './total-size.ts';

/** One row an open snapshot. Rows stand for no objects. */
export function snapshotTable(snapshots: readonly OpenSnapshot[], task: Task): TableResult {
  const sizes = new Map(snapshots.map(({ heap }) => [heap, heap.derived(totalSize, task)]));
  return {
    ...smallTable(snapshots, [
      { name: 'name', unit: 'text', cell: ({ name }) => name },
      { name: 'current', unit: 'boolean', cell: ({ current }) => current },
      { name: 'runtime', unit: 'text', cell: ({ heap }) => runtimeText(heap.snapshot.capture) },
      { name: 'objects', unit: 'count', cell: ({ heap }) => heap.snapshot.objectCount },
      { name: 'bytes', unit: 'bytes', cell: ({ heap }) => sizes.get(heap) },
      { name: 'captured', unit: 'text', cell: ({ heap }) => heap.snapshot.capture.captured },
      { name: 'file', unit: 'file', cell: ({ heap }) => spokenFile(heap.snapshot.source.file) },
    ]),
    heap: undefined,
    provenance: exact,
    objectsOf: () => new Uint32Array(0),
    subjectOf: () => NONE,
  };
}

export function runtimeText(capture: { readonly runtime: string; readonly runtimeVersion: string }): string {
  return `${capture.runtime} ${capture.runtimeVersion}`.trim();
}
