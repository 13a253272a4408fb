import { homedir } from 'node:os';

/** `~/x` as a system shell would have read it. */
export function expandHome(file: string): string {
  return file === '~' || file.startsWith('~/') ? homedir() + file.slice(1) : file;
}
