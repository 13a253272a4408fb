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

test('of a hundred thousand fields none is looked for as a name', () => {
  const keys = Array.from({ length: 500 }, (_, i) => `key${i}`);
  const { snapshot, id } = heap({
    objects: {
      few: { type: 'Thing', attributes: { __dict__: 'short' } },
      many: { type: 'Thing', attributes: { __dict__: 'long' } },
      short: { type: 'dict', entries: [['name', 'name']] },
      long: { type: 'dict', entries: [['name', 'name'], ...keys.map((key) => [key, key] as const)] },
      name: { type: 'str', value: 'name' },
      ...Object.fromEntries(keys.map((key) => [key, { type: 'str', value: key }])),
    },
  });
  expect(python.describe(snapshot, id('few'))).toBe("name='name'");
  expect(python.describe(snapshot, id('many'))).toBeUndefined();
});
