import { homedir } from 'node:os';

/** `~/x` as a system shell would have read it. */
export function expandHome(file: string): string {
  return file === '~' || file.startsWith('~/') ? homedir() + file.slice(1) : file;
}

/** The other way round: `~/x` for a file below the home folder. */
export function shortenHome(file: string): string {
  const home = homedir();
  return home.length > 1 && file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
}
