import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExpectationError, QueryError } from '../../src/base/errors.ts';
import { completions } from '../../src/session/completions.ts';
import { freedBy } from '../support/dominance.ts';
import { type GraphSpec, graphSnapshot, randomGraph } from '../support/random-graph.ts';
import { sessionOn } from '../support/run-command.ts';
import { dominatorHeap } from './dominator-heap.ts';

const heapOfNodes = () => sessionOn(dominatorHeap().snapshot);

async function said(line: string, ...before: string[]): Promise<string> {
  const { run } = heapOfNodes();
  for (const each of before) await run(each);
  const result = await run(line);
  expect(result).toMatchObject({ kind: 'scalar', value: true, unit: 'boolean' });
  return result.kind === 'scalar' ? (result.text ?? '') : '';
}

async function refused(line: string, ...before: string[]): Promise<QueryError> {
  const { run } = heapOfNodes();
  for (const each of before) await run(each);
  const error = await run(line).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(QueryError);
  return error as QueryError;
}

describe('what holds is told with its values', () => {
  test.each([
    ['expect count(app.Node) < 1000', 'count(app.Node) = 2, expected < 1000'],
    [
      'expect count(app.Own)=2 and exists(app.Node)',
      'count(app.Own) = 2, expected =2; exists(app.Node) = true',
    ],
    [
      'expect 1MB > retained(app.Node)',
      'retained(app.Node) = 1,607 bytes (1.6 KiB), expected 1MB > retained(app.Node)',
    ],
    [
      'expect bytes(app.Node[@size = 20]) + 2 <= 22',
      'bytes(app.Node[@size = 20]) + 2 = 22 bytes, expected <= 22',
    ],
    ['expect not exists(app.Gone)', 'exists(app.Gone) = false, expected not exists(app.Gone)'],
    ['expect count(app.Own) in (1, 2)', 'count(app.Own) = 2, expected count(app.Own) in (1, 2)'],
    ['expect 1 < 2', '1 < 2'],
  ])('%s', async (line, text) => expect(await said(line)).toBe(text));

  test('of earlier results, by number, place and name', async () => {
    const before = ['found = hist', 'count app.Node'];
    expect(await said('expect $1.rows > 2 and $1[0].type != "x"', ...before)).toMatch(
      /^\$1\.rows = \d+, exp/,
    );
    expect(await said('expect found.rows = $1.rows and found[0].count > 0', ...before)).toContain(
      'found.rows = ',
    );
    expect(await said('expect $2 = count(app.Node)', ...before)).toBe(
      '$2 = 2, count(app.Node) = 2, expected $2 = count(app.Node)',
    );
    expect(await said('expect count(found[0]) = $1.count', ...before)).toContain('count(found[0]) = ');
  });
});

describe('of a result without rows', () => {
  const before = ['objects app.Own | where @size > 1e9'];

  test.each([
    ['expect $1.size <= 50', '$1.size = 0 bytes, expected <= 50', '$1.size is 0: the result has no rows'],
    ['expect $1.@retained < 1MB', '$1.@retained = 0 bytes, expected < 1MB', '$1.@retained is 0'],
    ['expect $1.type is None', '$1.type = None, expected $1.type is None', '$1.type is None'],
  ])('%s', async (line, text, note) => {
    const { run } = heapOfNodes();
    await run(before[0]!);
    const result = await run(line);
    expect(result).toMatchObject({ kind: 'scalar', text });
    expect(result.provenance.notes).toEqual([expect.stringContaining(note)]);
  });

  test('so a limit on chains holds where no chain is left', async () => {
    const chains = 'chains app.Own[@size > 1e9] via next';
    expect(await said('expect $1.length <= 50', chains)).toBe('$1.length = 0, expected <= 50');
  });

  test('what fails says why its value is 0, and a column must be one', async () => {
    expect(await refused('expect $1.size > 50', before[0]!)).toMatchObject({
      message: 'expected $1.size > 50, but it is 0 bytes',
      hint: '$1.size is 0: the result has no rows',
    });
    expect((await refused('expect $1.sise = 0', before[0]!)).message).toBe('this result has no `sise`');
    expect((await refused('expect $1[0].size = 0', before[0]!)).message).toBe('there is no row 0 among 0');
  });
});

