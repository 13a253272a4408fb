import { describe, expect, test } from 'vitest';
import { type HeapSpec, heap } from '../support/heap.ts';
import { labels, many } from '../support/planted.ts';
import { cellsOf, handlesOf, sessionOn } from '../support/run-command.ts';

/** Nodes with lists of their own in a field, and with dicts in `__dict__`. */
const spec: HeapSpec = {
  objects: {
    ...many('node', 4, (i) => ({
      type: 'app.Node',
      attributes: { items: `list${i}`, __dict__: `fields${i}` },
    })),
    list0: { type: 'list', size: 56, elements: [] },
    list1: { type: 'list', size: 56, elements: [] },
    // Room for eight: two of them needed.
    list2: { type: 'list', size: 56 + 64, elements: ['x', 'x'] },
    // Room for sixteen: one needed.
    list3: { type: 'list', size: 56 + 128, elements: ['x'] },
    fields0: { type: 'dict', size: 104, entries: [['name', 'x']] },
    fields1: { type: 'dict', size: 232, entries: [['name', 'x']] },
    fields2: { type: 'dict', size: 232, entries: [['name', 'x']] },
    fields3: {
      type: 'dict',
      size: 360,
      entries: [
        ['name', 'x'],
        ['other', 'x'],
      ],
    },
    // No instance's, and so not compared with those.
    index: { type: 'dict', size: 240, entries: [['name', 'x']] },
    byNumber: { type: 'dict', size: 280, entries: [['number', 'x']] },
    holder: { type: 'tuple', elements: ['index', 'byNumber', 'unknown'] },
    unknown: { type: 'list', size: 1000, length: -1 },
    name: { type: 'str', value: 'name' },
    other: { type: 'str', value: 'other' },
    number: { type: 'int', value: 1 },
    x: { type: 'app.X' },
  },
  roots: { thread: [...labels('node', 4), 'holder'] },
};

describe('waste', () => {
  const { snapshot, id } = heap(spec);
  const { table } = sessionOn(snapshot);

  test('empty, nearly empty and over-allocated, by the field that holds them, and what is not needed', async () => {
    const answer = await table('waste');
    expect(cellsOf(answer, 'count', 'size', 'wasted', 'state', 'type', 'owner')).toEqual([
      [2, 464, 256, 'over-allocated', 'dict', 'app.Node.__dict__'],
      [1, 184, 120, 'nearly empty', 'list', 'app.Node.items'],
      [2, 112, 112, 'empty', 'list', 'app.Node.items'],
      [1, 120, 48, 'over-allocated', 'list', 'app.Node.items'],
    ]);
    expect(handlesOf(answer)).toEqual([
      [id('fields1'), id('fields2')],
      [id('list3')],
      [id('list0'), id('list1')],
      [id('list2')],
    ]);
    expect(answer.totals).toEqual({ objects: 6, bytes: 536 });
    expect(answer.provenance).toMatchObject({
      exact: false,
      bound: expect.stringMatching(/^wasted is at least so much/),
    });
  });

  test('of a set, compared within it; nothing to waste is no row', async () => {
    expect(cellsOf(await table('waste list'), 'count', 'wasted')).toEqual([
      [1, 120],
      [2, 112],
      [1, 48],
    ]);
    expect((await table('app.X | waste')).rowCount).toBe(0);
    // Nothing in the set is leaner.
    expect((await table('app.Node[@index > 0]->__dict__ | waste')).rowCount).toBe(0);
  });

  test('a list of an unknown runtime is only compared with others', async () => {
    const answer = await sessionOn(heap({ ...spec, capture: { runtime: 'other' } }).snapshot).table(
      'waste list',
    );
    // Of one item the list of two needs less.
    expect(cellsOf(answer, 'wasted')).toEqual([[112], [64]]);
  });
});
