import { NONE } from '../model/kinds.ts';
import { defineCommand } from './command.ts';
import { exact, smallTable } from './result.ts';

export const replay = defineCommand({
  name: 'replay',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  isUnrecorded: true,
  params: [{ name: 'file', kind: 'file', doc: 'a session, or a plain file of lines' }],
  options: [],
  group: 'session',
  summary: 'Runs a session again, and tells what is equal',
  description: `The lines of the file are run in a session of their own, on the snapshots that are open here, without their cuts;
nothing of it changes this session. Columns: step, outcome, command, difference, and passes (hidden).

On the snapshot that was recorded all answers must be equal. On another one what differs is drift, and \`expect\`
decides. The numbers of answers stay what they were: where a line fails now, who asks for its $n is told so.

\`heapsh replay FILE\` does the same without a shell, with differences row by row, and with --update writes the answers of today
into the file. Costs what its lines cost.`,
  examples: ['replay leak.md'],
  async run({ shell, task }, { file }) {
    const { lines, notes } = await shell.replay(file, task);
    return {
      ...smallTable(lines, [
        { name: 'step', unit: 'index', cell: ({ step }) => step },
        { name: 'outcome', unit: 'text', cell: ({ outcome }) => outcome },
        { name: 'command', unit: 'text', cell: ({ command }) => command },
        { name: 'difference', unit: 'text', cell: ({ difference }) => difference },
        { name: 'passes', unit: 'boolean', hidden: true, cell: ({ passes }) => passes },
      ]),
      heap: undefined,
      provenance: { ...exact, notes },
      objectsOf: () => new Uint32Array(0),
      subjectOf: () => NONE,
    };
  },
});
