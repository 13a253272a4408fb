import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { FileLock } from '../../../src/session/recorder/file-lock.ts';
import { rewriteFile } from '../../../src/session/replay/rewrite-file.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const file = temporaryFiles();

test('who has written to the file meanwhile keeps what he wrote', () => {
  const name = file('a.md', Buffer.from('as it was read'));
  writeFileSync(name, 'as somebody changed it');
  expect(() => rewriteFile(name, Buffer.from('as it was read'), 'new')).toThrow('has changed');
  expect(readFileSync(name, 'utf8')).toBe('as somebody changed it');
  expect(readdirSync(dirname(name))).toEqual(['a.md']);
});

test('a file that a shell is recording to is left to it', () => {
  const bytes = Buffer.from('old');
  const name = file('b.md', bytes);
  const lock = FileLock.take(name);
  expect(() => rewriteFile(name, bytes, 'new')).toThrow('being written by another');
  lock.release();
  rewriteFile(name, bytes, 'new');
  expect(readFileSync(name, 'utf8')).toBe('new');
});
