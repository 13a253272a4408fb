import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chartSeries } from '../../../src/output/screen/chart-series.ts';
import type { SeriesPoint, TableResult } from '../../../src/query/result.ts';
import type { ShellActions } from '../../../src/ui/keys/binding.ts';
import { chartBands } from '../../../src/ui/painting/chart/bands.ts';
import { stackCells, stackEdges } from '../../../src/ui/painting/chart/cells.ts';
import { chartColumns } from '../../../src/ui/painting/chart/columns.ts';
import { chartScale } from '../../../src/ui/painting/chart/scale.ts';
import { timeText } from '../../../src/ui/painting/chart/time-axis.ts';
import { chartPane } from '../../../src/ui/panes/chart.ts';
import { paneFor } from '../../../src/ui/panes/index.ts';
import { themeFor } from '../../../src/ui/themes/index.ts';
import {
  ascii,
  changed,
  dark,
  misfit,
  painted,
  partsIn,
  plain,
  type Scene,
  seen,
  surface,
} from './answers.ts';
import { anyTheme } from './any-answer.ts';
import { everySeconds, growthScene, type Kind, leaking } from './series-answer.ts';

/** The bodies of screens of 80 × 24 and 120 × 40. */
const small = surface(80, 17);
const large = surface(120, 33);

/** What a key of the pane makes of where one is. */
function pressed(scene: Scene, key: string): Scene {
  let { state } = scene;
  const changeLook: ShellActions['changeLook'] = (change) => {
    state = change(state);
  };
  const shell = { changeLook } as ShellActions;
  chartPane.keys.find(({ keys }) => keys.includes(key))!.does(shell);
  return { ...scene, state };
}

/** The lines above the heading of the table. */
function chartOf(scene: Scene, on = small): string[] {
  const height = chartPane.headLines(scene.state, on) - 1;
  return painted(scene, on).slice(0, height);
}

test('on a small screen and on a large one', () => {
  expect(seen(leaking, small)).toMatchInlineSnapshot(`
    "
    bytes of 10 rows, 12 snapshots in 55 s
           │                           ▁▁▁▅▅▅██a█   a  dict                  6.3 MiB
    10 MiB ┤               ▂▂▂▅▅▅▃▃▃▆▆▆██████████   b  __main__.Session      3.2 MiB
           │         ▃▃▃▇▇▇███▁▁▁██████▁▁▁▂▂▂▄▄▄▄   c  bytearray         1,000.0 KiB
     5 MiB ┤▁▁▁▅▅▅▂▂▂▄▄▄▅▅▅▂▂▂▃▃▃▅▅▅▇▇▇█b█▁▁▁▂▂▂▂   d  str                   1.1 MiB
           │▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃   e  code                700.0 KiB
       0 B └0 s──────15 s─────30 s───────────55 s   .  others              300.0 KiB
    #  type                size_last
    0  dict                  6.3 MiB
    1  __main__.Session      3.2 MiB
    2  bytearray         1,000.0 KiB
    3  str                   1.1 MiB
    4  code                700.0 KiB
    5  function             90.0 KiB
    6  tuple                80.0 KiB
    7  type                 70.0 KiB
    8  set                  60.0 KiB
    "
  `);
  expect(seen(leaking, large)).toMatchInlineSnapshot(`
    "
    bytes of 10 rows, 12 snapshots in 55 s
           │                                                                  ▃▃▃▃▃   a  dict                  6.3 MiB
    12 MiB ┤                                                            ▄▄▄▄▄ █████   b  __main__.Session      3.2 MiB
           │                                                      ▆▆▆▆▆ █████ ██a██   c  bytearray         1,000.0 KiB
           │                                    ▅▅▅▅▅       ▇▇▇▇▇ █████ █████ █████   d  str                   1.1 MiB
           │                              ▆▆▆▆▆ █████ █████ █████ █████ █████ █████   e  code                700.0 KiB
           │                        ▇▇▇▇▇ █████ █████ █████ █████ █████ █████ ▂▂▂▂▂   f  function             90.0 KiB
     6 MiB ┤            ▁▁▁▁▁ █████ █████ █████ ▃▃▃▃▃ █████ █████ ▃▃▃▃▃ ▆▆▆▆▆ ██b██   g  tuple                80.0 KiB
           │      ▂▂▂▂▂ █████ █████ ▄▄▄▄▄ █████ █████ ▃▃▃▃▃ ▇▇▇▇▇ █████ █████ █████   h  type                 70.0 KiB
           │▄▄▄▄▄ ▁▁▁▁▁ ▅▅▅▅▅ ▃▃▃▃▃ ▄▄▄▄▄ ▆▆▆▆▆ ▇▇▇▇▇ █████ █████ ▁▁▁▁▁ ▃▃▃▃▃ ▄▄▄▄▄   .  others               60.0 KiB
           │▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆ ▆▆▆▆▆
           │▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁
       0 B └0 s─────────10 s────────20 s────────30 s────────40 s──────────────55 s─
    #  type                size_last
    0  dict                  6.3 MiB
    1  __main__.Session      3.2 MiB
    2  bytearray         1,000.0 KiB
    3  str                   1.1 MiB
    4  code                700.0 KiB
    5  function             90.0 KiB
    6  tuple                80.0 KiB
    7  type                 70.0 KiB
    8  set                  60.0 KiB
    9  cell                      0 B
    "
  `);
});

