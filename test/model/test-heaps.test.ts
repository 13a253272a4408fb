import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSnapshot } from '../../src/model/check-snapshot.ts';
import { EdgeKind, NONE, ValueKind, WEAK } from '../../src/model/kinds.ts';
import { heap } from '../support/heap.ts';
import { graphSnapshot, randomGraph } from '../support/random-graph.ts';

test('a heap in a few lines', () => {
  const { snapshot, id } = heap({
    objects: {
      app: { type: 'module', attributes: { cache: 'cache' } },
      cache: { type: 'app.Cache', entries: [['key', 'value']] },
      key: { type: 'str', value: 'clé', refcount: 3 },
      value: { type: 'app.Node', size: 48, weak: { owner: 'app' }, refcount: 1 },
    },
    types: { 'app.Cache': { kind: 'dict', bases: ['dict'] } },
    roots: { module: ['app'] },
    deriveRoots: true,
  });
  expect(checkSnapshot(snapshot)).toEqual([]);
  expect(snapshot.objectCount).toBe(4);
  expect(snapshot.objectAt(0x1010n)).toBe(id('cache'));
  expect(snapshot.objects.lengths[id('key')]).toBe(3);
  expect(snapshot.objects.valueKinds[id('key')]).toBe(ValueKind.text);
  expect(snapshot.texts.text(snapshot.objects.valueIndexes[id('key')]!)).toBe('clé');
  expect([...snapshot.edges.first]).toEqual([0, 1, 3, 3, 4]);
  expect([...snapshot.edges.targets]).toEqual([id('cache'), id('key'), id('value'), id('app')]);
  expect([...snapshot.edges.kinds]).toEqual([
    EdgeKind.attribute,
    EdgeKind.key,
    EdgeKind.entry,
    EdgeKind.attribute | WEAK,
  ]);
  expect([...snapshot.edges.names].slice(1, 3)).toEqual([NONE, id('key')]);
  const cache = snapshot.types[snapshot.objects.typeIndexes[id('cache')]!]!;
  expect(cache).toMatchObject({ name: 'app.Cache', shortName: 'Cache', module: 'app', kind: 'dict' });
  expect(cache.bases.map((base) => snapshot.types[base]!.name)).toEqual(['dict']);
  expect(snapshot.roots.kindNames).toEqual(['module', 'immortal', 'hidden']);
  expect([...snapshot.roots.objects]).toEqual([id('app'), id('key')]);
  expect([...snapshot.roots.surplus]).toEqual([0, 2]);
});

test('random graphs keep what a snapshot promises', () => {
  fc.assert(
    fc.property(randomGraph(), (graph) => {
      const snapshot = graphSnapshot(graph);
      expect(checkSnapshot(snapshot)).toEqual([]);
      expect(snapshot.edgeCount).toBe(graph.edges.length);
    }),
  );
});
