import { expect, test } from 'vitest';
import { readCommandLine } from '../../src/session/command-line/read-command-line.ts';
import { usageLines } from '../../src/session/command-line/usage.ts';
import { shellWords } from '../../src/session/dot-commands/shell-words.ts';

function run(...argv: string[]) {
  const invocation = readCommandLine(argv);
  if (invocation.kind !== 'run') throw new Error(`it is ${invocation.kind}`);
  return invocation.run;
}

test('snapshots, steps in their order, and options', () => {
  expect(
    run('a.heapsh', '-c', 'hist', '--mode=json', 'b.heapsh', '-f', 'x.hsh', '-c', '-1', '--limit', '5'),
  ).toMatchObject({
    files: ['a.heapsh', 'b.heapsh'],
    steps: [
      { kind: 'line', value: 'hist' },
      { kind: 'script', value: 'x.hsh' },
      { kind: 'line', value: '-1' },
    ],
    mode: 'json',
    limit: '5',
    useExample: false,
  });
  expect(run('--', '--odd-name', '-c').files).toEqual(['--odd-name', '-c']);
  expect(run('demo')).toMatchObject({ files: [], useExample: true });
  expect(run('help', 'hist').steps).toEqual([{ kind: 'line', value: 'help hist' }]);
});

test('what stands behind a script is its arguments', () => {
  const given = run(
    'a.heapsh',
    '-f',
    'x.hsh',
    'str',
    '--mode',
    'json',
    '3',
    '-c',
    'hist',
    '-f',
    'y.hsh',
    '--',
    '-v',
  );
  expect(given.files).toEqual(['a.heapsh']);
  expect(given.steps).toEqual([
    { kind: 'script', value: 'x.hsh', arguments: ['str', '3'] },
    { kind: 'line', value: 'hist' },
    { kind: 'script', value: 'y.hsh', arguments: ['-v'] },
  ]);
  expect(run('demo', '-f', 'x.hsh', 'demo')).toMatchObject({
    files: [],
    useExample: true,
    steps: [{ arguments: ['demo'] }],
  });
  expect(run('-f', 'x.hsh', 'help').steps).toEqual([{ kind: 'script', value: 'x.hsh', arguments: ['help'] }]);
});

test.each([
  [['--help'], 'usage'],
  [['help'], 'usage'],
  [['x', '-h', '--nonsense=1'].slice(0, 2), 'usage'],
  [['-V'], 'version'],
  [['agent', 'python'], 'agent'],
  [['capture', 'python', '--', 'python', '--help'], 'capture'],
])('%j is %s', (argv, kind) => {
  expect(readCommandLine(argv).kind).toBe(kind);
});

test.each([
  [['--jsno'], 'unknown option --jsno'],
  [['-z'], 'unknown option -z'],
  [['a', '--cut'], 'option --cut needs a value'],
  [['a', '-c'], 'option -c needs a value'],
  [['a', '--quiet=yes'], 'option --quiet takes no value'],
  [['--quiet', 'replay', 'x.md'], 'options of replay stand behind it'],
])('%j is wrong: %s', (argv, message) => {
  expect(() => readCommandLine(argv)).toThrow(message);
});

test('a mistyped option names the one that was meant', () => {
  expect(() => readCommandLine(['--limt', '3'])).toThrow(
    expect.objectContaining({ hint: 'did you mean `--limit`?' }),
  );
});

test('the looks of the full-screen shell are chosen, and a theme that is not there is refused', () => {
  expect(readCommandLine(['--theme', 'light', '--no-mouse'])).toMatchObject({
    run: { theme: 'light', noMouse: true, plain: false },
  });
  expect(() => readCommandLine(['--theme', 'pink'])).toThrow('there is no theme pink');
});

test('the help tells every option and fits a terminal', () => {
  const lines = usageLines();
  expect(lines.join('\n')).toContain('--keep-going');
  expect(lines.join('\n')).not.toContain('--example');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
});

test.each([
  ['.read a.hsh', ['.read', 'a.hsh']],
  [".read 'a b.hsh'", ['.read', 'a b.hsh']],
  ['.read "a \\"b\\""', ['.read', 'a "b"']],
  ['.read a\\ b', ['.read', 'a b']],
  [".read x'y z'w", ['.read', 'xy zw']],
  [".read 'open", ['.read', 'open']],
  ['  .mode  json ', ['.mode', 'json']],
])('%s is the words %j', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});
