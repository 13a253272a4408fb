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
    const countsRows = args.set === undefined && context.input?.kind === 'table';
    const { heap, provenance } = countsRows ? context.rows() : { heap: context.heap, provenance: exact };
    const value = countsRows ? context.rows().rowCount : context.objects(args.set).indexes.length;
    return { kind: 'scalar', heap, provenance, value, unit: 'count' };
  },
});
