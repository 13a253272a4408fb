import { twoColumns } from './columns.ts';
import { paragraphs } from './paragraphs.ts';
import type { Topic } from './topics.ts';
import { usage } from './usage.ts';

export const stagesTopic: Topic = {
  name: 'stages',
  summary: 'what can stand after |: filters, order, columns, groups',
  lines: (commands) => [
    ...paragraphs(`A | stage: the stage works on the rows of A. Rows keep what they stand for, so that after any stage
$1[0] is still a set of objects.`),
    '',
    ...twoColumns(
      commands.filter(({ group }) => group === 'stages').map((command) => [usage(command), command.summary]),
    ),
    '',
    'Commands that take a SET work there too, on the objects behind the rows:',
    ...twoColumns(
      commands
        .filter(({ group, takes }) => group !== 'stages' && takes === 'objects')
        .map((command) => [command.name, command.summary]),
    ),
  ],
};
