import type { Command } from '../commands/command.ts';
import type { Heap } from '../query/heap.ts';
import type { Marks } from './marks.ts';
import type { Results } from './results.ts';

/**
 * What to say when a result is given a name that means something already: where a line begins, commands are looked for
 * first; where a set stands, results before types.
 */
export function nameNotes(
  name: string,
  commands: readonly Command[],
  heap: Heap | undefined,
  marks: Marks,
): string[] {
  const notes: string[] = [];
  const command = commands.find((each) => each.name === name || each.aliases.includes(name));
  if (command !== undefined) {
    const same = command.name === name ? '' : ` \`${command.name}\``;
    notes.push(
      `a line that begins with \`${name}\` is still the command${same}: \`${name}[:]\` begins with this result`,
    );
  }
  if (marks.all.some((mark) => mark.name === name)) notes.push(`\`${name}\` is no mark any more`);
  return [...notes, ...typeNotes(name, 'result', heap)];
}

/** What to say when an object is given a name: what had it, and what it hides. `before`: the object that was called so. */
export function markNotes(name: string, heap: Heap, before: number | undefined, results: Results): string[] {
  const notes: string[] = [];
  if (before !== undefined) {
    const { addresses } = heap.snapshot.objects;
    notes.push(`\`${name}\` was the object at 0x${addresses[before]!.toString(16)} until now`);
  }
  const number = results.numberOf(name);
  if (number !== undefined) notes.push(`\`${name}\` means this object from now on; the result is $${number}`);
  return [...notes, ...typeNotes(name, 'object', heap)];
}

function typeNotes(name: string, meaning: 'result' | 'object', heap: Heap | undefined): string[] {
  const isType = heap?.snapshot.types.some((type) => type.name === name) === true;
  return isType ? [`\`${name}\` means this ${meaning} from now on; the type is \`"${name}"\``] : [];
}
