import { describe, expect, test } from 'vitest';
import { HeapshError, QueryError } from '../../src/base/errors.ts';
import type { View } from '../../src/output/answer.ts';
import { plainStyle } from '../../src/output/style.ts';
import { errorInOneLine, errorLines } from '../../src/output/text/error.ts';
import { resultLines } from '../../src/output/text/index.ts';
import { displayWidth } from '../../src/output/width.ts';
import type { Cell, Result, TreeNode } from '../../src/query/result.ts';
import { objectTable } from '../../src/query/rows.ts';
import { exact, smallHeap, tableOf, wholeView } from './a-heap.ts';

function text(result: Result, view: Partial<View> = {}): string[] {
  return [...resultLines(result, { ...wholeView, ...view })];
}

describe('tables', () => {
  const sizes = [220_007_072, 64, 2048, 1023];
  const hist = tableOf(
    [
      { name: 'index', label: 'Index', unit: 'index', cell: (row) => row },
      { name: 'count', label: 'Count', unit: 'count', cell: (row) => [429_084, 12, 3, 1][row] },
      { name: 'size', label: 'Size', unit: 'bytes', cell: (row) => sizes[row] },
      { name: 'size_pct', label: '%', unit: 'percent', cell: (row) => [99.94, 0.04, 0, 0][row] },
      { name: 'type', label: 'Kind', unit: 'text', cell: (row) => ['frame', 'str', '漢字', 'x'][row] },
      { name: 'secret', hidden: true, unit: 'text', cell: () => 'only in JSON' },
    ],
    4,
    { total: 213 },
  );

  test('columns fit, numbers stand right, digits below digits', () => {
    expect(text(hist)).toEqual([
      'Index    Count         Size      %  Kind',
      '    0  429,084    209.8 MiB  99.9%  frame',
      '    1       12     64   B     0.0%  str',
      '    2        3      2.0 KiB   0.0%  漢字',
      '    3        1  1,023   B     0.0%  x',
      '(4 rows of 213)',
    ]);
  });

  test('a limit leaves rows out and says so', () => {
    expect(text(hist, { limit: 1 }).slice(1)).toEqual([
      '    0  429,084  209.8 MiB  99.9%  frame',
      '(shown 1 of 4 rows; --limit N shows more)',
    ]);
  });

  test('rows without a number of their own get that of $n[i]', () => {
    const table = tableOf([{ name: 'name', unit: 'text', cell: (row) => `n${row}` }], 11);
    expect(text(table).slice(0, 2)).toEqual([' #  name', ' 0  n0']);
  });

  test('no rows are told', () => {
    expect(text(tableOf([{ name: 'name', unit: 'text', cell: () => '' }], 0))).toEqual(['(no rows)']);
  });

  test('totals stand above the rows', () => {
    const table = tableOf([{ name: 'n', unit: 'count', cell: () => 1 }], 1, {
      totals: { objects: 1200, bytes: 2048 },
    });
    expect(text(table)[0]).toBe('1,200 objects, 2,048 bytes (2.0 KiB)');
    expect(text({ ...table, totals: { objects: 1, bytes: 800 } })[0]).toBe('1 object, 800 bytes');
  });

  test('long values are cut where the width is not known, and everything fits where it is', () => {
    const long = tableOf(
      [
        { name: 'a', unit: 'text', cell: () => '漢'.repeat(300) },
        { name: 'b', unit: 'text', cell: () => 'b'.repeat(300) },
        { name: 'n', unit: 'count', cell: () => 123_456_789 },
      ],
      1,
    );
    const [, unlimited = ''] = text(long);
    expect(displayWidth(unlimited)).toBeLessThan(220);
    for (const width of [40, 60, 81, 150]) {
      for (const line of text(long, { width })) {
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }
      expect(text(long, { width })[1]).toMatch(/…\s+b*…\s+123,456,789$/u);
    }
  });

  test('addresses and numbers are whole however narrow the terminal; the text around them gives way', () => {
    const { heap, id } = smallHeap();
    const table = tableOf(
      [
        { name: 'head', unit: 'object', cell: () => id('evil') },
        { name: 'tail', unit: 'object', cell: () => id('node') },
        { name: 'at', unit: 'address', cell: () => 0x7f187d22b880n },
        { name: 'n', unit: 'count', cell: () => 123_456_789 },
        { name: 'mixed', unit: 'value', unitOf: () => 'object', cell: () => id('app') },
      ],
      1,
      { heap },
    );
    for (const width of [10, 46, 60, 80]) {
      const [, row = ''] = text(table, { width });
      const wholes = ['0x1040', '0x1030', '0x7f187d22b880', '123,456,789', '0x1000'];
      for (const whole of wholes) expect(row).toMatch(new RegExp(`(^| )${whole}( |$)`));
      if (width > 50) expect(displayWidth(row)).toBeLessThanOrEqual(width);
    }
  });

  test('of the name of a file the end stays, from a directory on where that fits', () => {
    const files = [
      '/usr/lib/python3/dist-packages/astroid/manager.py',
      'C:\\astroid\\nodes\\漢字.py',
      'a.py',
    ];
    const table = tableOf([{ name: 'file', unit: 'file', cell: (row) => files[row] }], 3);
    const cells = (width: number) => text(table, { width }).slice(1);
    expect(cells(80)).toEqual(files.map((file, i) => `${i}  ${file}`));
    expect(cells(26)).toEqual(['0  …/astroid/manager.py', '1  …\\astroid\\nodes\\漢字.py', '2  a.py']);
    expect(cells(12)).toEqual(['0  …nager.py', '1  …\\漢字.py', '2  a.py']);
  });

  test('of a qualified name the end stays, which tells it from others', () => {
    const names = [
      'astroid.nodes.scoped_nodes.FunctionDef',
      'astroid.nodes.node_classes.Name',
      'no name. at all, but long',
    ];
    const table = tableOf([{ name: 'type', unit: 'text', cell: (row) => names[row] }], 3);
    const cells = (width: number) => text(table, { width }).slice(1);
    expect(cells(30)).toEqual([
      '0  …scoped_nodes.FunctionDef',
      '1  …nodes.node_classes.Name',
      '2  no name. at all, but long',
    ]);
    expect(cells(14)).toEqual(['0  …unctionDef', '1  …Name', '2  no name. a…']);
  });

  test('the last column has the room that is there', () => {
    const table = tableOf([{ name: 'value', unit: 'value', cell: () => 'x'.repeat(500) }], 1);
    expect(text(table, { width: 180 })[1]).toHaveLength(180);
    expect(text(table)[1]).toHaveLength(103);
  });

  test('what is to be told whole stands below its row where it has no room in it', () => {
    const sentence = 'app.cache holds 3,000 errors, and each of them a traceback';
    const table = tableOf(
      [
        { name: 'finding', unit: 'text', isBelow: true, cell: () => sentence },
        { name: 'bytes', unit: 'bytes', cell: () => 64 },
        {
          name: 'command',
          unit: 'text',
          isBelow: true,
          isLine: true,
          cell: () => `dom ${'0x1040 or '.repeat(4)}0x1050`,
        },
      ],
      2,
    );
    expect(text(table, { width: 44 }).slice(0, 5)).toEqual([
      '#  bytes',
      '0   64 B',
      '        app.cache holds 3,000 errors, and',
      '        each of them a traceback',
      '        dom 0x1040 or 0x1040 or 0x1040 or 0x1040 or 0x1050',
    ]);
    for (const width of [150, Infinity]) {
      expect(text(table, { width })).toHaveLength(3);
      expect(text(table, { width })[1]).toMatch(/^0 {2}app\.cache .* 64 B .*0x1050$/);
    }
  });

  test('cells of mixed units read left to right', () => {
    const values: Cell[] = [2048, 1234, null, true];
    const units = ['bytes', 'count', 'text', 'boolean'] as const;
    const facts = tableOf(
      [
        { name: 'fact', unit: 'text', cell: (row) => 'abcd'[row] },
        { name: 'value', unit: 'text', unitOf: (row) => units[row]!, cell: (row) => values[row] },
      ],
      4,
    );
    expect(text(facts).slice(1)).toEqual([
      '0  a     2.0 KiB',
      '1  b     1,234',
      '2  c     null',
      '3  d     yes',
    ]);
  });
});

