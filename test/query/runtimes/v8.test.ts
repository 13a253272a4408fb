import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonDocument } from '../../../src/output/json/index.ts';
import type { Cell } from '../../../src/query/result.ts';
import { type EdgeSpec, heapsnapshot, type NodeSpec, read, rooted } from '../../formats/v8/heapsnapshot.ts';
import { rowsOf, sessionOn } from '../../support/run-command.ts';

const property = (name: string, to: number): EdgeSpec => ({ type: 'property', name, to });
const internal = (name: string, to: number): EdgeSpec => ({ type: 'internal', name, to });

/** Two sessions, one of them detached, a list of three, a joined text, a function, a WeakMap with one entry. */
const program: readonly NodeSpec[] = rooted(
  [2],
  [14],
  [
    {
      type: 'object',
      name: 'global',
      id: 101,
      size: 40,
      edges: [
        property('first', 3),
        property('second', 4),
        property('head', 6),
        property('text', 9),
        property('handler', 12),
        property('weakMap', 15),
      ],
    },
    { type: 'object', name: 'Session', id: 103, size: 32, detachedness: 2, edges: [property('name', 5)] },
    { type: 'object', name: 'Session', id: 105, size: 32, detachedness: 1, edges: [internal('name', 5)] },
    { type: 'string', name: 'Ann', id: 107, size: 16 },
    { type: 'object', name: 'ListNode', id: 109, size: 24, edges: [property('next', 7)] },
    { type: 'object', name: 'ListNode', id: 111, size: 24, edges: [property('next', 8)] },
    { type: 'object', name: 'ListNode', id: 113, size: 24, edges: [property('next', 16)] },
    {
      type: 'concatenated string',
      name: '(concatenated string)',
      id: 115,
      size: 32,
      edges: [internal('second', 11), internal('first', 10)],
    },
    {
      type: 'concatenated string',
      name: '(concatenated string)',
      id: 117,
      size: 32,
      edges: [internal('first', 5), internal('second', 5)],
    },
    { type: 'string', name: '!', id: 119, size: 16 },
    { type: 'closure', name: 'onRequest', id: 121, size: 64, edges: [internal('shared', 13)] },
    { type: 'code', name: 'onRequest', id: 123, size: 56, edges: [internal('script', 14)] },
    { type: 'code', name: '/app/server.js', id: 125, size: 144 },
    { type: 'object', name: 'WeakMap', id: 127, size: 24, edges: [internal('table', 17)] },
    { type: 'hidden', name: 'null', id: 129, size: 0 },
    { type: 'array', name: '(table)', id: 131, size: 100 },
  ],
);

const file = heapsnapshot(program, { locations: [[12, 7, 41, 2]] });

async function rows(line: string, text = file): Promise<Record<string, Cell>[]> {
  return rowsOf(await sessionOn(await read(text)).table(line));
}

const ids = async (line: string, text = file): Promise<Cell[]> =>
  (await rows(line, text)).map(({ id }) => `@${id}`);

test('objects by heap id, class, field, detachedness', async () => {
  expect(await ids('objects @103')).toEqual(['@103']);
  expect(await ids('objects Session')).toEqual(['@103', '@105']);
  expect(await ids('objects Session[@detached]')).toEqual(['@103']);
  expect(await ids('objects Session[.name = "Ann"]')).toEqual(['@103']);
  expect(await ids('objects ListNode[.next is null]')).toEqual(['@113']);
  expect(await ids('objects closure')).toEqual(['@121']);
});

test('what the engine keeps is no field, and is reached in double brackets', async () => {
  expect(await ids('objects Session[exists(.name)]')).toEqual(['@103']);
  expect(await ids('@105->name')).toEqual([]);
  expect(await ids('@105->"[[name]]"')).toEqual(['@107']);
  expect(await ids('@105->[[name]]')).toEqual(['@107']);
  expect(await ids('@107<-"[[name]]"')).toEqual(['@105']);
});

