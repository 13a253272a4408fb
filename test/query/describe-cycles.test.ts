import { expect, test } from 'vitest';
import { python } from '../../src/query/runtimes/python.ts';
import { heap } from '../support/heap.ts';

test.each([-1, 0, 1])('a container that holds itself and says it has %i items is described', (length) => {
  const { snapshot, id } = heap({
    objects: {
      list: { type: 'list', length, elements: ['list'] },
      dict: { type: 'dict', length, entries: [['dict', 'dict']] },
    },
  });
  expect(python.describe(snapshot, id('list'))).toMatch(/^\[+…/);
  expect(python.describe(snapshot, id('dict'))).toMatch(/^\{+…/);
});
