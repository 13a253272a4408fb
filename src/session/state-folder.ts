import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where heapsh keeps what outlives a shell: the history, recorded sessions. */
export function stateFolder(environment: NodeJS.ProcessEnv): string {
  const state = environment.XDG_STATE_HOME;
  // The XDG specification says to ignore relative paths.
  const folder = state?.startsWith('/') ? state : join(homedir(), '.local', 'state');
  return join(folder, 'heapsh');
}