test('a field is asked for by the name that it is shown by, however it reads', async () => {
  const names = ['a b', '$', '$el', '$1', 'say "hi"'];
  const edges = [...names.map((name) => property(name, 3)), internal('', 3)];
  const odd = heapsnapshot(
    rooted(
      [2],
      [],
      [
        { type: 'object', name: 'Odd', id: 101, size: 40, edges },
        { type: 'object', name: 'Object', id: 103, size: 16 },
      ],
    ),
  );
  for (const shown of ['."a b"', '.$', '.$el', '."$1"', '."say \\"hi\\""']) {
    expect(await ids(`@101->${shown}`, odd)).toEqual(['@103']);
    expect(await ids(`@101->${shown.slice(1)}`, odd)).toEqual(['@103']);
    expect(await ids(`Odd[${shown} is not null]`, odd)).toEqual(['@101']);
    expect(await rows(`Odd | select ${shown} as it`, odd)).toMatchObject([{ it: expect.anything() }]);
  }
  expect(await ids('@101->[[]]', odd)).toEqual(['@103']);
  const [path] = await rows('paths @103 -k 1', odd);
  expect(path?.path).toBe('Odd."a b"');
});

test('texts are joined when they are asked for', async () => {
  const [text] = await rows('objects "(concatenated string)" | head 1');
  expect(text).toMatchObject({ id: 115, value: '"AnnAnn!"' });
  expect(await ids('objects global[.text = "AnnAnn!"]')).toEqual(['@101']);
});

