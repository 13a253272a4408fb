import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bundledFile } from '../bundled-file.ts';
import { heapshVersion } from '../heapsh-version.ts';

/** Of this program, to the build: the names of all its other bundles, which tell what is in them, are in the first. */
export function programStamp(): string {
  const digest = createHash('sha256').update(readFileSync(bundledFile('./main.js', '../main.ts')));
  return `heapsh ${heapshVersion()} ${digest.digest('hex').slice(0, 16)}`;
}