test('without colours letters tell what is what; ASCII has no eighths', () => {
  expect(
    seen(leaking, { ...small, theme: themeFor({ depth: 'none', unicode: true }) }),
  ).toMatchInlineSnapshot(`
    "
    bytes of 10 rows, 12 snapshots in 55 s
           │                           ▁▁▁▅▅▅aaaa   a  dict                  6.3 MiB
    10 MiB ┤               ▂▂▂▅▅▅▃▃▃▆▆▆aaaaaaaaaa   b  __main__.Session      3.2 MiB
           │         ▃▃▃▇▇▇aaaaaaaaaaaaaaaaaabbbb   c  bytearray         1,000.0 KiB
     5 MiB ┤▁▁▁▅▅▅aaabbbbbbbbbbbbbbbbbbbbbbbbbbbb   d  str                   1.1 MiB
           │ddddddddddddddddddddddddddddddddddddd   e  code                700.0 KiB
       0 B └0 s──────15 s─────30 s───────────55 s   .  others              300.0 KiB
    #  type                size_last
    0  dict                  6.3 MiB
    1  __main__.Session      3.2 MiB
    2  bytearray         1,000.0 KiB
    3  str                   1.1 MiB
    4  code                700.0 KiB
    5  function             90.0 KiB
    6  tuple                80.0 KiB
    7  type                 70.0 KiB
    8  set                  60.0 KiB
    "
  `);
  const lines = painted(changed(leaking, { selected: 8 }), { ...small, theme: ascii });
  expect(lines.map(plain).join('\n')).toMatch(/^[\n -~]*$/);
  expect(seen(changed(leaking, { selected: 8 }), { ...small, theme: ascii })).toMatchInlineSnapshot(`
    "
    bytes of 10 rows, 12 snapshots in 55 s
           |                              aaaaaaa   a  dict                  6.3 MiB
    10 MiB +                  aaa   aaaaaaaaaaaaa   b  __main__.Session      3.2 MiB
           |            aaaaaaaaaaaaaaaaaaaaabbbb   c  bytearray         1,000.0 KiB
     5 MiB +   aaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbb   d  str                   1.1 MiB
           |ddddddddddddddddddddddddddddddddddddd   *  set                  60.0 KiB
       0 B +0 s------15 s-----30 s-----------55 s   .  others              940.0 KiB
    #  type                size_last
    0  dict                  6.3 MiB
    1  __main__.Session      3.2 MiB
    2  bytearray         1,000.0 KiB
    3  str                   1.1 MiB
    4  code                700.0 KiB
    5  function             90.0 KiB
    6  tuple                80.0 KiB
    7  type                 70.0 KiB
    8  set                  60.0 KiB
    "
  `);
});

