import { EDGE_KIND_MASK, EdgeKind } from '../model/kinds.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import { defineCommand } from './command.ts';
import { exact, smallTable } from './result.ts';

export const frames = defineCommand({
  name: 'frames',
  aliases: ['threads'],
  takes: 'nothing',
  params: [],
  options: [],
  group: 'python',
  summary: 'The stacks of all threads as they were when the snapshot was taken',
  description: `One row a frame, innermost first: thread, depth (0 is innermost), function, file, line, locals (how many
variables refer to something), frame. Frames that no thread runs any more, held by tracebacks and
generators, are of the type frame like these: objects frame.`,
  examples: ['frames', 'frames | head 1 | locals'],
  run(context) {
    const { heap } = context;
    const { snapshot, runtime } = heap;
    const rows = snapshot.capture.threads.flatMap(({ id, name, frames }) =>
      frames.map((frame, depth) => {
        return { thread: name === '' ? id : name, depth, frame, at: runtime.location(snapshot, frame) };
      }),
    );
    if (rows.length === 0) context.note('no stacks are recorded in this snapshot');
    return {
      ...smallTable(rows, [
        { name: 'thread', unit: 'text', cell: ({ thread }) => thread },
        { name: 'depth', unit: 'number', cell: ({ depth }) => depth },
        { name: 'function', unit: 'text', cell: ({ at }) => at?.name },
        { name: 'file', unit: 'file', cell: ({ at }) => at?.file },
        { name: 'line', unit: 'number', cell: ({ at }) => at?.line },
        { name: 'locals', unit: 'count', cell: ({ frame }) => localCount(snapshot, frame) },
        { name: 'frame', unit: 'object', cell: ({ frame }) => frame },
      ]),
      heap,
      provenance: exact,
      objectsOf: (row) => Uint32Array.of(rows[row]!.frame),
      subjectOf: (row) => rows[row]!.frame,
    };
  },
});

function localCount({ edges }: HeapSnapshot, frame: number): number {
  let count = 0;
  for (let edge = edges.first[frame]!; edge < edges.first[frame + 1]!; edge++) {
    if ((edges.kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.local) count++;
  }
  return count;
}
