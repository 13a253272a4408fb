import { expect, test } from 'vitest';
import { columnNames } from '../../src/commands/rows/column-names.ts';

test.each([
  ['size', { name: 'size' }],
  ['@line', { name: 'line', label: '@line' }],
  ['.tb_frame.f_lineno', { name: 'tb_frame_f_lineno', label: '.tb_frame.f_lineno' }],
  ['.a["k"][0]', { name: 'a_k_0', label: '.a["k"][0]' }],
  ['sum(size)', { name: 'sum_size', label: 'sum(size)' }],
  ['size / count', { name: 'size_count', label: 'size / count' }],
  ['.__class__', { name: '__class__', label: '.__class__' }],
  ['-1', { name: '1', label: '-1' }],
])('%s becomes a name that a stage can write', (typed, expected) => {
  expect(columnNames([typed])).toEqual([expected]);
});

test('no two columns have the same name', () => {
  expect(columnNames(['size', '@size', '.size']).map(({ name }) => name)).toEqual([
    'size',
    'size_2',
    'size_3',
  ]);
});
