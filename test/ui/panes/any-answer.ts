import fc from 'fast-check';
import type { ScreenColumn, ScreenRow } from '../../../src/output/screen/screen-view.ts';
import { visible } from '../../../src/output/visible.ts';
import { themeFor } from '../../../src/ui/themes/index.ts';
import { column, row, type Scene, scene } from './answers.ts';

/** Texts that are as hard to place as they come: wide, of no width, of many code points, hundreds of characters long. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '',
      '漢字'.repeat(250),
      '👨‍👩‍👧‍👦 family',
      'é'.repeat(9),
      '\u202egnirts',
      '0x7f187d22b880 dict',
      '1,234',
    ),
    fc.constantFrom('/usr/lib/python3/ast.py', 'a plain sentence of some words', ' a line', '  ^^^^'),
  )
  .map(visible);

const anyColumn: fc.Arbitrary<ScreenColumn> = fc
  .record({
    label: text,
    alignRight: fc.boolean(),
    width: fc.nat(20),
    least: fc.nat(20),
    dim: fc.boolean(),
    isWide: fc.boolean(),
    cutsStart: fc.boolean(),
    isLabel: fc.boolean(),
  })
  .map((more) => column(more.label, more));

const anyRow: fc.Arbitrary<ScreenRow> = fc
  .record({
    cells: fc.array(text, { maxLength: 8 }),
    role: fc.constantFrom('row', 'heading', 'more', 'blank', 'alarm', 'dim'),
    branch: fc.constantFrom('', '├─ ', '│  └─ ', '│  '.repeat(60)),
    fold: fc.constantFrom('none', 'folded', 'unfolded'),
    share: fc.option(fc.double({ min: -1, max: 2 }), { nil: undefined }),
  })
  .map(({ cells, ...more }) => row(cells, more));

/** Some of its rows have not been fetched, others not been measured. */
export const anyScene: fc.Arbitrary<Scene> = fc
  .record({
    kind: fc.constantFrom('table', 'tree', 'path', 'object', 'text', 'scalar', 'error'),
    columns: fc.array(anyColumn, { maxLength: 8 }),
    rows: fc.array(anyRow, { maxLength: 60 }),
    totals: text,
    words: fc.option(fc.constantFrom('a', '漢', '(', 'É', '12'), { nil: undefined }),
    measured: fc.nat(60),
    missing: fc.integer({ min: 2, max: 9 }),
    shift: fc.oneof(fc.constant(0), fc.nat(700)),
  })
  .map(({ kind, columns, rows, totals, words, measured, missing, shift }) => {
    const { state } = scene({ kind, columns, totals, rowCount: rows.length }, rows.slice(0, measured));
    const rowAt = (index: number) => (index % missing === 1 ? undefined : rows[index]);
    return { state: { ...state, words, shift }, rowAt };
  });

export const anyTheme = fc
  .record({
    depth: fc.constantFrom('none' as const, 16 as const, 256 as const, 'truecolor' as const),
    unicode: fc.boolean(),
  })
  .map((wish) => themeFor(wish));