test('a boolean of the program is written as the program does', () => {
  const { heap } = smallHeap();
  const table = tableOf(
    [
      { name: 'cycle', unit: 'boolean', cell: () => true },
      { name: 'value', unit: 'value', cell: () => true },
    ],
    1,
    { heap },
  );
  expect(text(table)[1]).toBe('0  yes    True');
});

test('values of the program cannot steer the terminal, in any kind of result', () => {
  const { heap, id } = smallHeap();
  const all = Uint32Array.from({ length: heap.snapshot.objectCount }, (_, i) => i);
  const step = { object: id('evil'), edge: '["\x1b[2J"]' };
  const results: Result[] = [
    objectTable({ heap, indexes: all }),
    { kind: 'path', heap, provenance: exact, rootKind: 'mod\x07ule', steps: [step, step] },
    { kind: 'tree', heap, provenance: exact, direction: 'in', roots: [{ ...step, children: [] }] },
    {
      kind: 'text',
      heap,
      provenance: { ...exact, notes: ['\x9b31m'] },
      lines: ['\x1b]0;title\x07', '\u2066'],
    },
    { kind: 'scalar', heap, provenance: exact, value: '\x1b[31m', unit: 'value' },
    {
      kind: 'object',
      heap,
      provenance: exact,
      objectIndex: id('evil'),
      facts: [{ name: 'value', unit: 'value', value: '\x1b[31m' }],
      fields: [{ edge: '.\x1b', target: id('evil'), weak: false, repeat: 1 }],
      fieldCount: 1,
      referrers: [{ count: 1, type: '\x1b', edge: '\u202e', sample: id('evil') }],
      referrerCount: 1,
      path: [step],
    },
  ];
  for (const result of results) {
    for (const line of text(result)) expect(line).not.toMatch(/\p{Cc}|\p{Cf}/u);
  }
});

