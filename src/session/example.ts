import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HeapshError } from '../base/errors.ts';

// Beside the bundle, and, when the sources run unbundled in tests, beside this folder.
const places = ['./example/', '../example/'];

/** The snapshot that comes with heapsh: a small run of Pylint that holds on to its tracebacks. */
export function exampleSnapshot(): string {
  return exampleFile('pylint.heapsh');
}

/** The lines that tell its story. */
export function exampleReport(): string {
  return exampleFile('report.hsh');
}

function exampleFile(name: string): string {
  const paths = places.map((place) => fileURLToPath(new URL(place + name, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) {
    throw new HeapshError(`the embedded example ${name} is missing`, { hint: 'install heapsh again' });
  }
  return found;
}
