import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QueryError } from '../../src/base/errors.ts';
import { outputModes } from '../../src/output/modes.ts';
import { visible } from '../../src/output/visible.ts';
import { displayWidth } from '../../src/output/width.ts';
import type { Cell, Result, TreeNode } from '../../src/query/result.ts';
import { objectTable } from '../../src/query/rows.ts';
import { exact, smallHeap, tableOf, wholeView } from './a-heap.ts';

type ModeName = (typeof outputModes)[number]['name'];

function written(
  name: ModeName,
  result: Result,
  { limit = Infinity, toTerminal = false, unreachable = 0 } = {},
) {
  const mode = outputModes.find((each) => each.name === name)!;
  const answer = { command: 'the "line"', result, unreachable };
  return [...mode.pieces(answer, { ...wholeView, limit }, toTerminal)].join('');
}

const { heap, id } = smallHeap();
const objects = (...labels: string[]) => objectTable({ heap, indexes: Uint32Array.from(labels, id) });

const chains = tableOf(
  [
    { name: 'head', unit: 'object', cell: (row) => [id('node'), undefined][row] },
    { name: 'length', unit: 'count', cell: (row) => [13_450, 1][row] },
    { name: 'size_pct', unit: 'percent', cell: () => 50.44 },
    { name: 'cycle', unit: 'boolean', cell: () => false },
    { name: 'note', unit: 'text', cell: (row) => ['a,b "c"\nd', null][row] },
  ],
  2,
  { heap, total: 320 },
);

test('a table as the contract has it', () => {
  const json = written('json', chains, { unreachable: 120 });
  expect(json.split('\n')).toHaveLength(2);
  expect(JSON.parse(json)).toEqual({
    command: 'the "line"',
    kind: 'table',
    total: 320,
    rows: [
      {
        head: { address: '0x1030', type: 'app.Node', size: 48, value: null },
        length: 13450,
        size_pct: 50.4,
        cycle: false,
        note: 'a,b "c"\nd',
      },
      { head: null, length: 1, size_pct: 50.4, cycle: false, note: null },
    ],
    provenance: { exact: true, cuts: [], weak: 'not used', unreachable: 120 },
  });
});

test('rows of objects have address, type, size and value', () => {
  const { rows } = JSON.parse(written('json', objects('node')));
  expect(rows).toEqual([{ address: '0x1030', type: 'app.Node', size: 48, value: null }]);
  expect(JSON.parse(written('json', objects('node', 'key'), { limit: 1 }))).toMatchObject({
    total: 2,
    rows: [{}],
  });
});

test('totals stand beside the rows', () => {
  const retained = tableOf([{ name: 'type', unit: 'text', cell: () => 'str' }], 1, {
    totals: { objects: 3, bytes: 9 },
  });
  expect(JSON.parse(written('json', retained))).toMatchObject({
    objects: 3,
    bytes: 9,
    rows: [{ type: 'str' }],
  });
});

test('every kind is valid JSON', () => {
  const step = { object: id('node'), edge: '.text' };
  const leaf: TreeNode = { edge: '.text', object: id('evil'), children: [], mark: 'cycle', weak: true };
  const root: TreeNode = {
    edge: '',
    object: id('node'),
    children: [leaf, leaf],
    omitted: 3,
    rootKind: 'module',
  };
  const about = { heap, provenance: exact };
  const node = { address: '0x1030', type: 'app.Node', size: 48, value: null };
  const parse = (result: Result) => JSON.parse(written('json', result));
  expect(parse({ kind: 'scalar', ...about, value: 7, unit: 'count' })).toMatchObject({
    kind: 'scalar',
    value: 7,
  });
  expect(parse({ kind: 'text', ...about, lines: ['a', 'b'] })).toMatchObject({
    kind: 'text',
    lines: ['a', 'b'],
  });
  expect(parse({ kind: 'path', ...about, rootKind: 'module', steps: [step] })).toMatchObject({
    kind: 'path',
    root_kind: 'module',
    steps: [{ object: node, edge: '.text' }],
  });
  expect(parse({ kind: 'tree', ...about, direction: 'in', roots: [root] })).toMatchObject({
    kind: 'tree',
    roots: [
      {
        edge: '',
        object: node,
        omitted: 3,
        root_kind: 'module',
        children: [{ mark: 'cycle', weak: true, children: [] }, { edge: '.text' }],
      },
    ],
  });
  const object: Result = {
    kind: 'object',
    ...about,
    objectIndex: id('node'),
    facts: [{ name: 'size', unit: 'bytes', value: 48 }],
    fields: [{ edge: '.text', target: id('evil'), weak: false, repeat: 1 }],
    fieldCount: 1,
    referrers: [{ count: 1, type: 'dict', edge: '["k"]', sample: id('cache') }],
    referrerCount: 1,
    path: [step],
  };
  expect(parse(object)).toMatchObject({ kind: 'object', object: node, facts: { size: 48 }, field_count: 1 });
});

