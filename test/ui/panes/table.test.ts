import { expect, test } from 'vitest';
import { columnMoved, shifted, sortableColumnAt, sortedInSight } from '../../../src/ui/panes/sideways.ts';
import { tablePane } from '../../../src/ui/panes/table.ts';
import {
  ascii,
  changed,
  column,
  dark,
  painted,
  partsIn,
  plain,
  row,
  scene,
  seen,
  surface,
} from './answers.ts';
import { hist, tracebacks } from './sample-answers.ts';

const small = surface(80, 24);
const large = surface(120, 40);

test('a histogram on a small and on a large screen', () => {
  expect(seen(hist, small)).toMatchInlineSnapshot(`
    "
    172,682 objects, 20.5 MiB
    #   count      %    size↓      %              type
    0  27,835   7.8%  5.3 MiB  14.9%  █▌          dict
    1  62,762  17.6%  5.1 MiB  14.2%  █▍          str
    2  70,948  19.9%  4.8 MiB  13.4%  █▍          list
    3   9,760   2.7%  3.7 MiB  10.3%  █           code
    4   1,377   0.4%  1.6 MiB   0.3%  ▏           type
    "
  `);
  expect(seen(hist, large)).toBe(seen(hist, small));
});

test('texts give way on a small screen, and have the room of a large one', () => {
  expect(seen(tracebacks, surface(80, 6))).toMatchInlineSnapshot(`
    "
      #  address         type       size  retained  file            value          ›
      0  0x7f187d22b100  traceback    64  2343,000  …/manager.py    manager.py:200 …
      1  0x7f187d22b140  traceback    64  2332,000  …/ast.py        manager.py:201 …
      2  0x7f187d22b180  traceback    64  2321,000  …/manager.py    manager.py:202 …
      3  0x7f187d22b1c0  traceback    64  2310,000  …/ast.py        manager.py:203 …
      4  0x7f187d22b200  traceback    64  2299,000  …/manager.py    manager.py:204 …
    "
  `);
  expect(seen(tracebacks, surface(120, 6))).toMatchInlineSnapshot(`
    "
      #  address          type       size  retained  file                                value                             ›
      0  0x7f187d22b100   traceback    64  2343,000  …/site-packages/astroid/manager.py  manager.py:200 in ast_from_module_…
      1  0x7f187d22b140   traceback    64  2332,000  /usr/lib/python3.11/ast.py          manager.py:201 in ast_from_module_…
      2  0x7f187d22b180   traceback    64  2321,000  …/site-packages/astroid/manager.py  manager.py:202 in ast_from_module_…
      3  0x7f187d22b1c0   traceback    64  2310,000  /usr/lib/python3.11/ast.py          manager.py:203 in ast_from_module_…
      4  0x7f187d22b200   traceback    64  2299,000  …/site-packages/astroid/manager.py  manager.py:204 in ast_from_module_…
    "
  `);
  expect(painted(tracebacks, large).map(plain).at(-1)).toMatch(/^ 38 {2}0x/);
});

test('scrolled sideways the numbers of the rows stay, and numbers are whole or not there', () => {
  expect(seen(changed(tracebacks, { shift: 20, top: 100 }), surface(40, 4))).toMatchInlineSnapshot(`
    "
      # ‹…       size  retained  file      ›
    100  …eback    64  1243,000  …/astroid/…
    101  …eback    64  1232,000  /usr/lib/p…
    102  …eback    64  1221,000  …/astroid/…
    "
  `);
  expect(seen(changed(tracebacks, { shift: 29 }), surface(30, 3, { theme: ascii }))).toMatchInlineSnapshot(`
    "
      # $~ze  retained  file     $
      0   64  2343,000  ~/astroid~
      1   64  2332,000  /usr/lib/~
    "
  `);
});

test('it scrolls no further than there is something', () => {
  expect(shifted(hist.state, 50, small).shift).toBe(0);
  const end = shifted(tracebacks.state, 5000, small);
  expect(painted(changed(tracebacks, end), surface(80, 2)).map(plain)[1]).toMatch(/astroid\.brain$/);
  expect(shifted(end, -5000, small).shift).toBe(0);
});

test('the selected row, the column under the cursor and what is unimportant stand out', () => {
  const [totals, heading, first, second] = painted(changed(hist, { selected: 1 }), small);
  expect(totals).toBe('172,682 objects, 20.5 MiB');
  expect(partsIn(heading!, dark.accent).map((part) => part.trim())).toEqual(['size↓']);
  expect(partsIn(heading!, dark.heading)[0]).toContain('count');
  expect(partsIn(first!, dark.dim).map((part) => part.trim())).toEqual(['0', '7.8%', '14.9%']);
  expect(partsIn(second!, (text) => dark.selected(text, true))).toEqual([plain(second!)]);
  expect(plain(second!)).toHaveLength(80);
});

