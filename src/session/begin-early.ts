import { existsSync, statSync } from 'node:fs';
import type { Team } from '../base/team.ts';
import { identityOf } from '../formats/index-file/identity.ts';
import type { IndexChoice } from './indexes/index-keeper.ts';
import { indexPath } from './indexes/index-path.ts';
import { processTeam } from './team/process-team.ts';

/** Bytes of a file of which there is enough to do for threads. */
const WORTH_THREADS = 16 << 20;

/** What the command line says is to be opened. */
export interface Expected {
  readonly files: readonly string[];
  readonly index: IndexChoice;
}

/**
 * Threads take as long to start as the rest of the program: where a large file is going to be read they start at the same
 * time. Where there is an index nothing is read, and they would only be in the way. Never throws: what is wrong with the
 * file is told by who opens it.
 */
export function beginEarly(
  { files: [file], index }: Expected,
  team: Pick<Team, 'begin'> = processTeam,
): void {
  if (file === undefined || !isLarge(file)) return;
  if (index.uses && hasIndex(file, index)) return;
  team.begin();
}

function isLarge(file: string): boolean {
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
