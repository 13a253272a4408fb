import { defineCommand } from './command.ts';
import { asideResult } from './result.ts';

export const objective = defineCommand({
  name: 'objective',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  params: [{ name: 'text', kind: 'prose', doc: 'all that is left of the line, as it stands' }],
  options: [],
  group: 'session',
  summary: 'Says in the session what is to be found out',
  description: `An investigation that knows what it is after is shorter. There may be more than one; each counts from
where it stands. Nothing in the text has a meaning: neither quotes nor | nor #.`,
  examples: ['objective find what holds the tracebacks, then prove the fix'],
  prose: ({ text }) => `Objective: ${text}`,
  run: () => asideResult('objective noted'),
});