test('what stands behind the part that decides is not looked at', async () => {
  expect(await said('expect $1.rows = 0 or $1[0].size < 50', 'objects app.Own | where @size > 1e9')).toBe(
    '$1.rows = 0, expected $1.rows = 0 or $1[0].size < 50',
  );
  expect(await said('expect exists(app.Own) or $9.rows = 1')).toBe(
    'exists(app.Own) = true, expected exists(app.Own) or $9.rows = 1',
  );
  expect(await said('expect not (1 = 2 and $9.rows = 1)')).toBe('not (1 = 2 and $9.rows = 1)');
});

test('of marked objects, and facts of what a row is about', async () => {
  const before = ['app.Node[@size = 20]', 'mark $1[0] left', 'hist'];
  expect(await said('expect left.size = 20 and left.@retained > $1.size', ...before)).toBe(
    'left.size = 20 bytes, expected = 20; left.@retained = 570 bytes, $1.size = 20 bytes, expected left.@retained > $1.size',
  );
  expect(await said('expect $1[0].@type = "app.Node" and $2[0].@size is None', ...before)).toContain(
    '$2[0].@size',
  );
  expect((await refused('expect left.@retaind > 1', ...before)).message).toBe('no fact `@retaind`');
});

test('is completed with its functions, and with sets in them', async () => {
  const { session } = heapOfNodes();
  const offered = (line: string) => completions(session, line, line.length).items.map(({ text }) => text);
  expect(offered('expect ret')).toContain('retained(');
  expect(offered('expect ')).toEqual(expect.arrayContaining(['count(', 'bytes(', 'exists(']));
  expect(offered('expect count(app.N')).toContain('app.Node');
  expect(offered('expect count(app.Node[@si')).toContain('@size');
});

describe('what does not hold is an error of its own, which names the values', () => {
  test.each([
    ['expect count(app.Own) < 1', 'expected count(app.Own) < 1, but it is 2'],
    ['expect 1 > count(app.Own)', 'expected 1 > count(app.Own), but count(app.Own) is 2'],
    [
      'expect count(app.Own) = bytes(app.Own)',
      'expected count(app.Own) = bytes(app.Own), but count(app.Own) is 2 and bytes(app.Own) is 550 bytes',
    ],
    ['expect exists(app.Own) and count(app.Own) > 5 and 1 = 2', 'expected count(app.Own) > 5, but it is 2'],
    [
      'expect count(app.Own) > 5 or not exists(app.Own)',
      'expected count(app.Own) > 5 or not exists(app.Own), but count(app.Own) is 2 and exists(app.Own) is true',
    ],
    ['expect 1 = 2', 'expected 1 = 2, which never holds'],
    ['expect $1[0].type ~ /^x/', 'expected $1[0].type ~ /^x/, but it is "app.Own"'],
  ])('%s', async (line, message) => {
    const error = await refused(line, 'retained app.Own');
    expect(error).toBeInstanceOf(ExpectationError);
    expect(error.message).toBe(message);
    const { column, length } = error.where;
    expect(message).toContain(`expected ${line.slice(column, column! + length!)}`);
  });

  test('and is told of a type that there is none of', async () => {
    expect(await refused('expect count(app.Nod) > 1')).toMatchObject({
      hint: expect.stringMatching(
        /^no type `app\.Nod`: it counts as one without objects; did you mean `app\.Node`/,
      ),
    });
  });
});

test('a type that is gone has no objects', async () => {
  const { run } = heapOfNodes();
  const { provenance } = await run(
    'expect count(Gone or app.Own) = 2 and retained(gone.*) + bytes(Gone+) = 0',
  );
  expect(provenance.notes).toContainEqual(
    expect.stringContaining('no type `Gone`: it counts as one without objects'),
  );
  await expect(run('count Gone')).rejects.toThrow('no type `Gone`');
});

test('has no number, and looks at the heap as it is cut', async () => {
  const { session, run } = heapOfNodes();
  await run('cut all->*');
  await run('expect count(app.Own) = 0');
  expect(session.results.count).toBe(1);
});

