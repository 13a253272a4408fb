import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { explain } from '../../src/commands/suspects/explain.ts';
import type { Finding } from '../../src/commands/suspects/finding.ts';
import { NONE } from '../../src/model/kinds.ts';
import { Heap } from '../../src/query/heap.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import { heap } from '../support/heap.ts';
import { many } from '../support/planted.ts';

const sizes = [1, 2, 4, 8, 16, 32, 64, 128];
const { snapshot } = heap({ objects: many('o', 8, (i) => ({ size: sizes[i]! })) });
const small = new Heap('small', snapshot, runtimeOf('cpython'));

function finding(rule: string, ...objects: number[]): Finding {
  const bytes = objects.reduce((sum, object) => sum + sizes[object]!, 0);
  return {
    rule,
    sentence: rule,
    objects: Uint32Array.from(objects),
    bytes,
    holder: objects[0]!,
    command: () => '',
  };
}

function explained(...findings: Finding[]): string[][] {
  return explain(small, findings, quietTask).map((each) => [
    each.finding.rule,
    ...each.details.map(({ rule }) => rule),
  ]);
}

test.each([
  ['different bytes are different findings', [[5], [6]], [['1'], ['0']]],
  ['what lies within is a detail', [[5, 6], [6]], [['0', '1']]],
  ['what is smaller by little is one too, though it came first', [[6], [5, 6]], [['1', '0']]],
  [
    'what has half of its bytes within is a detail',
    [
      [5, 6],
      [4, 7],
      [3, 5],
    ],
    [['1'], ['0', '2']],
  ],
  ['of equals the first tells of both', [[6], [6]], [['0', '1']]],
  ['details come with the most bytes first', [[4], [6], [4, 5, 6, 7]], [['2', '1', '0']]],
  ['what is larger by far takes in what came before', [[5], [5, 6, 7]], [['1', '0']]],
  ['with all that it had taken in', [[4], [4, 5, 6], [4, 5, 6, 7]], [['2', '1', '0']]],
  [
    'a little in common is nothing in common',
    [
      [0, 6],
      [0, 5],
    ],
    [['0'], ['1']],
  ],
])('%s', (_, sets, expected) => {
  expect(explained(...sets.map((objects, i) => finding(String(i), ...objects)))).toEqual(expected);
});

test('what is about no object is in others, and none is in it', () => {
  const texts = (...objects: number[]) => ({ ...finding('texts', ...objects), holder: NONE });
  expect(explained(texts(4, 5, 6), finding('a', 5), finding('b', 6))).toEqual([['texts'], ['b'], ['a']]);
  expect(explained(texts(4, 5, 6), finding('a', 5, 7))).toEqual([['a'], ['texts']]);
  expect(explained(texts(4, 6), finding('a', 6, 7))).toEqual([['a', 'texts']]);
});

test('each finding is told once, those at the top by their bytes', () => {
  const set = fc.record({
    objects: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1 }),
    isOfNone: fc.boolean(),
  });
  const sets = fc.array(set, { maxLength: 6 });
  fc.assert(
    fc.property(sets, (all) => {
      const findings = all.map(({ objects, isOfNone }, i) => {
        const found = finding(String(i), ...objects);
        return isOfNone ? { ...found, holder: NONE } : found;
      });
      const answer = explain(small, findings, quietTask);
      const told = answer.flatMap(({ finding: each, details }) => [each, ...details]);
      expect(told.toSorted((a, b) => Number(a.rule) - Number(b.rule))).toEqual(findings);
      const bytes = answer.map((each) => [each.finding, ...each.details].map((one) => one.bytes));
      // Nothing stands within what is smaller.
      for (const each of bytes) expect(each).toEqual(each.toSorted((a, b) => b - a));
      expect(bytes.map(([top]) => top)).toEqual(bytes.map(([top]) => top).toSorted((a, b) => b! - a!));
    }),
  );
});
