import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScreenAnswer } from '../../../src/output/screen/screen-answer.ts';
import { Engine } from '../../../src/session/engine/engine.ts';
import { lostEngine } from '../../../src/session/engine/lost-engine.ts';
import { exampleSnapshot } from '../../../src/session/example.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

needsBuild();
const file = temporaryFiles();

let engine: Engine;
const answers: ScreenAnswer[] = [];

/** Takes seconds on the example, in steps. */
const LONG = 'paths traceback -k 100000';

beforeAll(async () => {
  engine = new Engine({
    answers: 'screen',
    colour: false,
    answersToTerminal: true,
    columns: 100,
    showAnswer: (answer) => answers.push(answer),
  });
  const outcome = await engine.open({ files: [exampleSnapshot()], partial: false, greets: true });
  expect(outcome.header).toMatchObject({
    snapshot: 'pylint',
    runtime: 'cpython 3.11.2',
    cuts: 0,
    results: 0,
  });
});

afterAll(() => engine.close());

/** The answers of one line. */
async function ask(line: string) {
  const before = answers.length;
  const outcome = await engine.run(line);
  return { outcome, answers: answers.slice(before) };
}

async function texts({ view, outline }: ScreenAnswer): Promise<string[]> {
  const rows = await engine.rows(view, 0, outline.rowCount);
  return rows.map(({ cells }) => cells.join(' '));
}

test('opening says what was opened', async () => {
  const [first, second] = await texts(answers[0]!);
  expect(first).toContain('356,235 objects');
  expect(second).toContain('help');
});

test('an answer is a view of its rows', async () => {
  const { answers: shown, outcome } = await ask('traceback');
  expect(shown).toHaveLength(1);
  const [{ view, number, outline }] = shown as [ScreenAnswer];
  expect(outcome.header?.results).toBe(number);
  expect(outline).toMatchObject({ kind: 'table', rowCount: 16_616 });
  expect(await engine.rows(view, 16_000, 99_999)).toHaveLength(616);
  expect(await engine.handle(view, 700)).toBe(`$${number}[700]`);
  const address = await engine.address(view, 700);
  const { answers: found } = await ask(`at $${number}[700]`);
  expect((await texts(found[0]!))[0]).toContain(address);
});

test('rows, words and the line being typed are answered while a line runs', async () => {
  const { answers: shown } = await ask('traceback');
  const { view } = shown[0]!;
  let isRunning = true;
  const running = engine.run(LONG).finally(() => {
    isRunning = false;
  });
  await until(() => engine.progress() !== undefined);
  const rows = await engine.rows(view, 5000, 5040);
  const row = await engine.find(view, 'RUN_PYLINT', 5000, 1);
  const completions = await engine.complete('traceb', 6);
  const problem = await engine.check('cout traceback');
  expect(isRunning).toBe(true);
  engine.cancel();
  expect((await running).status).toBe('cancelled');
  expect(rows).toHaveLength(40);
  expect(completions?.items[0]?.text).toBe('traceback');
  expect(problem).toMatchObject({ column: 0, length: 4 });
  expect(row).toBeGreaterThanOrEqual(5000);
  expect((await engine.rows(view, row!, row! + 1))[0]?.cells.join()).toContain('run_pylint');
  expect(await engine.rows(view, 5000, 5040)).toEqual(rows);
});

test('an interruption is told, is no error, and leaves the answers before it alone', async () => {
  const { answers: shown } = await ask('hist');
  const before = await texts(shown[0]!);
  const running = ask(LONG);
  await until(() => engine.progress() !== undefined);
  engine.cancel();
  const stopped = await running;
  expect(stopped.outcome.status).toBe('cancelled');
  expect(stopped.answers[0]!.outline.kind).toBe('text');
  expect(await texts(stopped.answers[0]!)).toEqual(['interrupted']);
  expect(await texts(shown[0]!)).toEqual(before);
});

test('where opening was stopped, it is told how to open the file after all', async () => {
  const told: ScreenAnswer[] = [];
  const other = new Engine({
    answers: 'screen',
    colour: false,
    answersToTerminal: true,
    columns: 300,
    showAnswer: (answer) => told.push(answer),
  });
  const name = file('with a blank.heapsh', readFileSync(exampleSnapshot()));
  const opening = other.open({ files: [name, exampleSnapshot()], partial: false, greets: false });
  other.cancel();
  expect((await opening).status).toBe('cancelled');
  const last = told.at(-1)!;
  const [row] = await other.rows(last.view, 0, 1);
  expect(row!.cells.join(' ')).toBe(`to open it after all: open '${name}'`);
  expect((await other.run(`open '${name}'`)).header).toMatchObject({ snapshot: 'with_a_blank' });
  await other.close();
});