test.each([
  ['expect app.Node < 3', 'no result `app`', 'count(app)'],
  ['expect .size < 3', 'found `.size`', 'count(SET)'],
  ['expect count(all) < 3 and @size > 3', 'found `@size`', '$3.rows'],
  ['expect coun(all) < 3', 'no function `coun`', '`count`'],
  ['expect $7.rows = 3', 'no result `$7`', ''],
  ['expect $1[9].type = "x"', 'there is no row 9', ''],
  ['expect count(0x123) = 1', 'no object is at 0x123', ''],
  ['expect', 'needs PREDICATE', ''],
  ['expect count(app.Own)', 'this is a number', 'count(traceback) < 1000'],
  ['expect exists(app.Own) and not $1.rows + 1', 'this is a number', ''],
  ['expect bytes(all) < 2 GB', 'a unit stands right behind its number', 'write 2GB'],
  ['expect bytes(all) < 100 Mb', 'a unit stands right behind its number', 'write 100MB'],
  ['expect bytes(all) < 1gib', '`gib` is no unit', 'did you mean GiB?'],
])('%s is wrong: %s', async (line, message, hint) => {
  const error = await refused(line, 'hist');
  expect(error).not.toBeInstanceOf(ExpectationError);
  expect(error.message).toContain(message);
  expect(error.hint ?? '').toContain(hint);
});

/** An expectation, and whether it holds by the definitions of what it asks for. */
interface Case {
  readonly text: string;
  holds(heap: GraphSpec): boolean;
}

const members = (heap: GraphSpec, type: number) =>
  [...heap.types.keys()].filter((object) => heap.types[object] === type);
const bytes = (heap: GraphSpec, objects: readonly number[]) =>
  objects.reduce((sum, object) => sum + heap.sizes[object]!, 0);

const values: Record<string, (heap: GraphSpec, type: number) => number> = {
  count: (heap, type) => members(heap, type).length,
  bytes: (heap, type) => bytes(heap, members(heap, type)),
  retained(heap, type) {
    const { graph } = sessionOn(graphSnapshot(heap)).session.current!;
    const rooted = { graph, named: Uint32Array.from(heap.roots), hidden: new Uint32Array() };
    return bytes(heap, freedBy(rooted, members(heap, type)));
  },
};

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

const comparison: fc.Arbitrary<Case> = fc
  .tuple(
    fc.constantFrom(...Object.keys(values)),
    fc.nat({ max: 5 }),
    fc.constantFrom(...Object.keys(comparisons)),
    fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 3000 })),
  )
  .map(
    ([name, type, operator, limit]): Case => ({
      text: `${name}(t${type}) ${operator} ${limit}`,
      holds: (heap) => comparisons[operator]!(values[name]!(heap, type), limit),
    }),
  );

const cases = fc.letrec<{ case: Case }>((tie) => ({
  case: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    tie('case').map((of): Case => ({ text: `not (${of.text})`, holds: (heap) => !of.holds(heap) })),
    fc.tuple(tie('case'), tie('case')).map(
      ([a, b]): Case => ({
        text: `(${a.text}) and (${b.text})`,
        holds: (heap) => a.holds(heap) && b.holds(heap),
      }),
    ),
    fc.tuple(tie('case'), tie('case')).map(
      ([a, b]): Case => ({
        text: `(${a.text}) or (${b.text})`,
        holds: (heap) => a.holds(heap) || b.holds(heap),
      }),
    ),
  ),
})).case;

test('of random heaps, holds what the definitions say', async () => {
  await fc.assert(
    fc.asyncProperty(randomGraph(), cases, async (spec, { text, holds }) => {
      const { run } = sessionOn(graphSnapshot(spec));
      const outcome = await run(`expect ${text}`).then(
        ({ kind }) => kind,
        (error: unknown) => (error instanceof ExpectationError ? 'failed' : error),
      );
      expect(outcome).toBe(holds(spec) ? 'scalar' : 'failed');
    }),
    { numRuns: 300 },
  );
});
