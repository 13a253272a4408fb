import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the tests of one file, removed after them. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heapsh-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files into such a folder, and says where they are. */
export function temporaryFiles(): (name: string, bytes: Uint8Array) => string {
  const folder = temporaryFolder();
  return (name, bytes) => {
    const file = join(folder, name);
    // Some file systems write to the disk what a file had before it is cut to nothing.
    rmSync(file, { force: true });
    writeFileSync(file, bytes);
    return file;
  };
}
