import { statSync } from 'node:fs';
import nodeModule from 'node:module';
import { join } from 'node:path';
import { makeFolder } from '../base/make-folder.ts';
import { cacheFolder } from './indexes/cache-folder.ts';

/** Of `node:module`, from Node 22.8 on. It never throws: what cannot be kept is compiled anew. */
interface CompileCache {
  enableCompileCache?(folder: string): { readonly directory?: string };
}

/** What others may write to is not theirs to have run. */
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Where Node can, it keeps what it compiles of heapsh from now on, in all threads, for the next start: that is a fifth of the
 * time of a short question. Beside the index files, for the user alone; about a megabyte for each version of heapsh and Node.
 * Does nothing where the user has chosen another place already, and where there is none. Never throws.
 */
export function keepCompiled(environment: NodeJS.ProcessEnv): void {
  const { enableCompileCache } = nodeModule as CompileCache;
  if (enableCompileCache === undefined || environment.NODE_COMPILE_CACHE !== undefined) return;
  const folder = ownFolder(join(cacheFolder(environment), 'compiled'));
  if (folder === undefined) return;
  const { directory } = enableCompileCache(folder);
  // Threads that are begun later look there.
  if (directory !== undefined) environment.NODE_COMPILE_CACHE = folder;
}

/** Undefined: it cannot be made, or does not belong to the user alone. What is there is run, and must be nobody else's. */
function ownFolder(path: string): string | undefined {
  try {
    makeFolder(path);
    const { uid, mode } = statSync(path);
    const isOwn =
      process.getuid === undefined || (uid === process.getuid() && (mode & WRITABLE_BY_OTHERS) === 0);
    return isOwn ? path : undefined;
  } catch {
    return undefined; // A home that cannot be written to: Node compiles as it always did.
  }
}
