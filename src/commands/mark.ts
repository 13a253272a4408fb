import { QueryError } from '../base/errors.ts';
import { formatCount } from '../base/quantities.ts';
import type { SetNode } from '../query/ast.ts';
import { defineCommand } from './command.ts';
import { markColumns, markTable } from './mark-table/mark-table.ts';

export const mark = defineCommand({
  name: 'mark',
  aliases: [],
  takes: 'objects',
  columns: markColumns,
  isUnnumbered: true,
  params: [
    { name: 'object', kind: 'set', doc: 'one object: $3[0], 0x…; of a chain, its head' },
    { name: 'name', kind: 'word', doc: 'what to call it from now on: a word that means nothing yet' },
  ],
  options: [],
  group: 'session',
  summary: 'Gives an object a name, which is a set from then on',
  description: `\`mark $3[0] cache\`, and \`at cache\`, \`chain cache\`, \`cache->*\` are about that object, whatever $3 was. A mark
is of one snapshot and goes when that is closed; each snapshot may have its own \`cache\`, and \`before:cache\` is another
one's. Marking anew moves the name. Where a type has the name too, the mark is meant, and "cache" is the type.

Answers with one row and no number: \`_\` is still what it was.`,
  examples: ['mark AstroidManager[0] manager', 'traceback | tail 1 | mark last_one'],
  run(context, { object: set, name }) {
    if (objectText.test(name)) throw swapped(set, name);
    const { heap, indexes } = context.subjects(set);
    const [object] = indexes;
    if (object === undefined || indexes.length > 1) throw notOne(indexes.length);
    for (const note of context.shell.mark(name, heap, object)) context.note(note);
    return markTable(
      markColumns,
      [{ name, heap, object }],
      heap,
      context.shell.snapshots.length > 1,
      context.task,
    );
  },
});

const objectText = /^(?:@\d|0x|\$\d)/;

/** `mark cache @12` */
function swapped(set: SetNode | undefined, name: string): QueryError {
  const object = set?.kind === 'name' ? `mark ${name} ${set.name}` : 'mark OBJECT NAME';
  return new QueryError(`\`${name}\` is an object, and stands before its name`, { hint: `write ${object}` });
}

function notOne(count: number): QueryError {
  const found = count === 0 ? 'there is none' : `these are ${formatCount(count)}`;
  return new QueryError(`a mark is the name of one object, and ${found}`, {
    hint: count === 0 ? undefined : 'pick one by its place: $3[0], traceback[0], or … | head 1',
  });
}
