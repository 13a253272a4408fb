import type { Command } from '../commands/command.ts';
import type { Heap } from '../query/heap.ts';

/**
 * What to say when a result is given a name that means something already: where a line begins, commands are looked for
 * first; where a set stands, results before types.
 */
export function nameNotes(name: string, commands: readonly Command[], heap: Heap | undefined): string[] {
  const notes: string[] = [];
  const command = commands.find((each) => each.name === name || each.aliases.includes(name));
  if (command !== undefined) {
    const same = command.name === name ? '' : ` \`${command.name}\``;
    notes.push(
      `a line that begins with \`${name}\` is still the command${same}: \`${name}[:]\` begins with this result`,
    );
  }
  if (heap?.snapshot.types.some((type) => type.name === name)) {
    notes.push(`\`${name}\` means this result from now on; the type is \`"${name}"\``);
  }
  return notes;
}
