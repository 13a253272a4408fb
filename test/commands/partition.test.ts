import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDGE_KIND_MASK, WEAK } from '../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { edgeLabel } from '../../src/query/edge-label.ts';
import { Heap } from '../../src/query/heap.ts';
import { python } from '../../src/query/runtimes/python.ts';
import { heap } from '../support/heap.ts';
import { randomHeap } from '../support/random-heap.ts';
import { handlesOf, sessionOn } from '../support/run-command.ts';

interface PlainEdge {
  readonly source: number;
  readonly target: number;
  readonly label: string;
}

/** The edges that are not weak, one by one. */
function plainEdges(snapshot: HeapSnapshot): PlainEdge[] {
  const { edges, objectCount } = snapshot;
  const labels = new Heap('test', snapshot, python);
  const found: PlainEdge[] = [];
  for (let source = 0; source < objectCount; source++) {
    for (let edge = edges.first[source]!; edge < edges.first[source + 1]!; edge++) {
      if (edges.kinds[edge]! & WEAK) continue;
      expect(edges.kinds[edge]! & EDGE_KIND_MASK).toBe(edges.kinds[edge]);
      found.push({ source, target: edges.targets[edge]!, label: edgeLabel(labels, edge) });
    }
  }
  return found;
}

/** Objects with equal texts, in no order. */
function groupsOf(snapshot: HeapSnapshot, text: (object: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (let object = 0; object < snapshot.objectCount; object++) {
    const key = text(object);
    groups.set(key, [...(groups.get(key) ?? []), object]);
  }
  return sorted([...groups.values()]);
}

function sorted(groups: readonly number[][]): number[][] {
  return groups.toSorted((a, b) => a[0]! - b[0]!);
}

function setText(texts: readonly string[]): string {
  return JSON.stringify([...new Set(texts)].sort());
}

test('by via: together are exactly those with the same set of edge names', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, async (spec) => {
      const { snapshot } = heap(spec);
      const edges = plainEdges(snapshot);
      const via = (object: number) =>
        setText(edges.filter(({ target }) => target === object).map(({ label }) => label));
      const answer = await sessionOn(snapshot).table('hist by via');
      expect(sorted(handlesOf(answer))).toEqual(groupsOf(snapshot, via));
    }),
  );
});

test('by referrer: together are exactly those with the same set of referring classes', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, async (spec) => {
      const { snapshot } = heap(spec);
      const edges = plainEdges(snapshot);
      const typeOf = (object: number) => snapshot.types[snapshot.objects.typeIndexes[object]!]!.name;
      const referrers = (object: number) =>
        setText(edges.filter(({ target }) => target === object).map(({ source }) => typeOf(source)));
      const answer = await sessionOn(snapshot).table('hist by referrer');
      expect(sorted(handlesOf(answer))).toEqual(groupsOf(snapshot, referrers));
    }),
  );
});

test('at shows every field, counts every referrer, and a path of edges that are there', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, async (spec) => {
      const { snapshot } = heap(spec);
      const { run } = sessionOn(snapshot);
      const edges = plainEdges(snapshot);
      for (let object = 0; object < snapshot.objectCount; object++) {
        const result = await run(`at 0x${snapshot.objects.addresses[object]!.toString(16)}`);
        if (result.kind !== 'object') throw new Error('no object');
        const shown = result.fields.reduce((count, { repeat }) => count + repeat, 0);
        expect(shown).toBe(result.fieldCount);
        const counted = result.referrers.reduce((count, each) => count + each.count, 0);
        expect(counted).toBe(result.referrerCount);
        expect(result.referrerCount).toBe(
          snapshot.edges.targets.filter((target) => target === object).length,
        );
        result.path.slice(0, -1).forEach((step, i) => {
          const next = { source: step.object, target: result.path[i + 1]!.object, label: step.edge };
          expect(edges).toContainEqual(next);
        });
        if (result.path.length > 0) expect(result.path.at(-1)).toEqual({ object, edge: '' });
      }
    }),
    { numRuns: 30 },
  );
});
