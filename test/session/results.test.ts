import { expect, test } from 'vitest';
import { Results } from '../../src/session/results.ts';
import { smallHeap, tableOf } from '../output/a-heap.ts';

const table = (rowCount: number) => tableOf([], rowCount);

test('results are found by number, as the last one, and by name', () => {
  const results = new Results();
  const first = table(1);
  const second = table(2);
  expect(results.find('_')).toBeUndefined();
  expect(results.add('a', first, undefined).number).toBe(1);
  expect(results.add('b', second, 'leaks').number).toBe(2);
  expect(results.find('$1')).toBe(first);
  expect(results.find('_')).toBe(second);
  expect(results.find('leaks')).toBe(second);
  expect(results.names).toEqual(['leaks']);
  expect(results.find('$3')).toBeUndefined();
  expect(results.find('$0')).toBeUndefined();
  expect(results.find('other')).toBeUndefined();
});

test('beyond the bound the oldest without a name are let go, and say so', () => {
  const results = new Results(8 * 250);
  results.add('named', table(100), 'kept');
  results.add('old', table(100), undefined);
  results.add('new', table(100), undefined);
  expect(results.find('kept')).toBeDefined();
  expect(results.find('$1')).toBeDefined();
  expect(() => results.find('$2')).toThrow('$2 is no longer kept');
  expect(results.find('$3')).toBeDefined();
  results.add('huge', table(10_000), undefined);
  expect(results.find('$4')).toBeDefined();
});

test('results of a closed snapshot go with it', () => {
  const { heap } = smallHeap();
  const results = new Results();
  results.add('a', tableOf([], 1, { heap }), 'named');
  results.add('b', table(1), undefined);
  results.forget(heap);
  expect(() => results.find('$1')).toThrow('no longer kept');
  expect(results.find('named')).toBeUndefined();
  expect(results.find('$2')).toBeDefined();
});
