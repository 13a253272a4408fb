import { readFileSync } from 'node:fs';
import { bundledFile } from './bundled-file.ts';

/** The snapshot that comes with heapsh: a small run of Pylint that holds on to its tracebacks. */
export function exampleSnapshot(): string {
  return bundledFile('example/pylint.heapsh', '../example/pylint.heapsh');
}

/** The session that tells its story, as text. */
export function exampleTour(): string {
  return readFileSync(bundledFile('example/tour.md', '../example/tour.md'), 'utf8');
}
