import { NONE } from '../model/kinds.ts';
import type { TableResult } from '../query/result.ts';
import { defineCommand } from './command.ts';
import { comparedSets } from './comparison/compared-set.ts';
import { type DiffRow, diffRows } from './comparison/diff-rows.ts';
import { keptObjects } from './comparison/kept.ts';
import { comparedKey, comparedKeyNames } from './comparison/labels.ts';
import { countMoves } from './comparison/moves.ts';
import { type LabelTally, tallyLabels } from './comparison/tally-labels.ts';
import { GroupMembers } from './partition/groups.ts';
import { LabelTexts } from './partition/label-texts.ts';
import { exact, exactWithoutWeak, smallTable } from './result.ts';

const columnNames = [
  ...(['type', 'count_before', 'count_after', 'count_delta', 'size_before', 'size_after'] as const),
  ...(['size_delta', 'added', 'removed', 'kept'] as const),
];

export const diff = defineCommand({
  name: 'diff',
  aliases: [],
  takes: 'nothing',
  columns: columnNames,
  params: [
    {
      name: 'before',
      kind: 'set',
      optional: true,
      doc: 'an open snapshot by its name, or a SET: before:traceback; the one before the current when left out',
    },
    {
      name: 'after',
      kind: 'set',
      optional: true,
      doc: 'the same, later; the current snapshot when left out',
    },
    {
      name: 'by',
      kind: 'word',
      keyword: 'by',
      optional: true,
      choices: comparedKeyNames,
      doc: 'type (when left out), module, kind, clodo, or path: the types on the way from a root',
    },
  ],
  options: [],
  group: 'snapshots',
  summary: 'What came, went and stayed from one snapshot to another',
  description: `\`diff\` alone compares the snapshot that was opened before the current one with it, and \`diff\` of the current one that with
the other. A row a type (or another key), that whose bytes changed most first. Columns: type (the key), count_before,
count_after, count_delta, size_before, size_after, size_delta (bytes of the objects themselves), added, removed and
kept (how many objects). A row stands for its objects in the later snapshot. Those of the earlier are counted here;
to see them ask there: before:traceback.

Which objects were kept can be told within one process: by heap id where the runtime has such (and where these show that it is one process: what an object is does not change). Elsewhere an address is
given anew once it is free, so that the same address, type and size make it likely, not certain; lists, dicts and sets may
have another size. A note says which it was. Without it, added, removed and kept are empty. Who was kept counts where it is now.

path groups by the types on the shortest path from a root, sixteen at most, a type that repeats counted once: which way
grew. Garbage is (unreachable). Costs a look at each object of both, and an index of the later one's addresses.`,
  examples: [
    'diff before after | head 5',
    'diff before:traceback after:traceback by path',
    'diff list list[@depth < 6] | select type, added, removed, kept',
  ],
  run(context, args) {
    const { task } = context;
    const [before, after] = comparedSets(context, args.before, args.after);
    const kept = keptObjects(before.heap.snapshot, after.heap.snapshot, task);
    context.note(kept.note);
    const texts = new LabelTexts();
    const by = comparedKey(args.by ?? 'type');
    task.phase('comparing');
    const tallies = [tallyLabels(before, by, texts, task), tallyLabels(after, by, texts, task)] as const;
    const moves = kept.later && countMoves(...tallies, kept.later, texts.all.length, task);
    const table = diffTable(tallies[1], diffRows(texts, ...tallies, moves, task), {
      texts,
      isPath: by === 'path',
    });
    return by === 'path' ? { ...table, provenance: exactWithoutWeak } : table;
  },
});

function diffTable(
  { set, labelOf }: LabelTally,
  rows: readonly DiffRow[],
  { texts, isPath }: { readonly texts: LabelTexts; readonly isPath: boolean },
): TableResult {
  const members = new GroupMembers({ groupOf: labelOf, keys: texts.all });
  return {
    ...smallTable<DiffRow>(rows, [
      { name: 'type', unit: 'text', cutsStart: isPath, cell: ({ text }) => text },
      { name: 'count_before', unit: 'count', spare: 2, cell: ({ countBefore }) => countBefore },
      { name: 'count_after', unit: 'count', spare: 2, cell: ({ countAfter }) => countAfter },
      { name: 'count_delta', unit: 'count', cell: ({ countBefore, countAfter }) => countAfter - countBefore },
      { name: 'size_before', unit: 'bytes', spare: 2, cell: ({ sizeBefore }) => sizeBefore },
      { name: 'size_after', unit: 'bytes', spare: 2, cell: ({ sizeAfter }) => sizeAfter },
      { name: 'size_delta', unit: 'bytes', cell: ({ sizeBefore, sizeAfter }) => sizeAfter - sizeBefore },
      { name: 'added', unit: 'count', spare: 1, cell: ({ added }) => added },
      { name: 'removed', unit: 'count', spare: 1, cell: ({ removed }) => removed },
      { name: 'kept', unit: 'count', spare: 1, cell: ({ kept }) => kept },
    ]),
    heap: set.heap,
    provenance: exact,
    totals: diffTotals(rows),
    objectsOf: (row) => members.of(rows[row]!.label).map((item) => set.indexes[item]!),
    subjectOf: () => NONE,
  };
}

/** Of all rows: what it comes to, and objects and bytes in each of the two. */
function diffTotals(rows: readonly DiffRow[]): Record<string, number> {
  const sum = (of: (row: DiffRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    bytes_delta: sum(({ sizeBefore, sizeAfter }) => sizeAfter - sizeBefore),
    objects_before: sum(({ countBefore }) => countBefore),
    bytes_before: sum(({ sizeBefore }) => sizeBefore),
    objects_after: sum(({ countAfter }) => countAfter),
    bytes_after: sum(({ sizeAfter }) => sizeAfter),
  };
}
