import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../src/base/make-folder.ts';
import { temporaryFiles, temporaryFolder } from '../support/temporary-files.ts';

const folder = temporaryFolder();
const write = temporaryFiles();

test('makes what is missing of a path, for the user alone, and leaves what is there', () => {
  const path = join(folder, 'a', 'b', 'c');
  makeFolder(path);
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
  expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
});

test('says what the system says where there can be no folder', () => {
  const file = write('file', Buffer.from('text'));
  expect(() => makeFolder(file)).toThrow(/EEXIST/);
  expect(() => makeFolder(join(file, 'below'))).toThrow(/ENOTDIR|EEXIST/);
  // Node's own way does not come back from here.
  if (existsSync('/proc/self')) expect(() => makeFolder('/proc/nowhere/heapsh')).toThrow(/ENOENT/);
});