test('on a narrow screen the legend stands below', () => {
  expect(seen(leaking, surface(44, 17))).toMatchInlineSnapshot(`
    "
    bytes of 10 rows, 12 snapshots in 55 s
           │                           ▁▁▁▄▄▄▆▆▆
    10 MiB ┤            ▁▁▁▃▃▃▆▆▆▄▄▄▇▇▇███████a█
           │   ▁▁▁▄▄▄▆▆▆▂▂▂▃▃▃▅▅▅▂▂▂▃▃▃▄▄▄▆▆▆▇▇▇
           │▇▇▇▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅
       0 B └0 s──────15 s─────30 s──────────55 s
     a  dict  b  __main__.Session  c  bytearray
    #  type                size_last
    0  dict                  6.3 MiB
    1  __main__.Session      3.2 MiB
    2  bytearray         1,000.0 KiB
    3  str                   1.1 MiB
    4  code                700.0 KiB
    5  function             90.0 KiB
    6  tuple                80.0 KiB
    7  type                 70.0 KiB
    8  set                  60.0 KiB
    "
  `);
});

test('the kind of the selected row has the accent colour, its neighbours have other shades, and all go back to plain', () => {
  const { bands } = dark;
  const opening = (text: string) => text.split('x')[0]!;
  const inAccent = (scene: Scene) =>
    chartOf(scene).filter((line) => line.includes(opening(bands!.block('x', 'chosen', undefined))));
  const chosen = opening(bands!.letter('x', 'chosen'));
  expect(inAccent(leaking).length).toBeGreaterThan(0);
  expect(chartOf(leaking).find((line) => line.includes(`${chosen} a `))).toContain('dict');
  const third = changed(leaking, { selected: 2 });
  expect(chartOf(third).find((line) => line.includes(`${chosen} c `))).toContain('bytearray');
  for (const depth of [16, 256, 'truecolor'] as const) {
    for (const name of ['dark', 'light'] as const) {
      const looks = themeFor({ depth, unicode: true, name }).bands!;
      const colours = [0, 1, 'chosen', 'rest'] as const;
      expect(new Set(colours.map((colour) => looks.block('x', colour, undefined))).size).toBe(4);
      expect(new Set(colours.map((colour) => looks.block('x', 0, colour))).size).toBe(4);
    }
  }
  expect(partsIn(chartOf(leaking)[0]!, dark.heading)).toEqual(['bytes']);
});

test('the selected row has a band of its own, in the place of the least; letters of the others stay', () => {
  const legend = (selected: number) =>
    chartOf(changed(leaking, { selected })).flatMap(
      (line) => / ([a-z*.]) {2}~?[\w.…]+/.exec(plain(line))?.[0].trim() ?? [],
    );
  expect(legend(0)).toEqual([
    'a  dict',
    'b  __main__.Session',
    'c  bytearray',
    'd  str',
    'e  code',
    '.  others',
  ]);
  expect(legend(7)).toEqual([
    'a  dict',
    'b  __main__.Session',
    'c  bytearray',
    'd  str',
    '*  type',
    '.  others',
  ]);
});

