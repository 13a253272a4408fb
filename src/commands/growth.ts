import { QueryError } from '../base/errors.ts';
import { formatCount } from '../base/quantities.ts';
import { NONE } from '../model/kinds.ts';
import { alternatives } from '../query/nearest.ts';
import type { TableResult } from '../query/result.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { orderOfHeapIds } from './comparison/capture-order.ts';
import { wholeHeap } from './comparison/compared-set.ts';
import { type Growth, type GrowthRow, growthRows } from './comparison/growth-rows.ts';
import { type ComparedKey, comparedKey, comparedKeyNames } from './comparison/labels.ts';
import { type Series, seriesOf } from './comparison/series.ts';
import { sparkline } from './comparison/sparkline.ts';
import { GroupMembers } from './partition/groups.ts';
import { exact, exactWithoutWeak, type RowColumn, smallTable } from './result.ts';

const MOST_NAMES = 8;

const keyDoc = 'type (when left out), module, kind, clodo, or path: the types on the way from a root';

export const growth = defineCommand({
  name: 'growth',
  aliases: [],
  takes: 'nothing',
  params: [
    { name: 'by', kind: 'word', keyword: 'by', optional: true, choices: comparedKeyNames, doc: keyDoc },
    {
      name: 'snapshots',
      kind: 'text',
      optional: true,
      doc: 'names of open snapshots, the earliest first, and then by KEY; all that are open, as captured, when left out',
    },
  ],
  options: [],
  group: 'snapshots',
  summary: 'What grew over a series of snapshots, and what grew at every step',
  description: `A row a type (or another key), that which grew most first. Columns: type (the key), trend (its bytes in each
snapshot, as blocks), count_first, count_last, size_first, size_last, size_delta (bytes), slope (bytes a minute, by the
straight line nearest to all of them; bytes a snapshot where times are not known: a note says which), r2 (how well that
line explains them, 1: wholly; empty: nothing changed), grew (at how many steps, in bytes or in objects: those
of V8's (array) count with the objects they are part of), always (at every step). In JSON also
count_in_NAME and size_in_NAME for each snapshot. A row stands for its objects in the last one.

\`growth by path | where always\` answers which path of types from a root grew at every step. A series that the agent
wrote (--every, files x.001.heapsh and so on) opens as one: heapsh x.*.heapsh. Files of V8 tell no time and stay as they
were opened; a note says when their heap ids, which grow as a process runs, tell another order. On a screen the largest rows stand above the
table as a stacked chart: v changes between bytes and counts, V hides it. Costs a look at each object of each.`,
  examples: [
    'growth monday tuesday wednesday | head 5',
    'growth by path | where always',
    'growth | head 3 | select type, trend, count_last, size_last',
  ],
  run(context, args) {
    const { names, key } = readArguments(args.snapshots ?? '', args.by);
    const series = seriesOf(context, names);
    const growth = growthRows(series, key, (heap) => wholeHeap(context, heap), context.task);
    addNotes(context, series, growth);
    const order = orderOfHeapIds(series.heaps);
    if (order !== undefined) {
      const line = `growth ${order.join(' ')}${key === 'type' ? '' : ` by ${key}`}`;
      context.note(
        `if these are of one process, heap ids tell that they were captured in another order: ${line}`,
      );
    }
    const table = growthTable(series, growth, key === 'path');
    return key === 'path' ? { ...table, provenance: exactWithoutWeak } : table;
  },
});

/** `s1 s2 s3 by path` */
function readArguments(text: string, by: string | undefined): { names: string[]; key: ComparedKey } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const at = words.indexOf('by');
  const key = (at < 0 ? by : words[at + 1]) ?? 'type';
  if (at >= 0 && (at !== words.length - 2 || by !== undefined)) {
    throw new QueryError('expected one key behind `by`, at the end', {
      hint: `keys are ${alternatives(comparedKeyNames)}`,
    });
  }
  return { names: at < 0 ? words : words.slice(0, at), key: comparedKey(key) };
}

function addNotes(context: CommandContext, { heaps, unit }: Series, { rows }: Growth): void {
  const steps = heaps.length - 1;
  const always = rows.filter(({ grew }) => grew === steps).length;
  context.note(`${namesOf(heaps)}: slope is bytes a ${unit}`);
  const each = steps === 1 ? 'from the first to the second' : `at each of ${formatCount(steps)} steps`;
  context.note(`${formatCount(always)} of ${formatCount(rows.length)} grew ${each}: where always`);
}

/** All of a few; of a long series the ends. */
function namesOf(heaps: Series['heaps']): string {
  const names = heaps.map(({ name }) => name);
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names[0]}, ${names[1]} … ${names.at(-1)}, ${formatCount(names.length)} snapshots`;
}

function growthTable(
  { heaps, times, unit }: Series,
  { texts, rows, last }: Growth,
  isPath: boolean,
): TableResult {
  const members = new GroupMembers({ groupOf: last.labelOf, keys: texts.all });
  const steps = heaps.length - 1;
  return {
    ...smallTable<GrowthRow>(rows, [
      { name: 'type', unit: 'text', cutsStart: isPath, cell: ({ label }) => texts.text(label) },
      { name: 'trend', unit: 'text', cell: ({ sizes }) => sparkline(sizes) },
      { name: 'count_first', unit: 'count', spare: 2, cell: ({ counts }) => counts[0] },
      { name: 'count_last', unit: 'count', spare: 2, cell: ({ counts }) => counts.at(-1) },
      { name: 'size_first', unit: 'bytes', spare: 2, cell: ({ sizes }) => sizes[0] },
      { name: 'size_last', unit: 'bytes', cell: ({ sizes }) => sizes.at(-1) },
      { name: 'size_delta', unit: 'bytes', cell: ({ delta }) => delta },
      { name: 'slope', unit: 'bytes', spare: 1, cell: ({ slope }) => slope },
      { name: 'r2', label: 'r²', unit: 'number', spare: 1, cell: ({ r2 }) => r2 },
      { name: 'grew', unit: 'count', spare: 1, cell: ({ grew }) => grew },
      { name: 'always', unit: 'boolean', cell: ({ grew }) => grew === steps },
      ...heaps.flatMap(({ name }, i): RowColumn<GrowthRow>[] => [
        { name: `count_in_${name}`, unit: 'count', hidden: true, cell: ({ counts }) => counts[i] },
        { name: `size_in_${name}`, unit: 'bytes', hidden: true, cell: ({ sizes }) => sizes[i] },
      ]),
    ]),
    heap: last.set.heap,
    provenance: exact,
    series: {
      points: heaps.map(({ snapshot }, i) => ({
        label: String(snapshot.capture.series?.number ?? i + 1),
        minutes: unit === 'minute' ? times[i] : undefined,
      })),
      of: (row) => ({
        name: texts.text(rows[row]!.label),
        counts: rows[row]!.counts,
        bytes: rows[row]!.sizes,
      }),
    },
    objectsOf: (row) => members.of(rows[row]!.label).map((item) => last.set.indexes[item]!),
    subjectOf: () => NONE,
  };
}
