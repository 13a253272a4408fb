import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { openSnapshot } from '../../../src/formats/open-snapshot.ts';
import { checkSnapshot } from '../../../src/model/check-snapshot.ts';
import { EDGE_KIND_MASK, EdgeKind, isWeak, NONE, ValueKind } from '../../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { describeSnapshot } from '../../support/describe-snapshot.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { heapsnapshot, type NodeSpec, read } from './heapsnapshot.ts';
import { layout, randomNodes } from './random-nodes.ts';

const write = temporaryFiles();

/** What a snapshot says of its objects and edges, in the words of the file. */
function said(snapshot: HeapSnapshot) {
  const { objects, edges, names, texts } = snapshot;
  return Array.from({ length: snapshot.objectCount }, (_, i) => ({
    id: objects.heapIds![i],
    text: objects.valueKinds[i] === ValueKind.text ? texts.text(objects.valueIndexes[i]!) : undefined,
    name: objects.nameIds[i] === NONE ? undefined : names.text(objects.nameIds[i]!),
    edges: Array.from(edges.targets.subarray(edges.first[i]!, edges.first[i + 1]!), (to, n) => {
      const e = edges.first[i]! + n;
      const kind = edges.kinds[e]! & EDGE_KIND_MASK;
      const isNumbered = kind === EdgeKind.element || kind === EdgeKind.internal;
      const name = isNumbered ? edges.names[e]! : names.text(edges.names[e]!);
      return { kind, weak: isWeak(edges.kinds[e]!), name, to };
    }),
  }));
}

const kindOfType: Readonly<Record<string, number>> = {
  context: EdgeKind.local,
  element: EdgeKind.element,
  property: EdgeKind.attribute,
  internal: EdgeKind.slot,
  hidden: EdgeKind.internal,
  shortcut: EdgeKind.slot,
  weak: EdgeKind.slot,
};

/** V8 gives strings that are made of others no text; they say their parts, and are all called the same. */
function hasOwnText({ type, name, edges = [] }: NodeSpec): boolean {
  const hasParts = edges.some((edge) => kindOfType[edge.type] === EdgeKind.slot && edge.name === 'first');
  if (type === 'concatenated string') return !hasParts && name !== '(concatenated string)';
  return type === 'string' || (type === 'sliced string' && name !== '(sliced string)');
}

function expected(nodes: readonly NodeSpec[], read: ReturnType<typeof said>) {
  return nodes.map((node, i) => ({
    id: node.id,
    text: hasOwnText(node) ? node.name : undefined,
    // Where the type says it, the name is not said again; the tests of types tell when.
    name: read[i]!.name === undefined ? undefined : node.name,
    edges: (node.edges ?? []).map(({ type, name, to }) => {
      return { kind: kindOfType[type], weak: type === 'weak', name, to };
    }),
  }));
}

test('what is written is read, whatever the order of sections and fields', async () => {
  await fc.assert(
    fc.asyncProperty(randomNodes(), layout, fc.boolean(), async (nodes, how, gzip) => {
      const bytes = Buffer.from(heapsnapshot(nodes, how));
      const file = write('a.heapsnapshot', gzip ? gzipSync(bytes) : bytes);
      const snapshot = await openSnapshot(file, { task: quietTask });
      expect(checkSnapshot(snapshot)).toEqual([]);
      expect(said(snapshot)).toEqual(expected(nodes, said(snapshot)));
      const { sizes, detachedness } = snapshot.objects;
      const total = nodes.reduce((sum, { size }) => sum + size, 0);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(total);
      for (const [i, { type, detachedness: own }] of nodes.entries()) {
        if (type !== 'native') expect(detachedness![i]).toBe(own);
      }
    }),
    { numRuns: 300 },
  );
});

test('chunks of any size give the same snapshot', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomNodes(),
      layout,
      fc.constantFrom(1, 2, 3, 7, 100),
      async (nodes, how, chunkSize) => {
        const file = heapsnapshot(nodes, how);
        expect(describeSnapshot(await read(file, { chunkSize }))).toEqual(describeSnapshot(await read(file)));
      },
    ),
    { numRuns: 150 },
  );
});
