import { defineCommand } from './command.ts';
import { snapshotTable } from './snapshot-table/snapshot-table.ts';

export const use = defineCommand({
  name: 'use',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  params: [{ name: 'name', kind: 'word', completes: 'snapshot', doc: 'the name of an open snapshot' }],
  options: [],
  group: 'snapshots',
  summary: 'Makes another open snapshot the current one',
  description: 'Earlier results keep to the snapshot that they came from.',
  examples: ['use example'],
  run: (context, args) => snapshotTable([context.shell.use(args.name)], context.task),
});
