import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A directory for the tests of one file, removed after them. Returns what writes a file there and says where it is. */
export function temporaryFiles(): (name: string, bytes: Uint8Array) => string {
  const directory = mkdtempSync(join(tmpdir(), 'heapsh-test-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  return (name, bytes) => {
    const file = join(directory, name);
    writeFileSync(file, bytes);
    return file;
  };
}
