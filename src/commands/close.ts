import { defineCommand } from './command.ts';
import { snapshotTable } from './snapshot-table/snapshot-table.ts';

export const close = defineCommand({
  name: 'close',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  params: [
    {
      name: 'name',
      kind: 'word',
      optional: true,
      completes: 'snapshot',
      doc: 'which snapshot; the current one when left out',
    },
  ],
  options: [],
  group: 'snapshots',
  summary: 'Closes a snapshot and frees its memory',
  description: 'Results that came from it go with it. The answer shows what is still open.',
  examples: ['close'],
  run(context, args) {
    context.shell.close(args.name);
    return snapshotTable(context.shell.snapshots, context.task);
  },
});
