import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { openIndexed } from '../../../src/formats/open-indexed.ts';
import { openSource } from '../../../src/formats/sources/open-source.ts';
import { readV8 } from '../../../src/formats/v8/read-v8.ts';
import { checkSnapshot } from '../../../src/model/check-snapshot.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { callTexts } from '../../../src/output/text/object.ts';
import { allocationStack } from '../../../src/query/allocation.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';
import { everythingOf } from '../../support/everything-of.ts';
import { openAndSave, settle, storeAt } from '../../support/index-store.ts';
import { cellsOf, sessionOn } from '../../support/run-command.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { heapsnapshot, read, rooted } from './heapsnapshot.ts';

const write = temporaryFiles();

/** What a file says, where a test looks at it. */
interface Told {
  readonly snapshot: {
    readonly meta: Record<'node_fields' | 'trace_node_fields' | 'trace_function_info_fields', string[]>;
    trace_function_count: number;
  };
  readonly nodes: number[];
  readonly edges: number[];
  readonly strings: string[];
  trace_function_infos: number[];
  trace_tree: Calls;
}
type Calls = (number | Calls)[];

/** The names of functions that an object's stack has in the file, the last one first, by node. */
function stacksIn({ snapshot: { meta }, nodes, strings, ...told }: Told): string[][] {
  const width = meta.trace_node_fields.length;
  const place = (name: string) => meta.trace_node_fields.indexOf(name);
  const functionWidth = meta.trace_function_info_fields.length;
  const nameAt = meta.trace_function_info_fields.indexOf('name');
  const byId = new Map<number, string[]>();
  const visit = (calls: Calls, above: string[]): void => {
    for (let i = 0; i < calls.length; i += width) {
      const info = Number(calls[i + place('function_info_index')]) * functionWidth;
      const stack = [strings[told.trace_function_infos[info + nameAt]!]!, ...above];
      byId.set(Number(calls[i + place('id')]), stack);
      visit(calls[i + place('children')] as Calls, stack);
    }
  };
  visit(told.trace_tree, []);
  const field = meta.node_fields.indexOf('trace_node_id');
  const ids = nodes.filter((_, i) => i % meta.node_fields.length === field);
  // What V8 calls its root is not a call.
  return ids.map((id) => byId.get(id) ?? []).map((all) => (all.length > 1 ? all.slice(0, -1) : all));
}

function stacksOf(snapshot: HeapSnapshot): string[][] {
  const objects = Array.from({ length: snapshot.objectCount }, (_, i) => i);
  return objects.map((object) => allocationStack(snapshot, object).map(({ name }) => name ?? ''));
}

/** Of a whole heap: `toEqual` would take seconds to say so. */
function expectSame(found: unknown, expected: unknown): void {
  expect(isDeepStrictEqual(found, expected)).toBe(true);
}

describe('a heap of a program that was recorded while it ran', () => {
  const file = write('allocating.heapsnapshot', Buffer.alloc(0));
  execFileSync(process.execPath, [join(import.meta.dirname, 'allocating.cjs'), file]);

  test('has the stack of every object', async () => {
    const snapshot = await read(readFileSync(file));
    expect(checkSnapshot(snapshot)).toEqual([]);
    expect(snapshot.capture.omissions).toEqual([]);
    const stacks = stacksIn(JSON.parse(readFileSync(file, 'utf8')) as Told);
    expect(stacks.some((stack) => stack.includes('login'))).toBe(true);
    expectSame(stacksOf(snapshot), stacks);
  });

  test('tells who allocated what', async () => {
    const snapshot = await read(readFileSync(file));
    const { table, run } = sessionOn(snapshot);
    const stacks = stacksIn(JSON.parse(readFileSync(file, 'utf8')) as Told);
    const groups = cellsOf(await table('all | group @allocated'), 'allocated', 'count');
    for (const name of ['Session', 'login']) {
      const group = groups.find(([text]) => String(text).startsWith(`${name} allocating.cjs:`));
      expect(group?.[1]).toBe(stacks.filter(([last]) => last === name).length);
    }
    const unknown = stacks.filter(([last]) => last === undefined).length;
    expect(groups).toContainEqual(['(not recorded)', unknown]);
    const kinds = cellsOf(await table('hist by @allocated'), 'type', 'count');
    expect(kinds).toContainEqual(['(not recorded)', unknown]);
    expect((await table('all | where @allocated is None')).rowCount).toBe(unknown);
    const made = stacks.findIndex((stack) => stack[0] === 'Session' && stack[1] === 'login');
    const one = await run(`at @${snapshot.objects.heapIds![made]}`);
    if (one.kind !== 'object') throw new Error(`at answers ${one.kind}`);
    expect(one.allocation?.map(({ name }) => name)).toEqual(stacks[made]);
    expect(callTexts(one).slice(0, 2)).toEqual([
      ['Session', expect.stringMatching(/[/\\]allocating\.cjs:14$/)],
      ['login', expect.stringMatching(/[/\\]allocating\.cjs:19$/)],
    ]);
  });

  test('has them whoever reads it', async () => {
    const task = { ...quietTask, team: new ThreadTeam(4, 1) };
    const source = await openSource(file, task);
    const together = await readV8(source, { partial: false, task }, { cut: 20_000 });
    await source.close();
    expectSame(stacksOf(together), stacksOf(await read(readFileSync(file))));
  });

  test('has them in its index too', async () => {
    const { store } = storeAt(`${settle(file)}.index`, () => {
      throw new Error('the snapshot was read again');
    });
    const first = await openAndSave(file, store);
    const { snapshot, index } = await openIndexed(file, { store, task: quietTask });
    expect(index).toBeDefined();
    expect(snapshot).not.toBe(first);
    expectSame(everythingOf(snapshot), everythingOf(first));
    expectSame(stacksOf(snapshot), stacksOf(first));
  });
});

