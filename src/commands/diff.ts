import { sortedOrder } from '../base/sorted-order.ts';
import { NONE } from '../model/kinds.ts';
import type { Column, TableResult } from '../query/result.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { comparedSet, wholeHeap } from './comparison/compared-set.ts';
import { keptObjects } from './comparison/kept.ts';
import { type ComparedKey, comparedKeyNames } from './comparison/labels.ts';
import { countMoves, type Moves } from './comparison/moves.ts';
import { type LabelTally, tallyLabels } from './comparison/tally-labels.ts';
import { GroupMembers } from './partition/groups.ts';
import { LabelTexts } from './partition/label-texts.ts';
import { exact, exactWithoutWeak } from './result.ts';

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
    { name: 'before', kind: 'set', doc: 'an open snapshot by its name, or a SET: before:traceback' },
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
  description: `A row a type (or another key), that whose bytes changed most first. Columns: type (the key), count_before,
count_after, count_delta, size_before, size_after, size_delta (bytes of the objects themselves), added, removed and
kept (how many objects). A row stands for its objects in the later snapshot. Those of the earlier are counted here;
to see them ask there: before:traceback.

Which objects were kept can be told within one process: by heap id where the runtime has such. Elsewhere an address is
given anew once it is free, so that the same address, type and size make it likely, not certain; lists, dicts and sets may
have another size. A note says which it was. Without it, added, removed and kept are empty. Who was kept counts where it is now.

path groups by the types on the shortest path from a root, ten at most, a type that repeats counted once: which way
grew. Garbage is (unreachable). Costs a look at each object of both, and an index of the later one's addresses.`,
  examples: [
    'diff before after | head 5',
    'diff before:traceback after:traceback by path',
    'diff list list[@depth < 6] | select type, added, removed, kept',
  ],
  run(context, args) {
    const { task } = context;
    const before = comparedSet(context, args.before!);
    const after =
      args.after === undefined ? wholeHeap(context, context.heap) : comparedSet(context, args.after);
    const kept = keptObjects(before.heap.snapshot, after.heap.snapshot, task);
    context.note(kept.note);
    const texts = new LabelTexts();
    const by = (args.by ?? 'type') as ComparedKey;
    task.phase('comparing');
    const tallies = [tallyLabels(before, by, texts, task), tallyLabels(after, by, texts, task)] as const;
    const moves = kept.later && countMoves(...tallies, kept.later, texts.all.length);
    const table = diffTable(texts, ...tallies, moves, context);
    return by === 'path' ? { ...table, provenance: exactWithoutWeak } : table;
  },
});

function diffTable(
  texts: LabelTexts,
  before: LabelTally,
  after: LabelTally,
  moves: Moves | undefined,
  { task }: CommandContext,
): TableResult {
  const delta = (label: number): number => (after.sizes[label] ?? 0) - (before.sizes[label] ?? 0);
  const countDelta = (label: number): number => (after.counts[label] ?? 0) - (before.counts[label] ?? 0);
  const there = Array.from(texts.all.keys()).filter(
    (label) => (before.counts[label] ?? after.counts[label] ?? 0) > 0,
  );
  const byChange = (a: number, b: number): number =>
    Math.abs(delta(there[b]!)) - Math.abs(delta(there[a]!)) ||
    Math.abs(countDelta(there[b]!)) - Math.abs(countDelta(there[a]!)) ||
    (after.sizes[there[b]!] ?? 0) - (after.sizes[there[a]!] ?? 0) ||
    (texts.text(there[a]!) < texts.text(there[b]!) ? -1 : 1);
  const labels = sortedOrder(there.length, byChange, task).map((i) => there[i]!);
  const members = new GroupMembers({ groupOf: after.labelOf, keys: texts.all });
  const count = (name: string, of: (label: number) => number | undefined): Column => {
    return { name, unit: 'count', cell: (row) => of(labels[row]!) };
  };
  const bytes = (name: string, of: (label: number) => number): Column => {
    return { name, unit: 'bytes', cell: (row) => of(labels[row]!) };
  };
  return {
    kind: 'table',
    heap: after.set.heap,
    provenance: exact,
    columns: [
      { name: 'type', unit: 'text', cell: (row) => texts.text(labels[row]!) },
      count('count_before', (label) => before.counts[label] ?? 0),
      count('count_after', (label) => after.counts[label] ?? 0),
      count('count_delta', countDelta),
      bytes('size_before', (label) => before.sizes[label] ?? 0),
      bytes('size_after', (label) => after.sizes[label] ?? 0),
      bytes('size_delta', delta),
      count('added', (label) => moves?.added[label]),
      count('removed', (label) => moves?.removed[label]),
      count('kept', (label) => moves?.kept[label]),
    ],
    rowCount: labels.length,
    total: labels.length,
    objectsOf: (row) => members.of(labels[row]!).map((item) => after.set.indexes[item]!),
    subjectOf: () => NONE,
  };
}
