import { QueryError } from '../base/errors.ts';
import type { ObjectSet } from '../query/object-set.ts';
import type { Column } from '../query/result.ts';
import { defineCommand } from './command.ts';
import { exact } from './result.ts';
import { type LocalRows, localRows } from './stack/local-rows.ts';

export const locals = defineCommand({
  name: 'locals',
  aliases: [],
  takes: 'objects',
  params: [{ name: 'frame', kind: 'set', doc: 'a frame, or several' }],
  options: [],
  group: 'python',
  summary: 'What the local variables of a frame hold',
  description: `One row a variable that refers to something: name, value, type, size, object; with several frames, also
frame. Cell and free variables count as locals, as in Python. Rows are handles for the objects.`,
  examples: ['frames | head 1 | locals', 'locals frame | group type sum(size) | head 3'],
  run(context, args) {
    const set = context.subjects(args.frame);
    requireFrames(set);
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

function requireFrames({ heap: { snapshot }, indexes }: ObjectSet): void {
  const { addresses, typeIndexes } = snapshot.objects;
  const other = indexes.find((object) => snapshot.types[typeIndexes[object]!]!.kind !== 'frame');
  if (other === undefined) return;
  const type = snapshot.types[typeIndexes[other]!]!.name;
  throw new QueryError(`0x${addresses[other]!.toString(16)} is of type ${type}, not a frame`, {
    hint: 'frames lists those that were running; of a traceback, SET->tb_frame is its frame',
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
