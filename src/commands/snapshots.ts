import { defineCommand } from './command.ts';
import { snapshotTable } from './snapshot-table/snapshot-table.ts';

export const snapshots = defineCommand({
  name: 'snapshots',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  isUnrecorded: true,
  params: [],
  options: [],
  group: 'snapshots',
  summary: 'The snapshots that are open',
  description: 'Columns: name, current, runtime, objects, bytes (of all objects), captured, file.',
  examples: ['snapshots'],
  run: (context) => snapshotTable(context.shell.snapshots, context.task),
});
