import { existsSync, statSync } from 'node:fs';
import type { Team } from '../base/team.ts';
import { identityOf } from '../formats/index-file/identity.ts';
import type { Step } from './command-line/read-command-line.ts';
import type { IndexChoice } from './indexes/index-keeper.ts';
import { indexPath } from './indexes/index-path.ts';
import { processTeam } from './team/process-team.ts';

/** Bytes of a file of which there is enough to do for threads. */
const WORTH_THREADS = 16 << 20;

/**
 * Commands and other names of theirs that search the whole heap as soon as they are asked about many objects. The table
 * of commands, which has everything else of them, takes longer to load than threads take to start.
 */
export const searchingCommands: readonly string[] = ['whatif', 'retained', 'domisize', 'cut'];

/** What the command line says is to be opened, and asked. */
export interface Expected {
  /** None are known where somebody is going to type them. */
  readonly steps?: readonly Step[];
  readonly files: readonly string[];
  readonly index: IndexChoice;
}

/**
 * Threads take as long to start as the rest of the program: where a large file is going to be read they start at the same
 * time. Where there is an index nothing is read, and they would only be in the way of small questions. Never throws: what is wrong with the
 * file is told by who opens it.
 */
export function beginEarly(
  { files: [file], index, steps = [] }: Expected,
  team: Pick<Team, 'begin'> = processTeam,
): void {
  if (file === undefined || !isLarge(file)) return;
  if (index.uses && hasIndex(file, index) && !steps.some(asksForSearch)) return;
  team.begin();
}

function asksForSearch({ kind, value }: Step): boolean {
  return kind === 'line' && value.split(/[^\w]+/).some((word) => searchingCommands.includes(word));
}

/** Whether it takes so long to read that it is worth to get ready for it. False of what cannot be looked at. */
export function isLarge(file: string): boolean {
  try {
    return statSync(file).size >= WORTH_THREADS;
  } catch {
    return false;
  }
}

function hasIndex(file: string, index: IndexChoice): boolean {
  if (index.file !== undefined) return existsSync(index.file);
  const identity = identityOf(file);
  return identity !== undefined && existsSync(indexPath(identity));
}