test('the cursor passes columns that nothing can be sorted by, and brings its own into sight', () => {
  expect(columnMoved(hist.state, -9, small).column).toBe(1);
  const narrow = surface(40, 3);
  const far = columnMoved(tracebacks.state, 9, narrow);
  expect(far.column).toBe(5);
  const [heading] = painted(changed(tracebacks, far), narrow);
  expect(partsIn(heading!, dark.accent)[0]).toMatch(/^value/);
  expect(columnMoved(far, -9, narrow)).toMatchObject({ column: 0, shift: 0 });
});

test('what was searched for is marked in any case, in the selected row too', () => {
  const lines = painted(changed(hist, { words: 'CT' }), small);
  expect(lines.flatMap((line) => partsIn(line, dark.found))).toEqual(['ct']);
  expect(
    partsIn(lines[2]!, (text) => dark.selected(text, true))
      .map((part) => part.trim())
      .at(0),
  ).toMatch(/di$/);
});

test('rows that have not come yet are there', () => {
  const { state } = hist;
  expect(seen({ state, rowAt: (index) => (index === 1 ? undefined : hist.rowAt(index)) }, small)).toContain(
    '\n1  …\n2  70,948',
  );
});

test('where words need the room there are no bars', () => {
  const columns = [column('size', { alignRight: true }), column('type', { isWide: true })];
  const names = scene({ kind: 'table', columns }, [
    row(['5.3 MiB', 'astroid.nodes.'.repeat(4)], { share: 1 }),
  ]);
  expect(seen(names, surface(60, 3))).toContain('0  5.3 MiB  ██████████  astroid');
  expect(seen(names, surface(40, 3))).toContain('0  5.3 MiB  astroid');
});

