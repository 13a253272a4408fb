import { describe, expect, test } from 'vitest';
import { pythonHeap } from '../commands/python-heap.ts';
import { heapsh, needsBuild } from '../support/heapsh-process.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';

needsBuild();

const file = temporaryFiles();
const small = file('small.heapsh', writeHeapsh(pythonHeap().snapshot));
const script = (name: string, ...lines: string[]) => file(name, Buffer.from(lines.join('\n')));

test.concurrent('a script is a test of a heap: it stops at what does not hold', async () => {
  const steps = script('test.hsh', 'expect count(traceback) = 2', 'expect count(frame) > 2', 'count frame');
  const { status, out, err } = await heapsh([small, '-f', steps]);
  expect({ status, out }).toEqual({ status: 1, out: 'count(traceback) = 2, expected = 2\n' });
  expect(err).toContain(`${steps}:2: expected count(frame) > 2, but it is 2`);
});

describe('--keep-going runs the rest, and the exit status still tells', () => {
  const lines = ['expect count(frame) > 2', 'count nonsense', 'count frame'];
  const outcome = {
    status: 1,
    out: expect.stringMatching(/^2\n$/),
    err: expect.stringContaining('nonsense'),
  };

  test.concurrent('of a file', async () => {
    expect(await heapsh([small, '--keep-going', '-f', script('all.hsh', ...lines)])).toMatchObject(outcome);
  });
  test.concurrent('of standard input', async () => {
    expect(await heapsh([small, '--keep-going'], { input: lines.join('\n') })).toMatchObject(outcome);
  });
  test.concurrent('of several lines', async () => {
    const args = lines.flatMap((line) => ['-c', line]);
    expect(await heapsh([small, '--keep-going', ...args])).toMatchObject(outcome);
  });
});

test.concurrent('in JSON, what holds is true and what does not is an error that is false', async () => {
  const lines = ['expect count(frame) = 2', 'expect count(frame) = 3', 'count nonsense'];
  const { out } = await heapsh([
    small,
    '--keep-going',
    '--mode',
    'json',
    ...lines.flatMap((line) => ['-c', line]),
  ]);
  const [held, failed, wrong] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(held).toMatchObject({ kind: 'scalar', value: true, provenance: { exact: true } });
  expect(failed).toMatchObject({ kind: 'error', value: false, column: 7, length: 16 });
  expect(wrong).not.toHaveProperty('value');
});

describe('arguments of a script', () => {
  const steps = script(
    'args.hsh',
    '# $arg1 is a type',
    'count $arg1',
    'str | where @value = "$arg2" | count',
  );

  test.concurrent('stand behind it', async () => {
    expect(await heapsh([small, '-f', steps, 'traceback', 'a | b'])).toMatchObject({
      status: 0,
      out: '2\n\n0\n',
    });
  });

  test.concurrent('that are missing are told with the line', async () => {
    const { status, out, err } = await heapsh([small, '-f', steps, 'traceback']);
    expect({ status, out }).toEqual({ status: 1, out: '2\n' });
    expect(err).toContain(`${steps}:3: there is no argument \`$arg2\`: the script was given one`);
    expect(err).toContain('^^^^^');
  });

  test.concurrent('are handed on by .read', async () => {
    const outer = script('outer.hsh', `.read "${steps}" $arg1 none`, 'count $arg1');
    expect(await heapsh([small, '-f', outer, 'frame'])).toMatchObject({ status: 0, out: '2\n\n0\n\n2\n' });
  });
});