test('keys change between bytes and counts, and hide the chart', () => {
  const counts = pressed(leaking, 'v');
  expect(plain(chartOf(counts)[0]!)).toMatch(/^objects of 10 rows, 12 snapshots in 55 s/);
  expect(plain(chartOf(pressed(counts, 'v'))[0]!)).toMatch(/^bytes/);
  const hidden = pressed(leaking, 'V');
  expect(seen(hidden, small)).toMatch(/^\n *# {2}type/);
  // What is hidden is not changed unseen.
  expect(seen(pressed(pressed(hidden, 'v'), 'V'), small)).toBe(seen(leaking, small));
});

test('a pane that is low or narrow has no chart, and neither has one snapshot or no row', () => {
  expect(chartPane.headLines(leaking.state, surface(80, 12))).toBe(7);
  for (const on of [surface(80, 11), surface(29, 30)]) {
    expect(chartPane.headLines(leaking.state, on)).toBe(1);
    expect(seen(leaking, on)).toMatch(/^\n *# /);
  }
  const one = growthScene(everySeconds(1, 1), [{ name: 'dict', bytes: [5] }]);
  expect(chartPane.headLines(one.state, large)).toBe(1);
  expect(seen(growthScene(everySeconds(1, 3), []), large)).toContain('no rows');
});

test('of more snapshots than columns each column shows the highest of its neighbours, and says so', () => {
  const bytes = Array.from({ length: 500 }, (_, i) => (i === 321 ? 9_000_000 : 1_000_000));
  const long = growthScene(everySeconds(60, 500), [{ name: 'dict', bytes }]);
  const [caption, top] = chartOf(long).map(plain);
  expect(caption).toBe('bytes of 1 row, 500 snapshots in 8.3 h, a column shows the largest of 10');
  expect(top).toMatch(/│ +[▁-█] +a/);
  expect(chartOf(long).map(plain).at(-1)).toMatch(/└0 h─+1\.\d h─.*─8\.\d h/);
  const { bars } = chartColumns(bytes, 50);
  expect(bars.map(({ point }) => point)).toContain(321);
});

test('all zeros, and values that never change', () => {
  const zeros = growthScene(everySeconds(1, 3), [{ name: 'dict', bytes: [0, 0, 0] }]);
  expect(chartOf(zeros).map(plain).join('\n')).not.toMatch(/[▁-█]/);
  const constant = growthScene(
    [1, 2, 9].map((file) => ({ label: String(file), minutes: undefined })),
    [{ name: 'dict', bytes: [4096, 4096, 4096] }],
  );
  expect(chartOf(constant).map((line) => plain(line).trimEnd())).toMatchInlineSnapshot(`
    [
      "bytes of 1 row, 3 snapshots",
      "        │▆▆▆▆▆▆▆▆▆ ▆▆▆▆▆▆▆▆▆ ▆▆▆▆▆▆▆▆▆   a  dict  4.0 KiB",
      "        │█████████ █████████ █████████",
      "2.5 KiB ┤█████████ █████████ ████a████",
      "        │█████████ █████████ █████████",
      "        │█████████ █████████ █████████",
      "    0 B └1─────────2─────────9────────",
    ]
  `);
});

test.each([
  [0, 0, '0 s'],
  [0.05, 0.05, '3 s'],
  [1, 1.5, '60 s'],
  [1.5, 60, '2 min'],
  [90, 180, '1.5 h'],
  [3 * 1440, 30 * 1440, '3 d'],
])('%d minutes of %d: %s', (minutes, whole, text) => expect(timeText(minutes, whole)).toBe(text));

test('labels of the axis are round, and the highest value has its place below the top', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 2 ** 53, noNaN: true }),
      fc.integer({ min: 3, max: 18 }),
      fc.constantFrom('bytes' as const, 'counts' as const),
      (value, rows, unit) => {
        const highest = Math.floor(value);
        const { top, labels } = chartScale(highest, rows, unit);
        expect(top).toBeGreaterThanOrEqual(highest * (1 - 1e-12));
        // No more than half of the plot is left empty.
        if (highest > rows) expect(top).toBeLessThan(highest * 2);
        expect(labels.get(0)).toMatch(/^0/);
        expect(new Set(labels.values()).size).toBe(labels.size);
        for (const label of labels.values()) expect(label.length).toBeLessThanOrEqual(25);
      },
    ),
  );
});

const sizes = fc.oneof(fc.constant(0), fc.nat(100), fc.nat(2 ** 31), fc.constant(2 ** 45));

const anyKinds: fc.Arbitrary<{ points: SeriesPoint[]; kinds: Kind[] }> = fc
  .oneof(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 2, max: 500 }))
  .chain((count) =>
    fc.record({
      points: fc.constantFrom(
        everySeconds(0.7, count),
        everySeconds(86_400, count),
        Array.from({ length: count }, (_, i) => ({ label: String(i * 100_000), minutes: undefined })),
      ),
      kinds: fc.array(
        fc.record({
          name: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constant('漢字'.repeat(90))),
          bytes: fc.array(sizes, { minLength: count, maxLength: count }),
          counts: fc.array(fc.nat(100_000), { minLength: count, maxLength: count }),
        }),
        { maxLength: 24 },
      ),
    }),
  );