test('texts that double with every step are no danger', async () => {
  const doubled = Array.from({ length: 200 }, (_, i): NodeSpec => {
    const to = i === 199 ? 202 : i + 3;
    return {
      type: 'concatenated string',
      name: '(concatenated string)',
      id: 5 + 2 * i,
      size: 32,
      edges: [internal('first', to), internal('second', to)],
    };
  });
  const end: NodeSpec = { type: 'string', name: 'x', id: 999, size: 16 };
  const [text] = await rows('objects @5', heapsnapshot(rooted([2], [], [...doubled, end])));
  expect(String(text?.value)).toMatch(/^"x{60,}.*…$/);
});

test('an id is written one way, and there is no address where there is none', async () => {
  const jsonOf = async (line: string) => {
    const result = await sessionOn(await read(file)).run(line);
    return JSON.parse([...jsonDocument({ command: line, result, unreachable: 0 }, 10)].join(''));
  };
  expect((await jsonOf('objects @103')).rows[0].id).toBe('@103');
  expect((await jsonOf('objects @103 | select @id')).rows[0].id).toBe('@103');
  expect((await jsonOf('objects Session | where @id > 103 | count')).value).toBe(1);
  const { object, facts } = await jsonOf('at @103');
  expect(object).toMatchObject({ id: '@103', type: 'Session' });
  expect(object).not.toHaveProperty('address');
  expect(facts.id).toBe('@103');
});

test('a text that is compared with a heap id says so, and what the field is called', async () => {
  const { run } = sessionOn(await read(file));
  const said = [
    'a heap id is a number, and no text equals it; a field of the program begins with a dot: `.id`',
  ];
  expect((await run('Session | where id = "Ann"')).provenance.notes).toEqual(said);
  expect((await run('Session | where @id in ("Ann", "Bob")')).provenance.notes).toEqual(said);
  expect((await run('Session | where id = 103')).provenance.notes).toEqual([]);
  expect((await run('Session | where type = "Session"')).provenance.notes).toEqual([]);
});

test('functions are told with their place', async () => {
  const [handler] = await rows('objects Function');
  expect(handler).toMatchObject({ value: 'onRequest server.js:42' });
  expect(await rows('Function | select @file, @line, @name')).toMatchObject([
    { file: '/app/server.js', line: 42, name: 'onRequest' },
  ]);
});

test('a class and what descends from it, also where it has no objects itself', async () => {
  const prototype = (id: number, creator: number, above: number): NodeSpec => {
    const edges = [property('constructor', creator), property('__proto__', above)];
    return { type: 'object', name: 'Object', id, size: 8, edges };
  };
  const closure = (name: string, id: number): NodeSpec => ({ type: 'closure', name, id, size: 64 });
  const made = (name: string, id: number, by: number): NodeSpec => {
    return { type: 'object', name, id, size: 16, edges: [property('__proto__', by)] };
  };
  const nodes = [made('Cat', 5, 3), prototype(7, 4, 5), closure('Cat', 9), prototype(11, 6, 7)];
  nodes.push(closure('Animal', 13), { type: 'object', name: 'Object', id: 15, size: 8 });
  expect(await ids('objects Animal+', heapsnapshot(rooted([2], [], nodes)))).toEqual(['@5']);
  const some = heapsnapshot(rooted([2], [], [...nodes, made('Animal', 17, 5)]));
  expect(await ids('objects Animal+', some)).toEqual(['@5', '@17']);
  expect(await ids('objects Cat+', some)).toEqual(['@5']);
});

test('a chain of objects, and who holds it', async () => {
  const [chain] = await rows('chains ListNode via next');
  expect(chain).toMatchObject({ length: 3, size: 72, cycle: false });
});

test('a part is as large as nothing, and its owner larger by that', async () => {
  expect(await rows('WeakMap | select @size, @retained')).toMatchObject([{ size: 124, retained: 124 }]);
});

test('of two snapshots the ids tell what is the same object', async () => {
  const later = program.map((node) => (node.id === 113 ? { ...node, id: 301 } : node));
  const before = await read(file);
  const session = sessionOn(before, { later: await read(heapsnapshot(later)) });
  await session.run('open later');
  const [list] = rowsOf(await session.table('diff test later | where type = "ListNode"'));
  expect(list).toMatchObject({ added: 1, removed: 1, kept: 2 });
});

test('a leak that is planted in a real process is found', { timeout: 60_000 }, async () => {
  const path = join(tmpdir(), `heapsh-leak-${process.pid}.heapsnapshot`);
  const script = `${path}.cjs`;
  writeFileSync(
    script,
    `class RequestContext { constructor(n) { this.url = '/' + n; this.body = 'body '.repeat(20) + n; } }
     class Link { constructor(next) { this.next = next; } }
     const cache = new Map();
     globalThis.serve = (n) => cache.set('request ' + n, new RequestContext(n));
     for (let n = 0; n < 5000; n++) serve(n);
     let head = null;
     for (let n = 0; n < 20000; n++) head = new Link(head);
     globalThis.history = head;
     require('node:v8').writeHeapSnapshot(${JSON.stringify(path)});`,
  );
  try {
    execFileSync(process.execPath, [script]);
    const session = sessionOn(await read(readFileSync(path)));
    const found = rowsOf(await session.table('leaks')).map(({ finding }) => String(finding));
    expect(found.some((text) => /RequestContext/.test(text))).toBe(true);
    expect(found.some((text) => /Link/.test(text))).toBe(true);
    const [chain] = rowsOf(await session.table('chains Link via next'));
    expect(chain).toMatchObject({ length: 20_000, cycle: false });
    const [hist] = rowsOf(await session.table('hist RequestContext'));
    expect(hist).toMatchObject({ count: 5000 });
    const path1 = await session.run('chain RequestContext');
    expect(path1.kind).toBe('path');
  } finally {
    for (const each of [path, script]) rmSync(each, { force: true });
  }
});

const withGlobal = (edges: EdgeSpec[], others: readonly NodeSpec[]): string =>
  heapsnapshot(rooted([2], [], [{ type: 'object', name: 'global', id: 101, size: 40, edges }, ...others]));

test('objects that look alike are told apart where a field holds values, too', async () => {
  const owner = (id: number, to: number): NodeSpec => ({
    type: 'object',
    name: 'Owner',
    id,
    size: 8,
    edges: [property('owned', to)],
  });
  const text = withGlobal(
    [property('a', 3), property('b', 4), property('c', 5)],
    [
      owner(103, 6),
      owner(105, 7),
      owner(107, 8),
      { type: 'string', name: 'Ann', id: 109, size: 16 },
      { type: 'object', name: 'Thing', id: 111, size: 8 },
      { type: 'object', name: 'Thing', id: 113, size: 8 },
    ],
  );
  expect((await rows('Owner | group .owned', text)).map(({ count }) => count)).toEqual([1, 1, 1]);
});

/** A price, whose value is there when the file was asked for numbers. */
function price(edges: EdgeSpec[]): string {
  return withGlobal(
    [property('price', 3), property('title', 4)],
    [
      { type: 'number', name: 'heap number', id: 103, size: 16, edges },
      { type: 'string', name: '1.5', id: 105, size: 0 },
    ],
  );
}

test.each([
  'objects global[.price > 3]',
  'count global[.price = 3]',
  'count global[3 < .price]',
  'global | where .price in (3, 4)',
  'global | select .price + 1',
  'global | sort .amount',
  'count global[exists(.amount)]',
])('%s says why there are no numbers, where there are none', async (line) => {
  const notes = async (text: string) =>
    (await sessionOn(await read(text)).run(line)).provenance.notes.join('\n');
  expect(await notes(price([]))).toContain('exposeNumericValues');
  expect(await notes(price([internal('value', 4)]))).not.toContain('exposeNumericValues');
});

test('questions about anything else than numbers do not', async () => {
  const { run } = sessionOn(await read(price([])));
  for (const line of [
    'count global[.title = "1.5"]',
    'count global[.price = .title]',
    'global | select .title',
  ]) {
    expect((await run(line)).provenance.notes).toEqual([]);
  }
});

test('info says that numbers were not recorded, and nothing when one was', async () => {
  const said = async (text: string) => (await rows('info', text)).filter(({ name }) => name === 'numbers');
  expect(await said(price([]))).toEqual([
    { name: 'numbers', value: expect.stringContaining('exposeNumericValues') },
  ]);
  expect(await said(price([internal('value', 4)]))).toEqual([]);
});

test('what V8 keeps under a number is shown as hidden, and is no element', async () => {
  const text = withGlobal(
    [property('list', 3)],
    [
      {
        type: 'object',
        name: 'Array',
        id: 103,
        size: 16,
        edges: [
          { type: 'element', name: 2, to: 4 },
          { type: 'hidden', name: 2, to: 5 },
        ],
      },
      { type: 'object', name: 'Thing', id: 105, size: 8 },
      { type: 'number', name: 'heap number', id: 107, size: 16 },
    ],
  );
  const session = sessionOn(await read(text));
  expect(await session.run('at @103')).toMatchObject({
    fields: [
      { edge: '[2]', target: 4 },
      { edge: '{hidden 2}', target: 5 },
    ],
  });
  expect(await session.run('at @107')).toMatchObject({ referrers: [{ edge: '{hidden 2}' }] });
  expect((await rows('objects Array->[2]', text)).map(({ id }) => id)).toEqual([105]);
  expect((await rows('free @107', text)).map(({ edges }) => edges)).toEqual(['@103->@107']);
  expect((await rows('objects Array | json $.*', text)).map(({ path }) => path)).toEqual(['$[2]']);
});

test('at says of the root of V8 why it retains nothing, and of nothing else', async () => {
  const { run } = sessionOn(await read(file));
  expect((await run('at @1')).provenance.notes).toEqual([
    expect.stringContaining('this is the root of V8, from which all roots hang'),
  ]);
  for (const id of ['@3', '@101']) expect((await run(`at ${id}`)).provenance.notes).toEqual([]);
});
