import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import { heapsnapshot, type NodeSpec, read } from '../formats/v8/heapsnapshot.ts';
import { rowsOf, sessionOn } from '../support/run-command.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();

const program = `class Page { text = new Array(50).fill({}) }
class Site { constructor() { for (let i = 0; i < 40; i++) this['page' + i] = new Page(); } }
globalThis.list = Array.from({ length: 100 }, () => new Page());
globalThis.table = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => ['key' + i, new Page()]));
globalThis.site = new Site();
globalThis.mixed = [list[3], new Page()];
const key = (i) => Buffer.from('the key of link ' + i).toString();
const keys = Array.from({ length: 3000 }, (_, i) => key(i));
globalThis.links = Object.fromEntries(keys.slice(1).map((each, i) => [keys[i], Object.keys({ [each]: 0 })[0]]));
require('node:v8').writeHeapSnapshot(process.argv[1]);`;

test('a field or element is cut wherever V8 keeps it, and what it alone holds is freed', {
  timeout: 60_000,
}, async () => {
  const file = write('real.heapsnapshot', new Uint8Array());
  execFileSync(process.execPath, ['-e', program, file]);
  const { table } = sessionOn(await openSnapshot(file, { task: quietTask }));
  for (const edges of ['global->list->[7]', 'global->table->key5', 'Site->page2', 'global->mixed->[1]']) {
    const freed = await table(`whatif ${edges}`);
    expect(rowsOf(freed).find(({ type }) => type === 'Page')).toMatchObject({ count: 1 });
    expect(freed.totals).toEqual((await table(`retained ${edges}`)).totals);
  }
  // Which is the key of the next one.
  expect((await table('whatif global->links->"the key of link 5"')).rowCount).toBe(0);
  const { provenance, rowCount } = await table('whatif global->list->[3]');
  expect(rowCount).toBe(0);
  expect(provenance.notes).toEqual([
    "1 of these 2 edges is the engine's own: it keeps fields and elements a second time, as in [[elements]]",
    expect.stringMatching(/^still held by global\.mixed\[0\]; /),
  ]);
});

const edge = fc.record({ from: fc.nat(3), to: fc.integer({ min: 4, max: 7 }), stored: fc.boolean() });

/** Node 0 is the root, 1 … 3 have parts 8 … 10, the last of which 2 has, too; 4 … 7 are held. */
function nodesOf(edges: readonly { from: number; to: number; stored: boolean }[]): NodeSpec[] {
  const parts = [1, 2, 3].map((from): NodeSpec => {
    const own = edges.filter((each) => each.from === from && each.stored);
    const kept = own.map(({ to }, i) => ({ type: 'hidden', name: i, to }));
    return { type: 'array', name: '', id: 2 * from + 101, size: 8, edges: kept };
  });
  const objects = Array.from({ length: 8 }, (_, node): NodeSpec => {
    const own = edges.filter(({ from }) => from === node);
    const fields = own.map(({ to }) => ({ type: 'property', name: `to${to}`, to }));
    const slots = node >= 1 && node <= 3 ? [{ type: 'internal', name: 'properties', to: node + 7 }] : [];
    const shared = node === 2 ? [{ type: 'internal', name: 'elements', to: 10 }] : [];
    const held = node === 0 ? [1, 2, 3].map((to) => ({ type: 'property', name: `n${to}`, to })) : [];
    return {
      type: node === 0 ? 'synthetic' : 'object',
      name: `N${node}`,
      id: 2 * node + 1,
      size: 16,
      edges: [...held, ...fields, ...slots, ...shared],
    };
  });
  return [...objects, ...parts];
}

test('what a field frees is what nothing holds without it, in the object and in the part that it alone has', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edge, { minLength: 1, maxLength: 10 }),
      fc.boolean(),
      async (edges, isKnown) => {
        const nodes = nodesOf(edges);
        const { table, run } = sessionOn(await read(heapsnapshot(nodes)));
        // Then it is known who refers to what, and what dominates what.
        if (isKnown) for (const line of ['backrefs all', 'dom']) await run(line);
        for (const { from, to } of edges) {
          if (from === 0) continue;
          const isCut = (node: number, name: string | number) =>
            (node === from && name === `to${to}`) || (node === from + 7 && from !== 3);
          const { totals } = await table(`whatif N${from}->to${to}`);
          expect(totals?.objects).toBe(
            reached(nodes, () => false) -
              reached(nodes, (node, name, target) => target === to && isCut(node, name)),
          );
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('what frees an object are the fewest references, of which a field and what its part has of it are one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edge, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 4, max: 7 }),
      async (edges, target) => {
        const nodes = nodesOf(edges);
        const { table } = sessionOn(await read(heapsnapshot(nodes)));
        const fewest = fewestWithout(nodes, target);
        if (fewest === undefined) {
          await expect(table(`free N${target}`)).rejects.toThrow('root');
          return;
        }
        const answer = await table(`free N${target}`);
        expect(answer.rowCount).toBe(fewest);
        expect((await table('whatif _')).totals).toEqual(answer.totals);
      },
    ),
    { numRuns: 300 },
  );
});

/** How many edges, those aside that the part of an object has beside it, have to go; undefined: the target is a root, as what nothing holds is, too. */
function fewestWithout(nodes: readonly NodeSpec[], target: number): number | undefined {
  const edges = nodes.flatMap(({ edges: own = [] }, from) => own.map(({ to }) => ({ from, to })));
  const isField = (from: number, to: number) => edges.some((each) => each.from === from && each.to === to);
  const isStored = ({ from, to }: { from: number; to: number }) =>
    (from === 8 || from === 9) && isField(from - 7, to);
  if (isField(0, target)) return undefined;
  const single = edges.filter((each) => each.from !== 0 && !isStored(each));
  const isFreed = (cut: number): boolean => {
    const seen = new Set(edges.filter(({ from }) => from === 0).map(({ to }) => to));
    for (const node of seen)
      for (const [i, { from, to }] of single.entries())
        if (from === node && ((cut >>> i) & 1) === 0) seen.add(to);
    return !seen.has(target);
  };
  let fewest = single.length;
  for (let cut = 0; cut < 1 << single.length; cut++) {
    const count = cut.toString(2).replaceAll('0', '').length;
    if (count < fewest && isFreed(cut)) fewest = count;
  }
  return fewest === 0 ? undefined : fewest;
}

/** How many nodes the root reaches without some edges. */
function reached(
  nodes: readonly NodeSpec[],
  isCut: (node: number, name: string | number, to: number) => boolean,
): number {
  const seen = new Set([0]);
  for (const node of seen) {
    for (const { name, to } of nodes[node]!.edges ?? []) if (!isCut(node, name, to)) seen.add(to);
  }
  return seen.size;
}
