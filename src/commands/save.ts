import { defineCommand } from './command.ts';
import { recordingOf } from './record.ts';
import { textResult } from './result.ts';

export const save = defineCommand({
  name: 'save',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  isUnrecorded: true,
  params: [{ name: 'file', kind: 'file', doc: 'a new one' }],
  options: [],
  group: 'session',
  summary: 'Puts the session so far into a file of your own, and goes on there',
  description: `All that was recorded, as \`record\` tells of it. A file that is there already is not overwritten; \`record FILE\`
continues one.`,
  examples: ['save leak.md'],
  run: ({ shell }, { file }) => ({ ...textResult(undefined, recordingOf(shell).save(file)), isAside: true }),
});
