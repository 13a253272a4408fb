import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where heapsh keeps what it can make anew: index files. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const cache = environment.XDG_CACHE_HOME;
  // The XDG specification says to ignore relative paths.
  const folder = cache?.startsWith('/') ? cache : join(homedir(), '.cache');
  return join(folder, 'heapsh');
}
