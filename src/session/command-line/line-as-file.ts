import { existsSync } from 'node:fs';
import { UsageError } from '../../base/errors.ts';
import { isStandardInput } from '../../base/standard-input.ts';
import { visible } from '../../output/visible.ts';
import { leadingCommandWord } from '../../query/parser/names.ts';

/** Throws UsageError where what should be a snapshot is no file but begins as a line of the language: `heapsh app.heapsh hist`. */
export async function refuseLineAsFile(files: readonly string[]): Promise<void> {
  const at = files.findIndex((file) => !isStandardInput(file) && !existsSync(file));
  const file = files[at];
  const word = file === undefined ? undefined : leadingCommandWord(file);
  if (file === undefined || word === undefined) return;
  // Only now: it takes as long as to answer something.
  const { commands } = await import('../../commands/index.ts');
  const command = commands.find(({ name, aliases }) => name === word || aliases.includes(word));
  if (command === undefined) return;
  const isOpen = command.name === 'open';
  const snapshots = isOpen ? files.slice(at + 1) : files.slice(0, at);
  const opens = ['heapsh', ...(snapshots.length === 0 ? ['SNAPSHOT'] : snapshots)].join(' ');
  throw new UsageError(`${visible(file)} is no file, but a line for the shell`, {
    hint: visible(isOpen ? opens : `${opens} -c '${files.slice(at).join(' ')}'`),
  });
}
