import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { plainStyle } from '../../src/output/style.ts';
import { AnswerWriter } from '../../src/session/answer-writer.ts';
import { runBatch } from '../../src/session/batch.ts';
import { LineRunner } from '../../src/session/line-runner.ts';
import { scriptLines } from '../../src/session/script.ts';
import { ClosedPipe } from '../../src/session/sink.ts';
import { unwatchedTask } from '../../src/session/watched-task.ts';
import { pythonHeap } from '../commands/python-heap.ts';
import { sessionOn } from '../support/run-command.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { TextSink } from '../support/text-sink.ts';

const { snapshot } = pythonHeap();
const file = temporaryFiles();

let out: TextSink;
let messages: TextSink;
let runner: LineRunner;

function newRunner(isInteractive: boolean): LineRunner {
  out = new TextSink();
  messages = new TextSink();
  const { session } = sessionOn(snapshot);
  const surroundings = { out, messages, style: plainStyle, isInteractive, width: () => Infinity };
  return new LineRunner(session, new AnswerWriter(surroundings));
}

beforeEach(() => {
  runner = newRunner(false);
});

const run = (text: string) => runner.run({ text, lineNumber: undefined, file: undefined }, unwatchedTask);
const batch = (text: string, keepGoing = false) =>
  runBatch(runner, scriptLines(text, 'a.hsh'), { keepGoing, task: unwatchedTask });

describe('a script', () => {
  test('stops at the first line that fails, and says which', async () => {
    expect(await batch('count frame\ncount nonsense\ncount traceback')).toBe(1);
    expect(out.text).toBe('2\n');
    expect(messages.text).toMatch(/^error: a\.hsh:2: no type/);
    expect(messages.text).toContain('\n        ^^^^^^^^\n');
  });

  test('goes on when told to; the status is the same', async () => {
    expect(await batch('count nonsense\ncount traceback', true)).toBe(1);
    expect(out.text).toBe('2\n');
  });

  test('answers stand apart, blank lines and comments do nothing', async () => {
    expect(await batch('# how many\n\ncount frame\n  \ncount traceback\n')).toBe(0);
    expect(out.text).toBe('2\n\n2\n');
  });

  test('ends at quit', async () => {
    expect(await batch('count frame\nquit\ncount nonsense')).toBe(0);
    expect(await batch('.quit\ncount nonsense')).toBe(0);
  });

  test('ends quietly when nobody reads any more', async () => {
    out.write = () => {
      throw new ClosedPipe();
    };
    await expect(batch('count frame')).rejects.toBeInstanceOf(ClosedPipe);
    expect(messages.text).toBe('');
  });
});

describe('words of the shell', () => {
  test('.mode changes the form, and an error then has a document', async () => {
    await run('.mode json');
    await run('count frame');
    await run('count nonsense');
    const [answer, error] = out.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answer).toMatchObject({ command: 'count frame', kind: 'scalar', value: 2 });
    expect(answer.provenance.unreachable).toBeGreaterThanOrEqual(0);
    expect(error).toMatchObject({ kind: 'error', line: 'count nonsense', column: 6 });
    expect(messages.text).toBe('');
  });

  test('in a form of rows only, what else is to be said goes beside it', async () => {
    await run('.mode csv');
    await run('count types.TracebackType');
    expect(out.text).toBe('value\r\n2\r\n');
    expect(messages.text).toBe('note: `types.TracebackType` is the type `traceback`\n');
  });

  test('tables of Markdown stand apart, or they would be one', async () => {
    await run('.mode md');
    await run('count frame');
    await run('count traceback');
    expect(out.text).toBe('| value |\n| ---: |\n| 2 |\n\n| value |\n| ---: |\n| 2 |\n');
  });

  test('.set limit', async () => {
    await run('.set limit 1');
    await run('traceback');
    expect(out.text).toContain('(shown 1 of 2 rows; --limit N shows more, 0 all)');
    await run('.set limit');
    expect(out.text).toContain('limit  1');
    await run('.set');
    expect(out.text).toContain('mode   table');
  });

  test('.output writes to a file until it is taken back', async () => {
    const path = file('answers.txt', new Uint8Array());
    await run(`.output '${path}'`);
    await run('count frame');
    await run('.output');
    await run('count traceback');
    expect(readFileSync(path, 'utf8')).toBe('2\n');
    expect(out.text).toContain('2\n');
    expect(await run('.output /nonexistent/x')).toBe('failed');
    expect(messages.text).toContain('cannot write /nonexistent/x: there is no such file or folder');
  });

  test('.read runs a file, and a file that reads itself ends', async () => {
    const path = file('lines.hsh', new Uint8Array());
    writeFileSync(path, 'count frame\ncount nonsense\n');
    expect(await run(`.read ${path}`)).toBe('failed');
    expect(out.text).toBe('2\n');
    expect(messages.text).toContain(`${path}:2: no type`);
    writeFileSync(path, `.read ${path}\n`);
    expect(await run(`.read ${path}`)).toBe('failed');
    expect(messages.text).toContain('does one read itself?');
    expect(await run('.read /nonexistent.hsh')).toBe('failed');
    expect(await run('.read a\0b')).toBe('failed');
    expect(out.text + messages.text).not.toContain('heapsh itself');
  });

  test('.timer, .history, .help', async () => {
    await run('.timer on');
    await run('count frame');
    await run('.history');
    await run('.help');
    expect(out.text).toMatch(/\([\d.]+ ms\)/);
    expect(out.text).toContain('   2  count frame\n');
    expect(out.text).toContain('.read FILE');
  });

  test.each([
    ['.mdoe json', 'no shell word .mdoe', 'did you mean `.mode`?'],
    [
      '.lang = "de"',
      'no shell word .lang',
      'a predicate needs a set: SET[.lang = "de"] or SET | where .lang = "de"',
    ],
    ['.mode jsn', 'there is no output mode jsn', 'did you mean `json`'],
    ['.set limit many', 'many is no whole number', '0 means no limit'],
    ['.set colour', 'there is no setting colour', 'settings are'],
    ['.read', '.read takes a file', '.read FILE'],
    ['.timer maybe', 'timer is on or off', '.timer [on|off]'],
    ['.history x', '.history takes a number', '.history [N]'],
  ])('%s: %s', async (line, message, hint) => {
    expect(await run(line)).toBe('failed');
    expect(messages.text).toContain(message);
    expect(messages.text).toContain(hint);
    expect(messages.text).toContain('^^^');
  });
});

test('at a prompt an answer tells its number, and fewer rows are shown', async () => {
  runner = newRunner(true);
  await run('all');
  await run('count frame');
  expect(out.text).toContain('($1 · shown 20 of ');
  expect(out.text.endsWith('2\n($2)\n')).toBe(true);
});

test('a failure nobody expected is one line that asks for a report', async () => {
  runner.session.execute = () => Promise.reject(new TypeError('x is not a function'));
  expect(await run('hist')).toBe('failed');
  expect(messages.text).toMatch(
    /^error: heapsh itself has failed \(TypeError: x is not a function\)\nhint: please report/,
  );
  expect(messages.text).not.toMatch(/\bat .*:\d+:\d+/);
});
