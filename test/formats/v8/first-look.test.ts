import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask, type Task } from '../../../src/base/task.ts';
import { soloTeam } from '../../../src/base/team.ts';
import { openSource } from '../../../src/formats/sources/open-source.ts';
import { readV8 } from '../../../src/formats/v8/read-v8.ts';
import type { FirstLook, TypeSeen } from '../../../src/model/first-look.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { heapsnapshot, type NodeSpec } from './heapsnapshot.ts';
import { layout, randomNodes } from './random-nodes.ts';

const write = temporaryFiles();
const threads = new ThreadTeam(4, 1);

async function opened(bytes: string, team = soloTeam, leastLook = 0) {
  const source = await openSource(write('a.heapsnapshot', Buffer.from(bytes)), quietTask);
  const looks: FirstLook[] = [];
  const options = {
    partial: true,
    task: { ...quietTask, team },
    onFirstLook: (look: FirstLook) => void looks.push(look),
  };
  try {
    return { snapshot: await readV8(source, options, { cut: 10, leastLook }), looks };
  } finally {
    await source.close();
  }
}

/** Until references are settled nobody knows what else is detached than what is called so. */
function withoutDetached(name: string): string {
  return name.replace(/^(Detached )+/, '');
}

function sums(types: readonly TypeSeen[]): Map<string, readonly [objects: number, bytes: number]> {
  const found = new Map<string, readonly [number, number]>();
  for (const { name, objects, bytes = 0 } of types) {
    const [objectsBefore, bytesBefore] = found.get(withoutDetached(name)) ?? [0, 0];
    found.set(withoutDetached(name), [objectsBefore + objects, bytesBefore + bytes]);
  }
  return found;
}

test.each([
  ['by one thread', soloTeam],
  ['by several', threads],
])(
  'is what the snapshot will be, but for detached objects and for what parts give to their owners, %s',
  async (_, team) => {
    await fc.assert(
      fc.asyncProperty(randomNodes(), layout, async (nodes: NodeSpec[], how) => {
        const { snapshot, looks } = await opened(heapsnapshot(nodes, how), team);
        expect(looks).toHaveLength(1);
        const look = looks[0]!;
        expect(look.objects).toBe(snapshot.objectCount);
        expect(look.references).toBe(nodes.flatMap(({ edges = [] }) => edges).length);
        expect(look.bytes).toBe(snapshot.objects.sizes.reduce((sum, size) => sum + size, 0));
        const types = nodes.map(({ size }, object) => ({
          name: snapshot.types[snapshot.objects.typeIndexes[object]!]!.name,
          objects: 1,
          bytes: size,
        }));
        expect(sums(look.types)).toEqual(sums(types));
        expect(look.types).toHaveLength(look.typeCount);
        const sizes = look.types.map(({ bytes }) => bytes!);
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      }),
      { numRuns: 100 },
    );
  },
);

test('how far loading is never goes back for it, though the end of the file is read first', async () => {
  // Larger than what is read at once: nodes, references and names.
  const nodes: NodeSpec[] = Array.from({ length: 20_000 }, (_, i) => ({
    type: i === 0 ? 'synthetic' : 'object',
    name: `${i % 1000}`.padEnd(5_000, 'x'),
    id: 2 * i + 1,
    size: 16,
    edges: Array.from({ length: 6 }, (_, to) => ({ type: 'property', name: 'next', to })),
  }));
  const source = await openSource(write('a.heapsnapshot', Buffer.from(heapsnapshot(nodes))), quietTask);
  const told: number[] = [];
  const task: Task = { ...quietTask, step: (done, total) => told.push(done / total) };
  await readV8(source, { partial: false, task, onFirstLook: () => undefined }, { leastLook: 0 });
  await source.close();
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.length).toBeGreaterThan(10);
  expect(told.at(-1)).toBeGreaterThan(0.85);
});

test('is not given of what is open in a moment, nor of a file that is cut short', async () => {
  const text = heapsnapshot([{ type: 'synthetic', name: '', id: 1, size: 8 }]);
  expect((await opened(text, soloTeam, text.length)).looks).toHaveLength(1);
  expect((await opened(text, soloTeam, text.length + 1)).looks).toEqual([]);
  expect((await opened(text.slice(0, -1))).looks).toEqual([]);
});

test('passes over names that the file lacks, which are told of afterwards', async () => {
  const text = heapsnapshot([
    { type: 'synthetic', name: '', id: 1, size: 8 },
    { type: 'object', name: 'Foo', id: 3, size: 16 },
  ]);
  const looks: FirstLook[] = [];
  const source = await openSource(
    write('b.heapsnapshot', Buffer.from(text.replace(',"Foo"]', ']'))),
    quietTask,
  );
  const options = {
    partial: false,
    task: quietTask,
    onFirstLook: (look: FirstLook) => void looks.push(look),
  };
  await expect(readV8(source, options, { leastLook: 0 })).rejects.toThrow('node 1 is called by string 1');
  await source.close();
  expect(looks[0]).toMatchObject({ objects: 2, bytes: 24, typeCount: 1 });
});

test('several threads give it before references are read, whatever the strings look like', async () => {
  const nodes: NodeSpec[] = Array.from({ length: 100 }, (_, i) => ({
    type: i % 2 === 0 ? 'object' : 'string',
    name: i % 2 === 0 ? 'Foo' : `"strings":[ ${i} \\"strings":["`,
    id: 2 * i + 1,
    size: 16,
    edges: [{ type: 'property', name: 'next', to: (i + 1) % 100 }],
  }));
  const text = heapsnapshot(nodes);
  const { snapshot, looks } = await opened(text, threads);
  expect(looks).toHaveLength(1);
  expect(looks[0]).toMatchObject({ objects: 100, references: 100, bytes: 1600 });
  expect(looks[0]!.types[0]).toEqual({ name: '(string)', objects: 50, bytes: 800 });
  expect(snapshot.texts.text(snapshot.objects.valueIndexes[99]!)).toBe(nodes[99]!.name);
  // A reference to no node.
  const source = await openSource(
    write('c.heapsnapshot', Buffer.from(text.replace(/("edges":\[\d+,\d+,)\d+/, '$13'))),
    quietTask,
  );
  const early: FirstLook[] = [];
  const task = { ...quietTask, team: threads };
  const options = { partial: false, task, onFirstLook: (look: FirstLook) => void early.push(look) };
  await expect(readV8(source, options, { cut: 10, leastLook: 0 })).rejects.toThrow('where no node begins');
  await source.close();
  expect(early).toHaveLength(1);
});