test('where words need still more room, columns go that can be spared', () => {
  const number = (name: string, spare?: 1 | 2) =>
    column(name, { alignRight: true, ...(spare === undefined ? {} : { spare }) });
  const columns = [
    number('count'),
    number('part', 2),
    number('size'),
    number('sum', 1),
    column('type', { isWide: true }),
  ];
  const names = scene({ kind: 'table', columns }, [
    row(['27,835', '17.8%', '5.3 MiB', '10.2 MiB', `astroid.nodes.${'scoped_nodes.'.repeat(2)}FunctionDef`], {
      share: 1,
    }),
  ]);
  expect(seen(names, surface(100, 3))).toContain(
    '  10.2 MiB  ██████████  astroid.nodes.scoped_nodes.scoped_nodes.FunctionDef',
  );
  expect(seen(names, surface(80, 3))).toMatch(/ {2}10\.2 MiB {2}….*FunctionDef\n/);
  expect(seen(names, surface(64, 3))).toMatch(/\n# {3}count {3}part {5}size {2}type +›\n/);
  expect(seen(names, surface(52, 3))).toMatch(
    /\n# {3}count {5}size {2}type +›\n0 {2}27,835 {2}5.3 MiB {2}…scoped_nodes.FunctionDef\n/,
  );
  expect(columnMoved({ ...names.state, column: 0 }, 2, surface(52, 3)).column).toBe(4);
});

test('what rows are called stays readable, and in its place when the others are scrolled', () => {
  const sizes = Array.from('abcdef', (letter) => column(`size_${letter}`, { alignRight: true }));
  const columns = [column('type', { isLabel: true }), ...sizes, column('always')];
  const cells = ['system / JSArrayBufferData', ...Array.from({ length: 6 }, (_, i) => `${i}.5 MiB`), 'yes'];
  const grown = scene({ kind: 'table', columns }, [row(cells), row(['RequestContext'])], 'x | sort size_f');
  expect(seen(grown, surface(60, 4))).toMatchInlineSnapshot(`
    "
    #  type                         size_a   size_b   size_c   ›
    0  system / JSArrayBufferData  0.5 MiB  1.5 MiB  2.5 MiB
    1  RequestContext
    "
  `);
  const end = changed(grown, shifted(grown.state, 999, surface(60, 4)));
  expect(seen(end, surface(60, 4))).toMatchInlineSnapshot(`
    "
    #  type                       ‹…_d   size_e  size_f↑  always
    0  system / JSArrayBufferData  …    4.5 MiB  5.5 MiB  yes
    1  RequestContext
    "
  `);
  expect(seen(grown, surface(90, 4))).toMatchInlineSnapshot(`
    "
    #  type                        size_a   size_b   size_c   size_d   size_e  size_f↑  always
    0  system / JSArrayBufferDa…  0.5 MiB  1.5 MiB  2.5 MiB  3.5 MiB  4.5 MiB  5.5 MiB  yes
    1  RequestContext
    "
  `);
  expect(seen(end, surface(26, 4))).toMatchInlineSnapshot(`
    "
    # ‹…e_a   size_b   size_c›
    0  …     1.5 MiB  2.5 MiB
    1
    "
  `);
  expect(sortableColumnAt(end.state, 5, surface(60, 4))).toBe(0);
  expect(sortableColumnAt(end.state, 58, surface(60, 4))).toBe(7);
  const first = changed(grown, sortedInSight(grown.state, surface(60, 4)));
  expect(plain(painted(first, surface(60, 4))[0]!)).toMatch(/^# {2}type +‹.* size_f↑ *›$/);
});

test('what rows are called has all the room that the others leave', () => {
  const name = 'global > Object > Map > (array) > RequestContext > Function';
  const columns = [column('type', { isLabel: true, cutsStart: true }), column('size', { alignRight: true })];
  const rows = [row([name, '5.3 MiB'])];
  expect(seen(scene({ kind: 'table', columns }, rows), surface(71, 3))).toContain(`\n0  ${name}  5.3 MiB\n`);
});

test('the column that the rows are sorted by is not spared', () => {
  const numbers = Array.from('abc', (name) => column(`size_${name}`, { alignRight: true, spare: 1 }));
  const columns = [column('type', { isLabel: true }), ...numbers];
  const rows = [row(['system / JSArrayBufferData', '1', '2', '3'])];
  const spared = (command: string) =>
    plain(painted(scene({ kind: 'table', columns }, rows, command), surface(40, 3))[0]!).trim();
  expect(spared('diff')).toMatch(/^# {2}type$/);
  expect(spared('diff | sort size_b desc')).toMatch(/^# {2}type +size_b↓$/);
});

test('what is to be told whole stands below its row, and the selected one is in sight', () => {
  const columns = [
    column('bytes', { alignRight: true }),
    column('', { isBelow: true }),
    column('', { isBelow: true, isLine: true }),
  ];
  const findings = scene(
    { kind: 'table', columns },
    Array.from({ length: 9 }, (_, i) =>
      row([`${i}00`, 'app.cache holds 3,000 errors, and each of them a traceback', `dom $1[${i}]`]),
    ),
  );
  expect(seen(findings, surface(44, 5))).toMatchInlineSnapshot(`
    "
    #  bytes
    0    000
       app.cache holds 3,000 errors, and each of
       them a traceback
       dom $1[0]
    "
  `);
  expect(seen(changed(findings, { selected: 8 }), surface(44, 5))).toMatchInlineSnapshot(`
    "
    #  bytes
    8    800
       app.cache holds 3,000 errors, and each of
       them a traceback
       dom $1[8]
    "
  `);
  expect(partsIn(painted(changed(findings, { selected: 8 }), surface(44, 5))[3]!, dark.accent)).toEqual([]);
  expect(partsIn(painted(findings, surface(44, 9))[8]!, dark.accent)).toEqual(['dom $1[1]']);
});

test('an order by a fact is that of the column with its heading', () => {
  const columns = [column('size', { label: '@size', alignRight: true })];
  const sorted = scene({ kind: 'table', columns }, [row(['1'])], 'objects | sort @size');
  expect(seen(sorted, small)).toBe('\n#  @size↑\n0       1\n');
});

test('no rows are told of', () => {
  const empty = scene({ kind: 'table', columns: [column('type')], total: 12_345 }, []);
  expect(seen(empty, small)).toBe('\n#  type\nno rows of 12,345\n');
  expect(seen(changed(empty, { outline: { ...empty.state.outline, total: 0 } }), small)).toContain(
    'no rows\n',
  );
});

test('widths grow with the rows that were seen, and never shrink', () => {
  const { state } = hist;
  expect(tablePane.measure(state, [row(['1', '2', '3', '4', '5', '6'])])).toBe(state.widths);
  const wider = tablePane.measure(state, [row(['1', '1,000,000,000', '', '', '', '名前と住所'])]);
  expect(wider[1]).toBe(13);
  expect(wider[5]).toBe(10);
  expect(wider[2]).toBe(state.widths[2]);
});

test('an address that is longer than those before is not cut', () => {
  const columns = [
    column('object', { width: 20, least: 8 }),
    ...Array.from('abcdef', (name) => column(name)),
  ];
  const cells = ['0x7f187d22b880f00d dict len 3 of many', ...Array<string>(6).fill('words of some length')];
  const wide = scene({ kind: 'table', columns }, [row(cells)]);
  expect(seen(wide, surface(60, 3))).toMatchInlineSnapshot(`
    "
    #  object                            a                   ›
    0  0x7f187d22b880f00d dict len 3 o…  words of some length
    "
  `);
  expect(seen(wide, surface(24, 3))).toMatchInlineSnapshot(`
    "
    #  object              ›
    0  0x7f187d22b880f00d d…
    "
  `);
  expect(seen(wide, surface(12, 3))).toMatchInlineSnapshot(`
    "
    #  object  ›
    0  …
    "
  `);
});

test('only the columns in sight are looked at', () => {
  const columns = Array.from({ length: 100_000 }, (_, i) => column(`c${i}`, { alignRight: true, width: 6 }));
  let looked = 0;
  const cells = new Proxy<string[]>([], {
    get(_, key) {
      if (key === 'length') return columns.length;
      looked++;
      return String(key);
    },
  });
  const wide = scene({ kind: 'table', columns, rowCount: 50 }, []);
  const shown = { state: { ...wide.state, shift: 400_000 }, rowAt: () => row(cells) };
  const lines = painted(shown, surface(200, 50));
  expect(looked).toBeLessThan(50 * 30);
  expect(plain(lines[1]!)).toMatch(/^ 0 {2}.*50001.*50002/);
});