test('an error is a document too', () => {
  const error = new QueryError('no type', { where: { line: 'count x', column: 6, length: 1 }, hint: 'y?' });
  const json = outputModes.find((mode) => mode.name === 'json')!.failure!({ command: 'count x', error });
  expect(JSON.parse(json)).toEqual({
    command: 'count x',
    kind: 'error',
    message: 'no type',
    line: 'count x',
    column: 6,
    length: 1,
    hint: 'y?',
  });
});

test('JSON lines: one object a row', () => {
  const lines = written('jsonl', chains).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).length)).toEqual([13450, 1]);
  expect(
    JSON.parse(written('jsonl', { kind: 'text', heap: undefined, provenance: exact, lines: ['a'] })),
  ).toEqual({
    line: 'a',
  });
});

test('csv: RFC 4180, an object as its address and type', () => {
  expect(written('csv', chains)).toBe(
    'head,head_type,length,size_pct,cycle,note\r\n' +
      '0x1030,app.Node,13450,50.44,false,"a,b ""c""\nd"\r\n' +
      ',,1,50.44,false,\r\n',
  );
});

test('Markdown: nothing of a value is markup', () => {
  const table = tableOf(
    [
      { name: 'count', unit: 'count', cell: () => 1200 },
      { name: 'type', unit: 'text', cell: () => 'a|b`c`<i>*_x_ \x1b[1m\n' },
      { name: 'more', unit: 'text', hidden: true, cell: () => 'for programs' },
    ],
    1,
  );
  expect(written('md', table)).toBe(
    '| count | type |\n| ---: | --- |\n| 1,200 | a\\|b\\`c\\`\\<i>\\*\\_x\\_ \\\\x1b\\[1m\\\\n |\n',
  );
});

const hostile = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('\ud800', '"', ',', '\r', '\n', '\x9b', '\u202e'),
  ),
});

test('whatever a text is, JSON and csv give it back and send nothing that steers', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostile, hostile), { maxLength: 5 }), (rows) => {
      const cell =
        (column: 0 | 1) =>
        (row: number): Cell =>
          rows[row]![column];
      const table = tableOf(
        [
          { name: 'a', unit: 'text', cell: cell(0) },
          { name: 'b', unit: 'value', cell: cell(1) },
        ],
        rows.length,
      );
      const json = written('json', table);
      expect(json.trimEnd()).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
      expect(JSON.parse(json).rows).toEqual(rows.map(([a, b]) => ({ a, b })));
      expect(parseCsv(written('csv', table)).slice(1)).toEqual(rows);
      const shown = written('csv', table, { toTerminal: true }).replaceAll('\r\n', '');
      expect(shown).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
    }),
  );
});

test('visible text has no invisible character, and plain text is itself', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(visible(text)).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}|\p{Default_Ignorable_Code_Point}/u);
    }),
  );
  expect(visible('naïve 漢字 🙂 e\u0301')).toBe('naïve 漢字 🙂 e\u0301');
  expect(visible('👩\u200d👩')).toBe('👩\\u200d👩');
});

test.each([
  ['abc', 3],
  ['漢字', 4],
  ['e\u0301', 1],
  ['ｱ', 1],
  ['🙂', 2],
  ['각', 2],
])('%s takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

/** The reader of RFC 4180, for the round trip. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let rest = text;
  let row: string[] = [];
  while (rest !== '') {
    const [whole, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest)!;
    row.push(quoted?.replaceAll('""', '"') ?? plain!);
    rest = rest.slice(whole.length);
    if (rest.startsWith(',')) rest = rest.slice(1);
    else {
      expect(rest.startsWith('\r\n')).toBe(true);
      rest = rest.slice(2);
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

test('every form leaves out of a tree what a limit leaves out, and JSON tells how much that is', () => {
  const node = (edge: string, ...children: TreeNode[]): TreeNode => ({ edge, object: id('node'), children });
  const tree: Result = {
    kind: 'tree',
    heap,
    provenance: exact,
    direction: 'out',
    roots: [node('', node('.a', node('.b')), { ...node('.c'), omitted: 4 }), node('')],
  };
  const { total, roots } = JSON.parse(written('json', tree, { limit: 3 }));
  expect(total).toBe(5);
  expect(roots).toMatchObject([{ omitted: 1, children: [{ edge: '.a', omitted: 1, children: [] }] }, {}]);
  expect(JSON.parse(written('json', tree)).total).toBeUndefined();
  expect(JSON.parse(written('json', tree)).roots[0].children[1]).toMatchObject({ edge: '.c', omitted: 4 });
  for (const mode of ['csv', 'jsonl'] as const) {
    const rows = (limit: number) => written(mode, tree, { limit }).trimEnd().split('\n').length;
    expect(rows(Infinity) - rows(3)).toBe(2);
  }
});
