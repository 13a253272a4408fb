import { column, row, scene } from './answers.ts';

const number = (name: string, more = {}) => column(name, { alignRight: true, ...more });

const histogram = [
  ['27,835', '7.8%', '5.3 MiB', '14.9%', 'dict', 0.149],
  ['62,762', '17.6%', '5.1 MiB', '14.2%', 'str', 0.142],
  ['70,948', '19.9%', '4.8 MiB', '13.4%', 'list', 0.134],
  ['9,760', '2.7%', '3.7 MiB', '10.3%', 'code', 0.103],
  ['1,377', '0.4%', '1.6 MiB', '0.3%', 'type', 0.003],
] as const;

export const hist = scene(
  {
    kind: 'table',
    columns: [
      column('', { label: '#', alignRight: true, dim: true }),
      number('count'),
      number('count_pct', { label: '%', dim: true }),
      number('size'),
      number('size_pct', { label: '%', dim: true }),
      column('type', { isWide: true }),
    ],
    totals: '172,682 objects, 20.5 MiB',
  },
  histogram.map(([count, part, size, share, type, of], i) =>
    row([String(i), count, part, size, share, type], { share: of, standsFor: 'many' }),
  ),
  'hist | sort size desc',
);

const files = ['/usr/lib/python3.11/site-packages/astroid/manager.py', '/usr/lib/python3.11/ast.py'];

export const tracebacks = scene(
  {
    kind: 'table',
    columns: [
      column('address', { width: 14, least: 14 }),
      column('type'),
      number('size'),
      number('retained'),
      column('file', { cutsStart: true, least: 8 }),
      column('value', { isWide: true }),
    ],
  },
  Array.from({ length: 213 }, (_, i) =>
    row([
      `0x7f187d22b${(i * 64 + 256).toString(16)}`,
      'traceback',
      '64',
      `${(213 - i) * 11},000`,
      files[i % 2]!,
      `manager.py:${i + 200} in ast_from_module_name, which was called for ${'astroid.'.repeat(4)}brain`,
    ]),
  ),
  'bytype traceback',
);

const nodeColumns = [column(''), column(''), column('', { dim: true })];

export const tree = scene({ kind: 'tree', columns: nodeColumns }, [
  row(['', '0x7f187d22b880 dict len 3', ''], { fold: 'unfolded' }),
  row(['5.1 MiB  75.0%  1,234', '["cache"] → 0x7f187d22b100 dict len 12', ''], {
    branch: '├─ ',
    fold: 'unfolded',
    share: 0.75,
  }),
  row(['', "[0] → 0x7f187d22b140 str '名前と住所'", '(repeated)'], { branch: '│  ├─ ' }),
  row(['', '… 11 more', ''], { branch: '│  └─ ', role: 'more', fold: 'folded' }),
  row(['   24 B   0.0%      1', '["n"] → 0x7f187d22b180 Node', '[root: module]'], {
    branch: '└─ ',
    fold: 'folded',
    share: 0,
  }),
]);

export const path = scene({ kind: 'path', columns: [column(''), column('')] }, [
  row(['', '0x7f1880000000 module astroid.manager [root: module]']),
  row(['.AstroidManager →', '0x7f1880000040 type AstroidManager']),
  row(['.brain["astroid_cache"] →', '0x7f1880000080 dict len 341']),
]);

export const object = scene({ kind: 'object', columns: [column('name'), column('value')] }, [
  row(['0x7f187d22b880 traceback manager.py:227'], { role: 'heading' }),
  row(['size', '64 bytes']),
  row(['retained', '24.6 MiB']),
  row([''], { role: 'blank', standsFor: 'nothing' }),
  row(['fields (2)'], { role: 'heading', standsFor: 'nothing' }),
  row(['.tb_frame', '0x7f187d22b8c0 frame ast_from_file']),
  row(['.tb_next', 'None']),
  row(['… 3 more'], { role: 'more' }),
]);

const lines = (texts: readonly string[]) => texts.map((text) => row([text], { standsFor: 'nothing' }));

export const help = scene({ kind: 'text', columns: [column('', { isWide: true })] }, [
  row(['sort'], { role: 'heading', standsFor: 'nothing' }),
  ...lines([
    'Rows with equal keys stay in their order, so sorting by one key and then by another sorts by both.',
    '',
    '  hist | sort count desc',
  ]),
]);

export const error = scene(
  { kind: 'error', columns: [column('', { isWide: true })] },
  lines([
    'error: no column `retained`',
    '  bytype traceback | sort retained desc | head 4',
    '                          ^^^^^^^^',
    'hint: a field is written `.retained`; columns are `address`, `type`, `size` or `value`, and facts `@size`',
  ]),
);
