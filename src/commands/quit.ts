import { defineCommand } from './command.ts';
import { textResult } from './result.ts';

export const quit = defineCommand({
  name: 'quit',
  aliases: ['exit'],
  takes: 'nothing',
  isUnnumbered: true,
  isUnrecorded: true,
  params: [],
  options: [],
  group: 'shell',
  summary: 'Leaves the shell',
  description: 'The end of the input (Ctrl-D) does the same.',
  examples: ['quit'],
  run(context) {
    context.shell.quit();
    return textResult(undefined, []);
  },
});
