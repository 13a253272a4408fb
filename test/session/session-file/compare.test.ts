import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resultLines } from '../../../src/output/text/index.ts';
import type { Column } from '../../../src/query/result.ts';
import { compareStep, type NewAnswer } from '../../../src/session/session-file/compare.ts';
import { diffLines } from '../../../src/session/session-file/line-diff.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { stepsOf } from '../../../src/session/session-file/session-file.ts';
import { readTextTable } from '../../../src/session/session-file/text-table.ts';
import { tableOf, wholeView } from '../../output/a-heap.ts';

const [one, other] = ['1'.repeat(64), '2'.repeat(64)] as const;
const recorded = (...lines: string[]) =>
  stepsOf(parseSessionFile(`\`\`\`heapsh\n> hist\n${lines.map((line) => `${line}\n`).join('')}\`\`\`\n`))[0]!;
const answered = (lines: readonly string[], more: Partial<NewAnswer['trailer']> = {}): NewAnswer => ({
  lines,
  trailer: { status: 'answered', ...more },
});

test('each outcome', () => {
  const whole = recorded('7', `=> sha256=${one}`);
  expect(compareStep(whole, answered(['7'], { sha256: one }))).toEqual({
    kind: 'equal',
    redrawn: false,
    onlyShown: false,
  });
  expect(compareStep(whole, answered(['seven'], { sha256: one }))).toMatchObject({
    kind: 'equal',
    redrawn: true,
  });
  expect(compareStep(whole, answered(['7'], { sha256: other }))).toMatchObject({ kind: 'hidden-drift' });
  expect(compareStep(whole, answered(['8'], { sha256: other }))).toEqual({
    kind: 'drift',
    diff: {
      kind: 'lines',
      lines: [
        { kind: 'gone', text: '7' },
        { kind: 'added', text: '8' },
      ],
    },
    onlyAddresses: false,
  });
  expect(compareStep(recorded('7', '=>'), answered(['7'], { sha256: one }))).toMatchObject({
    onlyShown: true,
  });
  expect(compareStep(recorded('7'), answered(['7'], { sha256: one }))).toMatchObject({ onlyShown: false });
  const failing: NewAnswer = { lines: ['error: no'], trailer: { status: 'error' } };
  expect(compareStep(whole, failing)).toEqual({ kind: 'newly-failing', lines: ['error: no'] });
  expect(compareStep(recorded('error: no', '=> error'), failing)).toEqual({ kind: 'error-as-recorded' });
  expect(compareStep(recorded('error: yes', '=> error'), failing)).toMatchObject({ kind: 'drift' });
  expect(compareStep(recorded('error: no', '=> error'), answered(['7']))).toMatchObject({ kind: 'drift' });
  expect(compareStep(recorded('7', '=> interrupted'), answered(['7']))).toEqual({
    kind: 'interrupted-when-recorded',
  });
  expect(compareStep(recorded('a', '=> rows=3 shown=1'), answered(['a'], { rows: 4 }))).toEqual({
    kind: 'hidden-drift',
    rows: [3, 4],
  });
});

test('what was written by hand claims no more than it says', () => {
  expect(compareStep(recorded('7', '=>'), answered(['7'], { sha256: one }))).toMatchObject({
    onlyShown: true,
  });
  expect(compareStep(recorded('7'), answered(['7'], { sha256: one }))).toMatchObject({ onlyShown: false });
  const failing: NewAnswer = { lines: ['error: no'], trailer: { status: 'error' } };
  expect(compareStep(recorded(), answered(['7']))).toMatchObject({ kind: 'equal' });
  expect(compareStep(recorded(), failing)).toMatchObject({ kind: 'newly-failing' });
  expect(compareStep(recorded('7', ''), answered(['7']))).toMatchObject({ kind: 'equal' });
  expect(compareStep(recorded('error: [..]'), failing)).toMatchObject({ kind: 'error-as-recorded' });
  expect(compareStep(recorded('...', `=> sha256=${one}`), answered(['7'], { sha256: other }))).toMatchObject({
    kind: 'equal',
  });
});

const before = [
  'Index  Count      %  Kind',
  '    0  1,190  12.5%  set of 漢字',
  '    1     20   0.9%  dict',
  '    2      7   0.1%  builtins.type name',
  '(3 rows of 38)',
];

test('a table drifts by rows, not by lines', () => {
  const after = [
    'Index  Count      %  Kind',
    '    0     21   0.9%  dict',
    '    1     15   0.8%  list',
    '    2      7   0.1%  builtins.type name',
    '(3 rows of 39)',
  ];
  const outcome = compareStep(
    recorded(...before, '=> rows=38 shown=3'),
    answered(after, { rows: 39, shown: 3 }),
  );
  expect(outcome).toEqual({
    kind: 'drift',
    diff: {
      kind: 'rows',
      labels: ['Index', 'Count', '%', 'Kind'],
      key: ['Kind'],
      added: [['1', '15', '0.8%', 'list']],
      gone: [['0', '1,190', '12.5%', 'set of 漢字']],
      changed: [
        { cells: ['0', '21', '0.9%', 'dict'], changes: [{ label: 'Count', before: '20', after: '21' }] },
      ],
      reordered: false,
      around: [
        { kind: 'gone', text: '(3 rows of 38)' },
        { kind: 'added', text: '(3 rows of 39)' },
      ],
    },
    onlyAddresses: false,
  });
});

