import { readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HeapshError } from '../../base/errors.ts';
import { placeWhole } from './place-whole.ts';
import { mayBeAlive, type ProcessIdentity, thisProcess } from './process-identity.ts';

/** Taking a lock over takes milliseconds: who holds it back for longer has died while doing so. */
const LEFT_BEHIND = 10_000;
const MOST_TRIES = 5;

/**
 * Lets one process alone write a file: `.NAME.lock` beside it, by its real path, so that it holds whatever name the file
 * is called by and whatever the other's environment says. That of a process that has died is taken over.
 */
export class FileLock {
  readonly #lock: string;

  private constructor(lock: string) {
    this.#lock = lock;
  }

  /** The file need not be there yet, its folder must. Throws HeapshError naming who has it, and what the file system throws. */
  static take(file: string): FileLock {
    const lock = lockPath(file);
    const claim = `${lock}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    writeFileSync(claim, JSON.stringify(thisProcess()), { flag: 'wx', mode: 0o600 });
    try {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        if (placeWhole(claim, lock)) return new FileLock(lock);
        const holder = holderOf(lock);
        if (holder !== undefined && mayBeAlive(holder)) throw isTaken(file, lock, holder);
        if (takenOver(claim, lock)) return new FileLock(lock);
      }
    } finally {
      rmSync(claim, { force: true });
    }
    throw new HeapshError(`${file} is being written by another shell`, { hint: 'choose another file' });
  }

  /** Who writes the file now; undefined: nobody does. */
  static holder(file: string): ProcessIdentity | undefined {
    const holder = holderOf(lockPath(file));
    return holder !== undefined && mayBeAlive(holder) ? holder : undefined;
  }

  /** Lets go of a file that a thread of this process has written, and that thread is no more. */
  static abandon(file: string): void {
    try {
      const lock = lockPath(file);
      const { pid, host } = thisProcess();
      const holder = holderOf(lock);
      if (holder?.pid === pid && holder.host === host) rmSync(lock, { force: true });
    } catch {
      // Its folder has gone, and the lock with it; or it stays, and whoever comes next finds that we are dead.
    }
  }

  release(): void {
    rmSync(this.#lock, { force: true });
  }
}

function lockPath(file: string): string {
  const real =
    statSync(file, { throwIfNoEntry: false }) === undefined ? fromRealFolder(file) : realpathSync(file);
  return join(dirname(real), `.${basename(real)}.lock`);
}

function fromRealFolder(file: string): string {
  return join(realpathSync(dirname(file)), basename(file));
}

/**
 * Two who find the same dead holder must not both remove its lock, for the second would remove the first one's: who
 * makes the file `.taking` may. False: try again.
 */
function takenOver(claim: string, lock: string): boolean {
  const taking = `${lock}.taking`;
  if (!placeWhole(claim, taking)) {
    const age = Date.now() - (statSync(taking, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > LEFT_BEHIND) rmSync(taking, { force: true });
    return false;
  }
  try {
    const holder = holderOf(lock);
    if (holder !== undefined && mayBeAlive(holder)) return false;
    rmSync(lock, { force: true });
    return placeWhole(claim, lock);
  } finally {
    rmSync(taking, { force: true });
  }
}

/** Undefined: there is none, or nobody's. */
function holderOf(lock: string): ProcessIdentity | undefined {
  try {
    const told: unknown = JSON.parse(readFileSync(lock, 'utf8'));
    return isIdentity(told) ? told : undefined;
  } catch {
    return undefined; // Not there any more, or not written by us.
  }
}

function isIdentity(value: unknown): value is ProcessIdentity {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    Number.isInteger(value.pid) &&
    'host' in value
  );
}

function isTaken(file: string, lock: string, { pid, host }: ProcessIdentity): HeapshError {
  const isHere = host === thisProcess().host;
  return new HeapshError(
    `${file} is being written by another shell (process ${pid}${isHere ? '' : ` on ${host}`})`,
    {
      hint: isHere ? 'leave that one first, or choose another file' : `if that one has ended, remove ${lock}`,
    },
  );
}
