import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileDigest, fileDigestNow } from '../../src/base/file-digest.ts';
import { quietTask } from '../../src/base/task.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

const folder = temporaryFolder();

test('is the SHA-256 of the bytes', async () => {
  const file = join(folder, 'abc');
  writeFileSync(file, 'abc');
  const digest = await fileDigest(file, quietTask);
  expect(digest).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(fileDigestNow(file, quietTask)).toBe(digest);
});

test('a file that is not there is an error', async () => {
  await expect(fileDigest(join(folder, 'nothing'), quietTask)).rejects.toThrow('ENOENT');
  expect(() => fileDigestNow(join(folder, 'nothing'), quietTask)).toThrow('ENOENT');
});
