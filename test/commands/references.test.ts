import { describe, expect, test } from 'vitest';
import { QueryError } from '../../src/base/errors.ts';
import type { Result, TreeNode } from '../../src/query/result.ts';
import { heap } from '../support/heap.ts';
import { sessionOn } from '../support/run-command.ts';

/** A cache that two modules reach, an item that it and a thread's frame hold, a weak watcher, and a cycle. */
const { snapshot, id } = heap({
  objects: {
    app: { type: 'module', name: 'app', attributes: { __dict__: 'globals' } },
    globals: { type: 'dict', entries: [['cacheName', 'cache']] },
    cacheName: { type: 'str', value: 'CACHE' },
    cache: {
      type: 'dict',
      entries: [
        ['one', 'item'],
        ['two', 'item'],
      ],
    },
    one: { type: 'str', value: 'a' },
    two: { type: 'app.Key', attributes: { owner: 'app' } },
    item: { type: 'app.Item', size: 100, attributes: { self: 'item', parts: 'parts' } },
    parts: { type: 'list', elements: ['part', 'part', 'item', 'part'] },
    part: { type: 'app.Part', attributes: { whole: 'item' } },
    frame: { type: 'frame', locals: { it: 'item' } },
    watcher: { type: 'app.Watcher', weak: { seen: 'item' } },
    lost: { type: 'app.Lost', attributes: { item: 'item' } },
  },
  roots: { module: ['app'], thread: ['frame'] },
});
const { run } = sessionOn(snapshot);
const labels = ['app', 'globals', 'cacheName', 'cache', 'one', 'two', 'item', 'parts', 'part', 'frame'];
const label = new Map([...labels, 'watcher', 'lost'].map((name) => [id(name), name]));

/** A tree in one line: `item(.parts parts(…))`, with marks. */
function drawn(result: Result): string {
  if (result.kind !== 'tree') throw new Error(`not a tree but ${result.kind}`);
  const draw = (node: TreeNode): string => {
    const marks = [node.weak ? 'weak' : '', node.mark ?? '', node.rootKind ?? ''].filter(
      (mark) => mark !== '',
    );
    const below = node.children.map(draw).concat(node.omitted ? [`${node.omitted} more`] : []);
    const children = below.length > 0 ? `(${below.join(', ')})` : '';
    return `${node.edge} ${label.get(node.object)}${marks.map((mark) => ` ${mark}`).join('')}${children}`.trim();
  };
  return result.roots.map(draw).join('; ');
}

describe('refs', () => {
  test('unfolds by name, with repeats and cycles, without keys that are plain values', async () => {
    expect(drawn(await run('refs dict[@in = 1 and @out = 4]'))).toBe(
      'cache(["a"] item(.self item cycle, .parts parts([0] part, [1] part repeated, [2] item cycle, [3] part repeated)),' +
        ' {key} two(.owner app module(.__dict__ globals)), [<app.Key>] item repeated)',
    );
  });

  test('counts what --too-many leaves out, and says when there is more below', async () => {
    const result = await run('refs list --too-many 2 --depth 1');
    expect(drawn(result)).toBe('parts([0] part, [1] part repeated, 2 more)');
    expect(result).toMatchObject({ cutAtDepth: 1 });
  });
});

describe('backrefs', () => {
  test('unfolds in the order of the referrers, with roots and weak edges marked', async () => {
    expect(drawn(await run('backrefs app.Item --depth 1'))).toBe(
      'item(["a"] cache, [<app.Key>] cache repeated, .self item cycle, [2] parts, .whole part, .f_locals["it"] frame thread,' +
        ' .seen watcher weak, .item lost)',
    );
  });

  test('--exclude and --filter leave out what they say, and what lies behind', async () => {
    expect(drawn(await run('backrefs app.Item --exclude list or frame or app.* --depth 3'))).toBe(
      'item(["a"] cache(["CACHE"] globals(.__dict__ app module)), [<app.Key>] cache repeated)',
    );
    expect(drawn(await run('app.Item | backrefs --filter @kind = "dict"'))).toBe(
      'item(["a"] cache(["CACHE"] globals), [<app.Key>] cache repeated)',
    );
  });

  test('excluding a type that is not there excludes nothing, and says so', async () => {
    const result = await run('backrefs app.Part --depth 1 --exclude Pdb');
    expect(drawn(result)).toBe('part([0] parts, [1] parts repeated, [3] parts repeated)');
    expect(result.provenance.notes.join()).toContain('no type `Pdb`, so nothing is left out');
  });

  test('shows the first of many', async () => {
    const result = await run('all | backrefs --depth 0');
    expect(drawn(result).split(';')).toHaveLength(snapshot.objectCount);
    const wide = heap({
      objects: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`o${i}`, { type: 'list' }])),
    });
    const top = await sessionOn(wide.snapshot).run('backrefs list');
    expect(top.kind === 'tree' && top.roots.length).toBe(20);
    expect(top.provenance.notes).toEqual(['the first 20 of 30 objects']);
  });

  test.each([
    'backrefs app.Item --depth 1.5',
    'backrefs app.Item --too-many 0',
    'backrefs app.Item --exclude listt or list',
  ])('%s is an error', async (line) => {
    await expect(run(line)).rejects.toThrow(QueryError);
  });

  test('a tree is bounded, and says so', async () => {
    const objects = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `o${i}`,
        { type: 'list', elements: Array.from({ length: 60 }, (_, j) => `o${j}`) },
      ]),
    );
    const result = await sessionOn(heap({ objects }).snapshot).run('all | head 1 | refs --too-many 60');
    expect(result.provenance).toMatchObject({ exact: false, bound: '2,000 objects in a tree' });
  });
});