test('a count is bare digits, a size tells both', () => {
  const scalar = (value: Cell, unit: 'count' | 'bytes' | 'value') =>
    text({ kind: 'scalar', heap: undefined, provenance: exact, value, unit });
  expect(scalar(535_810, 'count')).toEqual(['535810']);
  expect(scalar(2048, 'bytes')).toEqual(['2048 bytes (2.0 KiB)']);
  expect(scalar(800, 'bytes')).toEqual(['800 bytes']);
  expect(scalar(2n ** 70n, 'value')).toEqual(['1180591620717411303424']);
});

test('a path is shown root first, each step by the edge that leads to it', () => {
  const { heap, id } = smallHeap();
  const steps = [
    { object: id('app'), edge: '.cache' },
    { object: id('cache'), edge: '["wide 漢字"]' },
    { object: id('node'), edge: '' },
  ];
  const path: Result = { kind: 'path', heap, provenance: exact, rootKind: 'module', steps };
  const lines = text(path);
  expect(lines[0]).toMatch(/^0x1000 module .*\[root: module\]$/);
  expect(lines[1]).toMatch(/^ {2}\.cache {8}→ 0x1010 dict/);
  expect(lines[2]).toMatch(/^ {2}\["wide 漢字"\] → 0x1030 app\.Node/);
});

test('a path of thousands is shown from both ends', () => {
  const { heap, id } = smallHeap();
  const steps = Array.from({ length: 13_450 }, () => ({ object: id('node'), edge: '.next' }));
  const lines = text({ kind: 'path', heap, provenance: exact, rootKind: undefined, steps }, { limit: 10 });
  expect(lines).toHaveLength(11);
  expect(lines[7]).toBe('  … 13,440 more steps');
});

