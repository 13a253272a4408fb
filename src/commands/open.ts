import { QueryError } from '../base/errors.ts';
import { isStandardInput } from '../base/standard-input.ts';
import { defineCommand } from './command.ts';
import { snapshotTable } from './snapshot-table/snapshot-table.ts';

export const open = defineCommand({
  name: 'open',
  aliases: ['load'],
  takes: 'nothing',
  isUnnumbered: true,
  params: [
    { name: 'file', kind: 'file', doc: 'a snapshot; what it is, its content tells, not its name' },
    {
      name: 'name',
      kind: 'word',
      keyword: 'as',
      optional: true,
      doc: "what to call it; the file's name when left out",
    },
  ],
  options: [
    { name: 'partial', kind: 'flag', doc: 'load the whole part of a file that is cut short or damaged' },
  ],
  group: 'snapshots',
  summary: 'Opens a snapshot and makes it the current one',
  description: `Several may be open at once: NAME:SET means a set of another one. Columns: those of snapshots.

A damaged file is refused, with the place where it is damaged; --partial loads what is whole before that place,
and every answer says so. A named pipe is read as it comes; standard input is opened by the command line: … | heapsh -.`,
  examples: ['open before.heapsh as before'],
  async run(context, args) {
    if (isStandardInput(args.file)) {
      throw new QueryError('standard input cannot be opened here', {
        hint: 'the command line does that, once: … | heapsh -; a file of that name is ./-',
      });
    }
    const options = { partial: args.partial === true };
    return snapshotTable(
      [await context.shell.open(args.file, args.name, options, context.task)],
      context.task,
    );
  },
});
