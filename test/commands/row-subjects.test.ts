import { describe, expect, test } from 'vitest';
import { heap } from '../support/heap.ts';
import { sessionOn } from '../support/run-command.ts';

// A row of `chains` stands for the whole chain and is about its head. Here are two: a → b → c and d → e.

const link = (next?: string) => ({ type: 'app.Link', attributes: next === undefined ? {} : { next } });
const { snapshot, id } = heap({
  objects: {
    app: { type: 'module', attributes: { first: 'a', second: 'd' } },
    c: link(),
    b: link('c'),
    a: link('b'),
    e: link(),
    d: link('e'),
  },
  roots: { module: ['app'] },
});

describe('a row of chains', async () => {
  const { run } = sessionOn(snapshot);
  await run('found = chains app.Link via next | sort length desc');

  test('is its head to commands that ask about one object', async () => {
    expect(await run('at found[0]')).toMatchObject({ kind: 'object', objectIndex: id('a') });
    expect(await run('found | head 1 | at')).toMatchObject({ kind: 'object', objectIndex: id('a') });
    expect(await run('chain found[1]')).toMatchObject({
      steps: [{ object: id('app') }, { object: id('d') }],
    });
    expect(await run('backrefs found')).toMatchObject({ roots: [{ object: id('a') }, { object: id('d') }] });
    expect(await run('backrefs found[0:1]')).toMatchObject({ roots: [{ object: id('a') }] });
  });

  test('is all its members to commands that ask about sets', async () => {
    expect(await run('count found[0]')).toMatchObject({ value: 3 });
    expect(await run('count found')).toMatchObject({ value: 5 });
    expect(await run('count found[0][@size > 0]')).toMatchObject({ value: 3 });
    expect(await run('found[0]->next | count')).toMatchObject({ value: 2 });
  });
});
