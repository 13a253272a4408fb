import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process as no other is: numbers are given to new processes again, and each machine counts by itself. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the system's own ticks; undefined where the system does not tell. */
  readonly started: string | undefined;
  readonly host: string;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid), host: hostname() };
}

/** False only when it is certain that it has ended: that of another machine cannot be looked at. */
export function mayBeAlive({ pid, started, host }: ProcessIdentity): boolean {
  if (host !== hostname()) return true;
  if (!exists(pid)) return false;
  const now = startOf(pid);
  return started === undefined || now === undefined || now === started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and not ours.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The 22nd field of Linux's /proc/PID/stat; the second is a name in brackets, with whatever characters. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined; // Other systems have no such file; then the number alone must do.
  }
}