test('the first steps of a path are shown however small the limit, and what is left out is told', () => {
  const { heap, id } = smallHeap();
  const steps = Array.from({ length: 40 }, () => ({ object: id('node'), edge: '.next' }));
  const lines = text({ kind: 'path', heap, provenance: exact, rootKind: undefined, steps }, { limit: 2 });
  expect(lines).toHaveLength(11);
  expect(lines[7]).toBe('  … 30 more steps');
  const oneMore = text(
    { kind: 'path', heap, provenance: exact, rootKind: undefined, steps: steps.slice(0, 11) },
    { limit: 2 },
  );
  expect(oneMore[7]).toBe('  … 1 more step');
});

test('no line of a path is wider than the terminal, in an object either', () => {
  const { heap, id } = smallHeap();
  const step = { object: id('evil'), edge: '["a key of some length"]' };
  const path = Array.from({ length: 40 }, () => step);
  const object: Result = {
    kind: 'object',
    heap,
    provenance: exact,
    objectIndex: id('evil'),
    facts: [],
    fields: [],
    fieldCount: 0,
    referrers: [],
    referrerCount: 0,
    path,
  };
  const alone: Result = { kind: 'path', heap, provenance: exact, rootKind: 'module', steps: path };
  for (const width of [24, 40, 80]) {
    for (const line of [...text(object, { width, limit: 100 }), ...text(alone, { width })]) {
      expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  }
  const steps = text(object, { limit: 100 }).filter(
    (line) => line.includes('→') || line.includes('more steps'),
  );
  expect(steps).toHaveLength(12);
  expect(steps[6]).toBe('    … 28 more steps');
  expect(text(object, { limit: Infinity }).filter((line) => line.includes('→'))).toHaveLength(39);
});

test('of a value that is cut it is told how much is left', () => {
  const { heap, id } = smallHeap();
  const object: Result = {
    kind: 'object',
    heap,
    provenance: exact,
    objectIndex: id('lost'),
    facts: [{ name: 'value', unit: 'text', value: 'x'.repeat(300) }],
    fields: [],
    fieldCount: 0,
    referrers: [],
    referrerCount: 0,
    path: [],
  };
  const [, line = ''] = text(object, { width: 80 });
  const [, shown, left] = /^ {2}value {2}(x+)… \((\d+) more characters\)$/.exec(line) ?? [];
  expect(shown!.length + Number(left)).toBe(300);
  expect(line.length).toBeLessThanOrEqual(80);
});

test('a tree shows branches, marks and what was left out', () => {
  const { heap, id } = smallHeap();
  const leaf: TreeNode = { edge: '.text', object: id('evil'), children: [], mark: 'repeated', weak: true };
  const roots: TreeNode[] = [
    {
      edge: '',
      object: id('app'),
      rootKind: 'module',
      children: [
        { edge: '.cache', object: id('cache'), children: [leaf], omitted: 1200, count: 1300, size: 2048 },
        { edge: '.n', object: id('lost'), children: [], count: 1, size: 28 },
      ],
    },
  ];
  const tree = { kind: 'tree', heap, provenance: exact, direction: 'out', roots } as const;
  const lines = text({ ...tree, wholeSize: 4096, cutAtDepth: 2 }).map((line) =>
    line.replace(/(0x[0-9a-f]+) (\S+).*?(?= [([]|$)/, '$1 $2'),
  );
  expect(lines).toEqual([
    '0x1000 module [root: module]',
    '├─  2.0 KiB  50.0%  1,300  .cache → 0x1010 dict',
    '│  ├─ .text (weak) → 0x1040 str (repeated)',
    '│  └─ … 1,200 more',
    '└─ 28   B     0.7%      1  .n → 0x1050 int',
    'note: there is more below: --depth 3 shows it',
  ]);
  const [, , , ...limited] = text({ ...tree, cutAtDepth: 2 }, { limit: 3 });
  expect(limited).toEqual([expect.stringMatching(/^\(shown 3 of 4 rows/)]);
});

test('a limit leaves out the lower levels of a tree first, and says how much is left out', () => {
  const { heap, id } = smallHeap();
  const branch = (edge: string, ...children: TreeNode[]): TreeNode => ({
    edge,
    object: id('lost'),
    children,
  });
  const roots = [
    branch('.a', branch('.b', branch('.c'))),
    branch('.d', branch('.e'), branch('.f'), branch('.g')),
  ];
  const tree = { kind: 'tree', heap, provenance: exact, direction: 'out', roots } as const;
  const drawn = (limit: number) => text(tree, { limit }).map((line) => line.replace(/ → .*$/, ''));
  expect(drawn(4)).toEqual([
    '.a',
    '└─ .b',
    '.d',
    '├─ .e',
    '└─ … 2 more',
    '(shown 4 of 7 rows; --limit N shows more)',
  ]);
  expect(drawn(1)).toEqual(['.a', '… 1 more', '(shown 1 of 7 rows; --limit N shows more)']);
  expect(drawn(7)).toEqual(drawn(Infinity));
});

test('a tree as deep as the heap is drawn without recursion and without growing lines', () => {
  const { heap, id } = smallHeap();
  let node: TreeNode = { edge: '.next', object: id('node'), children: [] };
  for (let depth = 0; depth < 20_000; depth++) node = { edge: '.next', object: id('node'), children: [node] };
  const lines = text({ kind: 'tree', heap, provenance: exact, direction: 'out', roots: [node] });
  expect(lines).toHaveLength(20_001);
  expect(lines.at(-1)).toContain('deep) ');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(300);
  const narrow = text(
    { kind: 'tree', heap, provenance: exact, direction: 'out', roots: [node] },
    { width: 60 },
  );
  for (const line of narrow) expect(line).toMatch(/(^|→ )0x1030 app\.Node/);
});

test('the last line tells what is not plain', () => {
  const { heap } = smallHeap();
  const provenance = {
    exact: false,
    bound: '--too-many 10',
    weak: 'included',
    notes: ['`types.TracebackType` is `traceback`'],
  } as const;
  const result: Result = { kind: 'scalar', heap, provenance, value: 1, unit: 'count' };
  expect(text(result, { remarks: ['$3', '12 ms'] })).toEqual([
    '1',
    'note: `types.TracebackType` is `traceback`',
    '($3 · 12 ms · bounded: --too-many 10 · weak edges included)',
  ]);
});

describe('errors', () => {
  test('show the part of a very long line that is about the place', () => {
    const error = new QueryError('no', {
      where: { line: 'x'.repeat(90_000), column: 50_000, length: 40_000 },
    });
    const [, line, caret] = errorLines(error, plainStyle);
    expect(line).toBe(`  …${'x'.repeat(400)}…`);
    expect(caret).toBe(`${' '.repeat(2 + 1 + 60)}${'^'.repeat(340)}`);
  });

  test('have a caret under the word, whatever its width', () => {
    const error = new QueryError('no type `Nod`', {
      where: { line: '漢字\t| Nod', column: 5, length: 3 },
      hint: 'did you mean `app.Node`?',
    });
    expect(errorLines(error, plainStyle)).toEqual([
      'error: no type `Nod`',
      '  漢字\\t| Nod',
      '          ^^^',
      'hint: did you mean `app.Node`?',
    ]);
  });

  test('of a file are one line', () => {
    const error = new HeapshError('it is cut short', {
      where: { file: 'a.heapsh', offset: 12345 },
      hint: 'copy it again',
    });
    expect(errorInOneLine(error)).toBe('a.heapsh: at byte 12,345: it is cut short; copy it again');
  });
});
