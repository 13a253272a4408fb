import { defineCommand } from './command.ts';
import { exact } from './result.ts';

export const count = defineCommand({
  name: 'count',
  aliases: [],
  takes: 'objects',
  params: [{ name: 'set', kind: 'set', optional: true, doc: 'what to count' }],
  options: [],
  group: 'look',
  summary: 'How many objects, or how many rows',
  description: `With a SET, its objects. After | it counts the rows of a table (the types of a hist, the chains of a
chains), and the objects of anything else.`,
  examples: ['count traceback', 'hist | where count > 100 | count'],
  run(context, args) {
    if (args.set === undefined && context.input?.kind === 'table') {
      const { heap, provenance, rowCount } = context.rows();
      return { kind: 'scalar', heap, provenance, value: rowCount, unit: 'count' };
    }
    const { heap, indexes } = context.objects(args.set);
    return { kind: 'scalar', heap, provenance: exact, value: indexes.length, unit: 'count' };
  },
});
