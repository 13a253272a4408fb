import { Bitset } from '../base/bitset.ts';
import { QueryError } from '../base/errors.ts';
import { objectWord } from '../query/edges/edge-text.ts';
import type { Heap } from '../query/heap.ts';
import type { ObjectSet } from '../query/object-set.ts';
import type { Column } from '../query/result.ts';
import { defineCommand } from './command.ts';
import { exact } from './result.ts';
import { type LocalRows, localRows } from './stack/local-rows.ts';

export const locals = defineCommand({
  name: 'locals',
  aliases: [],
  takes: 'objects',
  params: [{ name: 'frame', kind: 'set', doc: 'a frame, a traceback, or several' }],
  options: [],
  group: 'python',
  summary: 'What the local variables of a frame hold',
  description: `One row a variable that refers to something: name, value, type, size, object; with several frames, also
frame. Of a traceback it is the frame that it was in. Cell and free variables count as locals, as in Python. Rows
are handles for the objects.`,
  examples: [
    'frames | head 1 | locals',
    'traceback | head 1 | locals',
    'locals frame | group type sum(size) | head 3',
  ],
  run(context, args) {
    const set = framesOf(context.subjects(args.frame));
    const rows = localRows(set, context.task);
    return {
      kind: 'table',
      heap: set.heap,
      provenance: exact,
      columns: columns(set, rows),
      rowCount: rows.targets.length,
      total: rows.targets.length,
      objectsOf: (row) => rows.targets.subarray(row, row + 1),
      subjectOf: (row) => rows.targets[row]!,
    };
  },
});

/** The frames of a set: its own, and those that its tracebacks were in, each once. Throws QueryError. */
function framesOf({ heap, indexes }: ObjectSet): ObjectSet {
  const { snapshot } = heap;
  const frameOf = heap.runtime.fieldReader(snapshot, 'tb_frame');
  const seen = new Bitset(snapshot.objectCount);
  const frames = indexes.map((object) => {
    const kind = kindOf(heap, object);
    const frame = kind === 'traceback' ? frameOf(object) : object;
    if (frame < 0 || kindOf(heap, frame) !== 'frame') throw noFrame(heap, object);
    return frame;
  });
  const isNew = (frame: number) => {
    const wasSeen = seen.has(frame);
    seen.add(frame);
    return !wasSeen;
  };
  return { heap, indexes: frames.filter(isNew) };
}

function kindOf({ snapshot: { objects, types } }: Heap, object: number): string {
  return types[objects.typeIndexes[object]!]!.kind;
}

function noFrame(heap: Heap, object: number): QueryError {
  const { objects, types } = heap.snapshot;
  const type = types[objects.typeIndexes[object]!]!.name;
  return new QueryError(`${objectWord(heap, object)} is of type ${type}, not a frame`, {
    hint: 'it takes frames and tracebacks; frames lists those that were running',
  });
}

function columns({ heap, indexes }: ObjectSet, { frames, targets, nameIds }: LocalRows): Column[] {
  const { snapshot, runtime } = heap;
  const { typeIndexes, sizes } = snapshot.objects;
  return [
    ...(indexes.length > 1
      ? [{ name: 'frame', unit: 'object', cell: (row: number) => frames[row]! } as const]
      : []),
    { name: 'name', unit: 'text', cell: (row) => snapshot.names.text(nameIds[row]!) },
    { name: 'value', unit: 'text', cell: (row) => runtime.describe(snapshot, targets[row]!) },
    { name: 'type', unit: 'text', cell: (row) => snapshot.types[typeIndexes[targets[row]!]!]!.name },
    { name: 'size', unit: 'bytes', cell: (row) => sizes[targets[row]!]! },
    { name: 'object', unit: 'object', cell: (row) => targets[row]! },
  ];
}
