import { defineCommand } from './command.ts';
import { asideResult } from './result.ts';

export const note = defineCommand({
  name: 'note',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  params: [{ name: 'text', kind: 'prose', doc: 'all that is left of the line, as it stands' }],
  options: [],
  group: 'session',
  summary: 'Keeps a remark in the session',
  description: `For who reads the session later. Nothing in the text has a meaning: neither quotes nor | nor #.
\`history\` lists it among what was asked.`,
  examples: ["note the cache holds exceptions | with tracebacks: that's the leak"],
  prose: ({ text }) => `Note: ${text}`,
  run: () => asideResult('noted'),
});