test('a stack is as high as the total, to an eighth, whatever it consists of', () => {
  fc.assert(
    fc.property(
      fc.array(sizes, { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 1, max: 20 }),
      (values, rows) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        const { top } = chartScale(total, rows, 'bytes');
        const cells = stackCells(stackEdges(values, top, rows), rows);
        const eighths = cells.reduce(
          (sum, { eighths, upper }) => sum + (upper === undefined ? eighths : 8),
          0,
        );
        expect(Math.abs(eighths - (total / top) * rows * 8)).toBeLessThanOrEqual(1);
        expect(cells).toHaveLength(rows);
        // Above what is not full nothing stands, and two bands in a character stand as they do in the stack.
        const open = cells.findIndex(({ eighths, upper }) => eighths < 8 && upper === undefined);
        if (open >= 0) expect(cells.slice(open + 1).every(({ eighths }) => eighths === 0)).toBe(true);
        for (const { eighths, lower, upper } of cells) {
          if (upper === undefined) continue;
          expect(upper).toBeGreaterThan(lower);
          expect(eighths).toBeGreaterThan(0);
          expect(eighths).toBeLessThan(8);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('the bands are the rows with the highest peaks, and with the others they add up to all rows', () => {
  fc.assert(
    fc.property(anyKinds, fc.nat(30), fc.integer({ min: 2, max: 9 }), ({ points, kinds }, selected, most) => {
      const { state, rowAt } = growthScene(points, kinds);
      const bands = chartBands(state.outline.series!, {
        unit: 'bytes',
        selected,
        selectedRow: rowAt(selected)?.series,
        most,
      });
      for (let i = 0; i < points.length; i++) {
        const all = kinds.reduce((sum, { bytes }) => sum + bytes[i]!, 0);
        expect(bands.reduce((sum, { values }) => sum + values[i]!, 0)).toBe(all);
      }
      expect(bands.length).toBeLessThanOrEqual(Math.max(most, 3));
      expect(bands.filter(({ colour }) => colour === 'chosen')).toHaveLength(selected < kinds.length ? 1 : 0);
      const peaks = kinds.map(({ bytes }) => Math.max(...bytes)).toSorted((a, b) => b - a);
      const lettered = bands.filter(({ letter }) => /[a-z]/.test(letter));
      const shown = lettered.map(({ values }) => Math.max(...values)).toSorted((a, b) => b - a);
      expect(shown).toEqual(peaks.slice(0, lettered.length));
    }),
  );
});

test('any series fits any screen, and there are as many lines above the rows as it says', () => {
  fc.assert(
    fc.property(
      anyKinds,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 60 }),
      anyTheme,
      fc.nat(30),
      fc.constantFrom('', 'v', 'V'),
      ({ points, kinds }, columns, lines, theme, row, key) => {
        const on = surface(columns, lines, { theme });
        const selected = Math.max(0, Math.min(row, kinds.length - 1));
        const whole = changed(growthScene(points, kinds), { selected });
        const scene = key === '' ? whole : pressed(whole, key);
        const screen = painted(scene, on);
        expect(misfit(screen, on)).toBeUndefined();
        const head = chartPane.headLines(scene.state, on);
        if (kinds.length > 0 && head < lines && columns > 8)
          expect(plain(screen[head]!)).toMatch(/^ *0( |$)/);
      },
    ),
    { numRuns: 300 },
  );
});

test('only tables with series have a chart, and the keys of all tables', () => {
  expect(paneFor(leaking.state.outline)).toBe(chartPane);
  expect(chartPane.keys.map(({ keys }) => keys[0])).toEqual(
    expect.arrayContaining(['s', '<', '>', 'v', 'V']),
  );
  const none = chartSeries({ rowCount: 0 } as TableResult, {
    points: [],
    of: () => ({ name: '', bytes: [], counts: [] }),
  });
  expect(none.bytes).toEqual({ total: [], largest: [] });
});
