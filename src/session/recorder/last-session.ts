import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../base/make-folder.ts';
import { stateFolder } from '../state-folder.ts';
import { FileLock } from './file-lock.ts';

export function sessionsFolder(environment: NodeJS.ProcessEnv): string {
  return join(stateFolder(environment), 'sessions');
}

/** What `--resume` offers next time, wherever the file is. */
export function rememberLast(file: string, environment: NodeJS.ProcessEnv): void {
  try {
    makeFolder(stateFolder(environment));
    writeFileSync(pointer(environment), `${file}\n`, { mode: 0o600 });
  } catch {
    // A convenience: where nothing can be kept, `record FILE` still finds what one names.
  }
}

/** The session that was recorded last and that no other shell is writing; undefined: there is none. */
export function lastSession(environment: NodeJS.ProcessEnv): string | undefined {
  return [...remembered(environment), ...automaticSessions(environment)].find(
    (file) =>
      statSync(file, { throwIfNoEntry: false })?.isFile() === true && FileLock.holder(file) === undefined,
  );
}

function pointer(environment: NodeJS.ProcessEnv): string {
  return join(stateFolder(environment), 'last-session');
}

function remembered(environment: NodeJS.ProcessEnv): string[] {
  try {
    return [readFileSync(pointer(environment), 'utf8').replace(/\n$/, '')];
  } catch {
    return []; // None yet.
  }
}

/** Newest first, by their names. */
function automaticSessions(environment: NodeJS.ProcessEnv): string[] {
  const folder = sessionsFolder(environment);
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .sort()
      .reverse()
      .map((name) => join(folder, name));
  } catch {
    return []; // None yet.
  }
}