const nodeFields = ['id', 'function_info_index', 'count', 'size', 'children'];
const functionFields = ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'];

/** A file whose calls are nested as `shape` says: by call, which one made it, always one before it. */
function recorded(shape: readonly number[], traced: readonly number[], fields = nodeFields): Told {
  const objects = traced.map((_, i) => ({ type: 'object', name: 'Foo', id: 2 * i + 5, size: 8 }));
  // V8's order of sections: `trace_function_infos` has no place of its own in the file that this begins with.
  const { snapshot, nodes, edges, ...rest } = JSON.parse(heapsnapshot(rooted([], [], objects))) as Omit<
    Told,
    'trace_function_infos'
  >;
  const file: Told = { snapshot, nodes, edges, trace_function_infos: [], ...rest };
  file.snapshot.trace_function_count = 3;
  Object.assign(file.snapshot.meta, {
    trace_node_fields: fields,
    trace_function_info_fields: functionFields,
  });
  const first = file.strings.push('f', 'g', 'h', 'app.js') - 4;
  file.trace_function_infos = [0, 1, 2].flatMap((n) => [n * 7, first + n, first + 3, 1, n, 0]);
  const lists: Calls[] = [];
  const rows = [-1, ...shape].map((_, call) => {
    lists.push([]);
    // Ids need not be in the order of the calls.
    const id = 1 + ((call * 3) % (shape.length + 1 + ((shape.length + 1) % 3 === 0 ? 1 : 0)));
    const row = { id, function_info_index: call % 3, count: 2 ** 33, size: 0, children: lists[call]! };
    return fields.map((field) => row[field as keyof typeof row]);
  });
  for (const [i, caller] of shape.entries()) lists[caller % (i + 1)]!.push(...rows[i + 1]!);
  file.trace_tree = [...rows[0]!];
  const width = file.snapshot.meta.node_fields.length;
  const place = file.snapshot.meta.node_fields.indexOf('trace_node_id');
  for (const [i, id] of traced.entries()) file.nodes[(i + 2) * width + place] = id;
  return file;
}

const shape = fc.array(fc.nat(20), { maxLength: 12 });
const traced = fc.array(fc.nat(16), { minLength: 1, maxLength: 10 });

test('stacks are those of the file, whatever the order of fields and the size of chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      shape,
      traced,
      fc.shuffledSubarray(nodeFields, { minLength: 5 }),
      fc.constantFrom(1, 2, 3, 1000),
      fc.constantFrom(0, 1),
      async (calls, ids, fields, chunkSize, spaces) => {
        const file = recorded(calls, ids, fields);
        const snapshot = await read(JSON.stringify(file, undefined, spaces), { chunkSize });
        expect(checkSnapshot(snapshot)).toEqual([]);
        expect(stacksOf(snapshot)).toEqual(stacksIn(file));
      },
    ),
    { numRuns: 300 },
  );
});

test('calls may nest deeper than any call stack', async () => {
  const depth = 200_000;
  const [before, after] = JSON.stringify(recorded([], [depth])).split('"trace_tree":[1,0,8589934592,0,[]]');
  const tree = Array.from({ length: depth }, (_, i) => `[${i + 1},${i % 3},0,0,`).join('');
  const snapshot = await read(`${before}"trace_tree":${tree}[]${']'.repeat(depth)}${after}`);
  expect(allocationStack(snapshot, 2)).toHaveLength(depth - 1);
  expect(allocationStack(snapshot, 2)[0]).toEqual({ name: 'g', file: 'app.js', line: 1 });
});

test.each([
  ['[1,0,0,0,[2]]', /a call is not whole/],
  ['[1,0,0,0,[],]', /a call is not whole/],
  ['[1,0,0,[],0]', /no tree of numbers/],
  ['[1,-1,0,0,[]]', /no tree of numbers/],
  ['[[1],0,0,0,[]]', /no tree of numbers/],
  ['{}', /no tree of numbers/],
  ['[1,4294967296,0,0,[]]', /there is not/],
  ['[1,3,0,0,[]]', /function 3/],
])('%s is no trace tree', async (tree, message) => {
  const text = JSON.stringify(recorded([], [1])).replace('[1,0,8589934592,0,[]]', tree);
  const failure = await read(text).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message: expect.stringMatching(message),
    where: { offset: expect.any(Number) },
  });
});

test('a file that ends within its calls is loaded up to there', async () => {
  const text = JSON.stringify(recorded([0, 1, 2], [1, 2]));
  const [start, after] = [text.indexOf('"trace_function_infos"'), text.indexOf('"samples"')];
  const depths: number[] = [];
  for (let end = start; end < after; end++) {
    const snapshot = await read(text.slice(0, end), { partial: true });
    expect(snapshot.objectCount).toBe(4);
    const names = stacksOf(snapshot).flat();
    expect(names.every((name) => name === '(lost)')).toBe(true);
    depths.push(names.length);
  }
  expect(Math.max(...depths)).toBeGreaterThan(1);
});

test('calls that come before it is known what their numbers mean are told to be left out', async () => {
  const { snapshot, ...rest } = recorded([0], [1]);
  const { capture, allocations } = await read(JSON.stringify({ ...rest, snapshot }));
  expect(allocations).toBeUndefined();
  expect(capture.omissions).toEqual([expect.stringMatching(/allocation stacks/)]);
});