test('the same rows in another order, and of another dump, where addresses are others', () => {
  const row = (n: number, address: string, size: number, type: string) =>
    `${n}  ${address}  ${size} B  ${type}`;
  const old = ['#  Address  Size  Type', row(0, '0x1030', 48, 'dict'), row(1, '0x2030', 64, 'set')];
  const now = ['#  Address  Size  Type', row(0, '0x7030', 72, 'set'), row(1, '0x9030', 48, 'dict')];
  const outcome = compareStep(recorded(...old, '=> rows=2 shown=2'), answered(now, { rows: 2, shown: 2 }));
  expect(outcome).toMatchObject({
    diff: { key: ['Type'], added: [], gone: [], reordered: true },
  });
});

test('objects of another dump are told by what they are', () => {
  const chains = (...rows: string[]) => ['#  length  holder', ...rows];
  const outcome = compareStep(
    recorded(...chains('0     890  0x1030 Error b', '1     880  0x2030 Error a'), '=> rows=2 shown=2'),
    answered(chains('0     910  0x7030 Error a', '1     890  0x8030 Error b'), { rows: 2, shown: 2 }),
  );
  expect(outcome).toMatchObject({
    diff: {
      added: [],
      gone: [],
      changed: [
        { changes: [{ label: 'holder', before: '0x1030 Error b', after: '0x8030 Error b' }] },
        { changes: [{ label: 'length' }, { label: 'holder' }] },
      ],
    },
  });
});

test('on another snapshot addresses are no difference', () => {
  const step = recorded('0x10 module a', '  .b → 0x20 dict', `=> sha256=${one}`);
  const now = answered(['0x77 module a', '  .b → 0x88 dict'], { sha256: other });
  expect(compareStep(step, now, { sameSnapshot: false })).toMatchObject({
    kind: 'drift',
    onlyAddresses: true,
    diff: { lines: [{ kind: 'kept', text: '0x77 module a' }, { kind: 'kept' }] },
  });
  expect(compareStep(step, now)).toMatchObject({ kind: 'drift', onlyAddresses: false });

  const rows = (...all: string[]) => ['#  length  type  holder', ...all];
  const table = compareStep(
    recorded(
      ...rows('0     890  set   0x10 Error', '1      60  dict  0x20 Error', '2      50  dict  0x30 Late'),
    ),
    answered(
      rows('0      99  dict  0x90 Error', '1      50  dict  0x60 Late', '2      20  set   0x70 Error'),
      {
        rows: 3,
        shown: 3,
      },
    ),
    { sameSnapshot: false },
  );
  expect(table).toMatchObject({
    onlyAddresses: false,
    diff: {
      key: ['type', 'holder'],
      added: [],
      gone: [],
      changed: [
        { changes: [{ label: 'length', before: '890', after: '20' }] },
        { changes: [{ label: 'length', before: '60', after: '99' }] },
      ],
    },
  });
});

test('cells are read back from tables as heapsh prints them', () => {
  const word = fc.oneof(
    fc.constantFrom('漢字 é', '0x10 dict', ''),
    fc.stringMatching(/^[a-z](?: ?[a-z]){0,12}$/),
  );
  const rows = fc.array(fc.record({ name: word, size: fc.nat(), kind: word }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(rows, (all) => {
      const columns: Column[] = [
        { name: 'index', label: 'Index', unit: 'index', cell: (row) => row },
        { name: 'name', unit: 'text', cell: (row) => all[row]!.name },
        { name: 'n', unit: 'count', cell: (row) => all[row]!.size },
        { name: 'kind', label: 'Its kind', unit: 'text', cell: (row) => all[row]!.kind },
      ];
      const lines = [...resultLines(tableOf(columns, all.length, { total: 99 }), wholeView)];
      const table = readTextTable(lines, all.length)!;
      expect(table.labels).toEqual(['Index', 'name', 'n', 'Its kind']);
      expect(table.rows.map(([, , n]) => n!.replaceAll(',', ''))).toEqual(all.map(({ size }) => `${size}`));
      expect(table.rows.map(([, name]) => name)).toEqual(all.map(({ name }) => name));
      expect(table.rows.map(([, , , kind]) => kind)).toEqual(all.map(({ kind }) => kind));
      expect(table.around).toHaveLength(1);
    }),
  );
});

test('a line diff leads from one to the other and keeps a common run', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (old, now) => {
      const changes = diffLines(old, now);
      const without = (kind: string) => changes.filter((each) => each.kind !== kind).map(({ text }) => text);
      expect(without('added')).toEqual(old);
      expect(without('gone')).toEqual(now);
    }),
  );
  expect(diffLines(['a', 'b', 'c'], ['b', 'c', 'd']).filter(({ kind }) => kind === 'kept')).toHaveLength(2);
});