test('an error stands with a caret below its word', async () => {
  const { answers: shown, outcome } = await ask('count nonsense');
  expect(outcome.status).toBe('failed');
  expect(shown[0]!.outline.kind).toBe('error');
  const [message, line, caret] = await texts(shown[0]!);
  expect(message).toContain('nonsense');
  expect(caret!.indexOf('^')).toBe(line!.indexOf('nonsense'));
});

test('what the shell prints is one answer a line', async () => {
  const { answers: shown } = await ask('.set');
  expect(shown).toHaveLength(1);
  expect((await texts(shown[0]!)).join('\n')).toMatch(/mode .*\nlimit /);
  expect((await ask('.timer off')).answers).toEqual([]);
});

test('a script has an answer for each of its lines', async () => {
  const script = file('few.hsh', Buffer.from('count traceback\n\n# nothing\ncount frame\n'));
  const { answers: shown } = await ask(`.read ${script}`);
  expect(shown.map(({ command, outline }) => [command, outline.kind])).toEqual([
    ['count traceback', 'scalar'],
    ['count frame', 'scalar'],
  ]);
});

test('other forms are shown as text, a few rows of them, and fit the screen', async () => {
  await ask('.mode json');
  const { answers: shown } = await ask('traceback');
  await ask('.mode table');
  expect(shown[0]!.outline.kind).toBe('text');
  expect(shown[0]!.outline.notes.join()).toContain('shown 20 of 16,616 rows');
  const lines = await texts(shown[0]!);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  expect(JSON.parse(lines.join('')).rows).toHaveLength(20);
});

test('of a text of more than a screen takes the beginning is shown, and the next answer has nothing of it', async () => {
  for (const line of ['.mode jsonl', '.set limit 0']) await ask(line);
  const { answers: shown } = await ask('objects all');
  expect(shown[0]?.outline.notes.join()).toContain('.output FILE writes all of it');
  expect(shown[0]?.outline.rowCount).toBeLessThan(100_000);
  const [next] = (await ask('count str')).answers;
  expect(await texts(next!)).toEqual(['{"value": 62762}']);
  for (const line of ['.mode table', '.set limit 20']) await ask(line);
});

test('answers go to a file as long as they are meant to', async () => {
  const out = file('out.txt', new Uint8Array());
  await ask(`.output ${out}`);
  const { answers: shown } = await ask('count traceback');
  await ask('.output');
  expect(await texts(shown[0]!)).toEqual([`written to ${out}`]);
  expect(readFileSync(out, 'utf8')).toContain('16616');
  expect((await ask('count traceback')).answers[0]!.outline.kind).toBe('scalar');
});

test('what cannot be answered is answered with nothing, and what was forgotten is gone', async () => {
  const { answers: shown } = await ask('traceback | head 3');
  const { view } = shown[0]!;
  expect(await engine.rows(view, 5, 2)).toEqual([]);
  expect(await engine.handle(view, 99)).toBeUndefined();
  expect(await engine.parent(view, 1)).toBeUndefined();
  expect(await engine.fold(view, 1, 'unfolded')).toMatchObject({ rowCount: 3 });
  expect(await engine.find(view, '', 0, 1)).toBeUndefined();
  await engine.forget(view);
  expect(await engine.rows(view, 0, 3)).toEqual([]);
  expect(await engine.fold(view, 0, 'unfolded')).toBeUndefined();
});

test('nobody is told of what has not been typed yet', async () => {
  const typed = 'bytype traceback | where .tb_lineno > 100 | sort @size desc';
  for (let end = 0; end <= typed.length; end++)
    expect(await engine.check(typed.slice(0, end), end)).toBeUndefined();
  expect(await engine.check('count nonsense | head')).toMatchObject({ column: 6, length: 8 });
  expect(await engine.check('count nonsense', 14)).toBeUndefined();
  expect(await engine.check('$999 | head 1')).toMatchObject({ column: 0, length: 4 });
  expect(await engine.check('.mode jso')).toBeUndefined();
});

test('handles mean the same object after a cut', async () => {
  const { answers: shown } = await ask('at traceback[0]');
  const rows = await engine.rows(shown[0]!.view, 0, shown[0]!.outline.rowCount);
  await ask('cut traceback->tb_frame');
  for (const [row, { standsFor }] of rows.entries()) {
    if (standsFor === 'nothing') continue;
    const { answers: found } = await ask(`at ${await engine.handle(shown[0]!.view, row)}`);
    expect(await engine.address(found[0]!.view, 0)).toBe(await engine.address(shown[0]!.view, row));
  }
  expect((await ask('uncut')).outcome.header?.cuts).toBe(0);
});

test('an engine that is lost says what to do', () => {
  const outOfMemory = Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
  expect(lostEngine(outOfMemory).message).toContain('memory');
  expect(lostEngine(outOfMemory).hint).toContain('max-old-space-size');
  expect(lostEngine(new TypeError('x is undefined')).message).toContain('x is undefined');
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}
