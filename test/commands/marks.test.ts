import { beforeEach, describe, expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import type { Result, TableResult } from '../../src/query/result.ts';
import { completions } from '../../src/session/completions.ts';
import { lineProblem } from '../../src/session/line-problem.ts';
import type { Session } from '../../src/session/session.ts';
import { heapsnapshot, read } from '../formats/v8/heapsnapshot.ts';
import { heap } from '../support/heap.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

const { snapshot, id } = pythonHeap();
const other = heap({
  objects: { only: { type: 'traceback', size: 64 }, more: { type: 'traceback' } },
  roots: { module: ['only'] },
}).snapshot;

let session: Session;
let run: (line: string) => Promise<Result>;
let table: (line: string) => Promise<TableResult>;
beforeEach(() => {
  ({ session, run, table } = sessionOn(snapshot, { 'b.heapsh': other }));
});

const notesOf = async (line: string) => (await run(line)).provenance.notes;
const objectsOf = async (line: string) => handlesOf(await table(line)).flat();

describe('a mark', () => {
  test('is a set of one object, whatever is asked of it', async () => {
    await run('traceback');
    await run('mark $1[1] inner');
    await run('mark _[0] first');
    expect(await objectsOf('first')).toEqual([id('outer')]);
    expect(await objectsOf('inner')).toEqual([id('inner')]);
    expect(await objectsOf('inner[0] or traceback')).toEqual([id('inner'), id('outer')]);
    expect(await run('at inner')).toMatchObject({ kind: 'object', objectIndex: id('inner') });
    expect(await run('chain inner')).toMatchObject({ kind: 'path' });
    expect(await run('count inner<-tb_next')).toMatchObject({ value: 1 });
    await run('cut traceback->*');
    expect(await objectsOf('inner')).toEqual([id('inner')]);
  });

  test('is made of what stands before a |, and of what a row is about', async () => {
    await run('traceback | head 1 | mark first');
    expect(await objectsOf('first')).toEqual([id('outer')]);
    await run('links = chains traceback via tb_next');
    await run('mark links[0] start');
    expect(await objectsOf('start')).toEqual([id('outer')]);
  });

  test('is moved by marking anew, and that is said', async () => {
    expect(await notesOf('mark traceback[0] here')).toEqual([]);
    expect(await notesOf('mark traceback[1] here')).toEqual([
      expect.stringMatching(/^`here` was the object at 0x[0-9a-f]+ until now$/),
    ]);
    expect(cellsOf(await table('marks'), 'name')).toEqual([['here']]);
    expect(await objectsOf('here')).toEqual([id('inner')]);
  });

  test('wins over a type and a result of its name, until a result gets the name', async () => {
    expect(await notesOf('mark traceback[0] frame')).toEqual([
      expect.stringContaining('the type is `"frame"`'),
    ]);
    expect(await objectsOf('frame')).toEqual([id('outer')]);
    expect(await objectsOf('"frame"')).toEqual([id('mainFrame'), id('loadFrame')]);
    await run('held = traceback');
    expect(await notesOf('mark traceback[1] held')).toEqual([expect.stringContaining('the result is $')]);
    expect(await objectsOf('held')).toEqual([id('inner')]);
    expect(await notesOf('held = traceback')).toEqual(['`held` is no mark any more']);
    expect(await objectsOf('held')).toHaveLength(2);
  });

  test('is offered with what it is, and is no mistake while it is typed', async () => {
    await run('hist');
    await run('mark traceback[0] newest');
    const [offer] = completions(session, 'at new', 6).items;
    expect(offer).toMatchObject({
      text: 'newest',
      detail: expect.stringContaining('the mark of a traceback'),
    });
    expect(lineProblem(session, 'at newest | head 3', 0, quietTask)).toBeUndefined();
    expect(lineProblem(session, 'at newist | head 3', 0, quietTask)).toMatchObject({
      message: 'no type `newist`',
    });
    await expect(run('at newist')).rejects.toMatchObject({ hint: 'did you mean `newest`?' });
  });

  test('is not made by a line that fails', async () => {
    await run('mark traceback[0] kept');
    await expect(run('mark traceback[1] kept | where nonsense = 1')).rejects.toThrow();
    await expect(run('mark traceback[1] another | where nonsense = 1')).rejects.toThrow();
    expect(cellsOf(await table('marks'), 'name')).toEqual([['kept']]);
    expect(await objectsOf('kept')).toEqual([id('outer')]);
  });
});

test.each([
  ['mark traceback all_of_them', 'a mark is the name of one object, and these are 2', 'traceback[0]'],
  ['mark traceback[@size < 0] none', 'and there is none', ''],
  ['mark traceback[0] hist', '`hist` is the command `hist`', 'another name'],
  ['mark traceback[0] x', '`x` is the command `at`', 'another name'],
  ['mark traceback[0] all', "`all` is a set of the shell's own", 'another name'],
  ['mark traceback[0] via', '`via` has a meaning of its own', 'another name'],
  ['mark traceback[0] minus', 'expected a type', ''],
  ['mark traceback[0] a.b', '`a.b` cannot be a name', '`a_b` can'],
  ['mark traceback[0] 3rd', '`3rd` cannot be a name', '`_3rd` can'],
  ['mark traceback[0] -', 'cannot be a name', 'another name'],
  ['mark traceback[0] as five', 'the end of `mark`, found `five`', 'no `as` stands before `five`'],
  ['mark oldest 0x1000', '`0x1000` is an object', 'write mark 0x1000 oldest'],
  ['mark oldest $3[0]', 'expected `|` or the end of `mark`', 'OBJECT NAME'],
  ['mark traceback[0] five six', 'the end of `mark`, found `six`', 'it takes OBJECT NAME'],
])('%s is refused', async (line, message, hint) => {
  const error = await run(line).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: expect.stringContaining(message) });
  if (hint !== '') expect(error).toMatchObject({ hint: expect.stringContaining(hint) });
  expect(session.marks).toEqual([]);
});

