import { expect, test } from 'vitest';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';

const front = (...lines: string[]) => parseSessionFile(`---\n${lines.join('\n')}\n---\n`);

test('what people write by hand', () => {
  const file = front(
    '# a comment',
    'title: anything: at all',
    'tags:',
    '  - memory',
    'heapsh: 1   # the version',
    "snapshot: [ 'it''s.heapsh' , b.heapsh,\"c\\u0041\" ]",
    `sha256: [null, ${'AB'.repeat(32)}]`,
    'objects: [12, ~, 7]',
  );
  expect(file.problems).toEqual([]);
  const nothing = { sha256: undefined, runtime: undefined, objectCount: undefined };
  expect(file.frontMatter?.values).toEqual({
    formatVersion: 1,
    snapshots: [
      { ...nothing, file: "it's.heapsh", objectCount: 12 },
      { ...nothing, file: 'b.heapsh', sha256: 'ab'.repeat(32) },
      { ...nothing, file: 'cA', objectCount: 7 },
    ],
    writtenBy: undefined,
    date: undefined,
  });
});

test.each([
  [['heapsh: 2'], 2, 'heapsh: version 2 is newer than this heapsh reads (1)'],
  [['heapsh: one'], 2, 'heapsh: is not a count'],
  [['heapsh: 1', 'sha256: 4be'], 3, 'sha256: is not 64 hexadecimal digits'],
  [['snapshot: "a'], 2, 'snapshot: is neither a value nor a list of values'],
  [['snapshot: [a, b'], 2, 'snapshot: is neither a value nor a list of values'],
  [['snapshot: [a] b'], 2, 'snapshot: is neither a value nor a list of values'],
  [['snapshot: "\\q"'], 2, 'snapshot: is neither a value nor a list of values'],
  [['heapsh: 1', 'heapsh: 1'], 3, 'heapsh: is told twice; the last one holds'],
])('%j is told', (lines, lineNumber, message) => {
  expect(front(...lines).problems).toEqual([{ lineNumber, message }]);
});

test('a line across the page is no front matter', () => {
  const file = parseSessionFile('---\n\nSome words.\n\n```heapsh\n> a\n```\n');
  expect(file.frontMatter).toBeUndefined();
  expect(file.parts.map(({ kind }) => kind)).toEqual(['prose', 'block']);
});
