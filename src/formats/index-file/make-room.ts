import { readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** All index files together take no more than this, nor than half of what the disk would have free without them. */
const MOST_BYTES = 8 * 2 ** 30;

/** Writing takes seconds: what is as old as that was left by a process that died, whoever has its number now. */
const LEFT_BEHIND = 3_600_000;

export const INDEX_EXTENSION = '.index';

export interface IndexEntry {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly lastUsed: number;
}

/** The index files of a folder, those last used first. Empty where there is no such folder. */
export function indexEntries(folder: string): IndexEntry[] {
  return entriesOf(folder, INDEX_EXTENSION).sort((a, b) => b.lastUsed - a.lastUsed);
}

/** Removes those that were not used for the longest time, and what processes that died left. Never the one at `kept`. Never throws. */
export function makeRoom(kept: string, most = mostBytes(dirname(kept))): void {
  const folder = dirname(kept);
  let total = 0;
  for (const { path, size } of indexEntries(folder)) {
    total += size;
    if (total > most && path !== kept) remove(path);
  }
  sweep(folder);
}

/** Removes what processes that ended while they wrote have left, of indexes whose names begin so. Never throws. */
export function sweep(folder: string, name = ''): void {
  for (const { path, lastUsed, writer } of partsOf(folder, name))
    if (Date.now() - lastUsed > LEFT_BEHIND || !isAlive(writer)) remove(path);
}

/** Removes what this process has begun to write, and will not finish. Never throws. */
export function dropOwnParts(folder: string, name = ''): void {
  for (const { path, writer } of partsOf(folder, name)) if (writer === process.pid) remove(path);
}

/** `writer`: the number of the process. */
function partsOf(folder: string, name: string): readonly (IndexEntry & { readonly writer: number })[] {
  return entriesOf(folder, '.part')
    .filter(({ path }) => basename(path).startsWith(name))
    .map((entry) => ({ ...entry, writer: Number(/\.(\d+)-\w+\.part$/.exec(entry.path)?.[1]) }));
}

/** One on another machine that shares the folder may be taken for dead: then it has written for nothing. */
function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0) && !hasEnded(processId);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether all that is left of it is its number, until its parent asks how it ended. Only Linux tells. */
function hasEnded(processId: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${processId}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

function mostBytes(folder: string): number {
  const used = indexEntries(folder).reduce((sum, { size }) => sum + size, 0);
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.min(MOST_BYTES, (bavail * bsize + used) / 2);
  } catch {
    return MOST_BYTES; // The file system does not tell.
  }
}

function entriesOf(folder: string, extension: string): IndexEntry[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // There is none.
  }
  return names
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name))
    .flatMap((path) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats === undefined ? [] : [{ path, size: stats.size, lastUsed: stats.mtimeMs }];
    });
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return; // It stays; the next one who writes tries again.
  }
}