describe('marks', () => {
  test('are listed with what is known of them, and each row is its object', async () => {
    await run('mark traceback[1] inner');
    await run('mark frame[0] running');
    const before = await table('marks');
    expect(cellsOf(before, 'name', 'snapshot', 'type')).toEqual([
      ['inner', 'test', 'traceback'],
      ['running', 'test', 'frame'],
    ]);
    expect(before.columns.find(({ name }) => name === 'snapshot')?.hidden).toBe(true);
    expect(handlesOf(before)).toEqual([[id('inner')], [id('mainFrame')]]);
    const [retained] = cellsOf(await table('inner | select @retained as kept'), 'kept');
    expect(cellsOf(before, 'retained')[0]).toEqual(retained);
  });

  test('are found by heap ids where objects have these, as everywhere', async () => {
    const v8 = await read(
      heapsnapshot([
        { type: 'synthetic', name: '', id: 1, size: 0, edges: [{ type: 'property', name: 'app', to: 1 }] },
        { type: 'object', name: 'App', id: 77, size: 16 },
      ]),
    );
    const { run, table } = sessionOn(v8, { 'b.heapsh': other });
    expect(rowsOf(await table('mark App boss'))).toEqual([
      { name: 'boss', snapshot: 'test', id: 77, type: 'App', size: 16, value: undefined },
    ]);
    await run('open b.heapsh');
    await run('mark traceback[0] here');
    expect(cellsOf(await table('marks'), 'address', 'id')).toEqual([
      [undefined, 77],
      [expect.any(BigInt), undefined],
    ]);
  });

  test('are of one snapshot each, and go with it', async () => {
    await run('mark traceback[1] here');
    await run('open b.heapsh');
    await expect(run('at here')).rejects.toMatchObject({ hint: expect.stringContaining('`test:here`') });
    expect(await objectsOf('test:here')).toEqual([id('inner')]);
    await run('mark traceback[0] here');
    const both = await table('marks');
    expect(cellsOf(both, 'name', 'snapshot')).toEqual([
      ['here', 'test'],
      ['here', 'b'],
    ]);
    expect(both.columns.find(({ name }) => name === 'snapshot')?.hidden).toBe(false);
    expect(handlesOf(both)).toEqual([[], [0]]);
    expect(both.provenance.notes).toEqual([expect.stringContaining('before:cache')]);
    await run('close test');
    expect(cellsOf(await table('marks'), 'snapshot')).toEqual([['b']]);
    expect(await objectsOf('here')).toEqual([0]);
  });
});
