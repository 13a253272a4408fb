import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDGE_KIND_MASK, EdgeKind, WEAK } from '../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { heapsnapshot, type NodeSpec, read } from '../formats/v8/heapsnapshot.ts';
import { cellsOf, sessionOn } from '../support/run-command.ts';

/** Of each node the nodes that it refers to: by a field of the program, or by a slot of the engine. Node 0 is the root, 1 is to go. */
type Reference = readonly [from: number, to: number, isSlot: boolean];

function nodesOf(names: readonly string[], references: readonly Reference[]): NodeSpec[] {
  return names.map((name, i) => ({
    type: i === 0 ? 'synthetic' : 'object',
    name,
    id: 2 * i + 1,
    size: i === 0 ? 0 : 16,
    edges: references.flatMap(([from, to, isSlot], n) =>
      from === i ? [{ type: isSlot ? 'internal' : 'property', name: `to${to}n${n}`, to }] : [],
    ),
  }));
}

const names = ['', 'Session', 'Map', 'Store', 'Cache', 'App'];

async function sessionOf(references: readonly Reference[]) {
  const snapshot = await read(heapsnapshot(nodesOf(names, references)));
  return { snapshot, ...sessionOn(snapshot) };
}

const store: Reference[] = [
  [0, 5, false],
  [5, 3, false],
  [3, 2, false],
  [2, 1, true],
];

test('of cuts as small, the one that a program can make', async () => {
  const { table } = await sessionOf(store);
  const answer = await table('free Session');
  expect(cellsOf(answer, 'edges')).toEqual([['@7->to2n2']]);
  expect(answer.provenance.notes ?? []).toEqual([]);
});

test('where the engine alone can do with as few, what the program would have to do is told', async () => {
  const { table } = await sessionOf([...store, [0, 4, false], [4, 2, false]]);
  const answer = await table('free Session');
  expect(cellsOf(answer, 'edges')).toEqual([['@5->"[[to1n3]]"']]);
  expect(answer.provenance.notes).toEqual([
    "`[[…]]` is the engine's own, which no program cuts; of its own references 2 would have to go: @9->to2n5, @7->to2n2; --own has them as rows",
  ]);
  const own = await table('free Session --own');
  expect(cellsOf(own, 'edges')).toEqual([['@9->to2n5'], ['@7->to2n2']]);
  expect(own.totals).toEqual((await table('whatif _')).totals);
  expect((await table('free Session --max 1')).provenance.notes).toEqual([
    "`[[…]]` is the engine's own, which no program cuts; of its own references more than 1 would have to go",
  ]);
  const heldSession = await sessionOf([
    [0, 2, true],
    [2, 1, true],
  ]);
  const held = await heldSession.table('free Session');
  expect(held.provenance.notes).toEqual([
    "`[[…]]` is the engine's own, which no program cuts; a root holds it by such alone",
  ]);
  await expect(heldSession.table('free Session --own')).rejects.toThrow(
    "no cut of the program's own references frees it: a root holds it by others alone",
  );
});

const reference = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.boolean())
  .filter(([from, to]) => from !== to && from !== 1);

test('a cut has a slot only where no cut of its size has none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(reference, { minLength: 1, maxLength: 12 }), async (references) => {
      const { snapshot, table } = await sessionOf(references);
      const answer = await table('free Session').catch(() => undefined);
      if (answer === undefined || answer.rowCount === 0) return;
      const { kinds } = snapshot.edges;
      const cut = Array.from({ length: answer.rowCount }, (_, row) => answer.edgesOf?.(row)[0] ?? -1);
      const isSlot = (edge: number) => (kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.slot;
      const strong = Array.from(kinds.keys()).filter((edge) => (kinds[edge]! & WEAK) === 0);
      const [target] = (await table('Session')).objectsOf(0);
      const frees = (without: readonly number[]) => !reaches(snapshot, strong, without, target!);
      expect(frees(cut)).toBe(true);
      expect(choices(strong, cut.length - 1).some(frees)).toBe(false);
      const own = strong.filter((edge) => !isSlot(edge));
      if (cut.some(isSlot)) expect(choices(own, cut.length).some(frees)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

/** Every choice of so many of them. */
function choices(from: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return from.flatMap((first, i) => choices(from.slice(i + 1), count - 1).map((rest) => [first, ...rest]));
}

function reaches(
  { edges, roots }: HeapSnapshot,
  strong: readonly number[],
  without: readonly number[],
  target: number,
): boolean {
  const reached = new Set(roots.objects);
  for (const object of reached) {
    for (const edge of strong) {
      const isOwn = edges.first[object]! <= edge && edge < edges.first[object + 1]!;
      if (isOwn && !without.includes(edge)) reached.add(edges.targets[edge]!);
    }
  }
  return reached.has(target);
}
