import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HeapshError } from '../base/errors.ts';

/**
 * A file that comes with heapsh. The build puts all of them in or below the folder of the bundles; when the sources run
 * unbundled, in tests, it is where it is written, as seen from this folder.
 */
export function bundledFile(inBundle: string, inSources: string): string {
  const paths = [inBundle, inSources].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new HeapshError(`${inBundle} is missing from this installation`, { hint: 'install heapsh again' });
}
