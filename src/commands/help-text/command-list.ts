import { type Command, type CommandGroup, commandGroups } from '../command.ts';
import { twoColumns, widestLeft } from './columns.ts';
import { topics } from './topics.ts';

const titles: Record<CommandGroup, string> = {
  snapshots: 'Snapshots',
  look: 'Looking',
  paths: 'Who holds what',
  'what-if': 'What would free it',
  python: 'Python',
  stages: 'Stages, after |',
  session: 'The session',
  shell: 'The shell',
};

/** `help`: every command by group, in the order of the table, and the topics. */
export function commandList(commands: readonly Command[]): string[] {
  const rowsOf = (group: CommandGroup) =>
    commands
      .filter((command) => command.group === group)
      .map(({ name, summary }) => [name, summary] as const);
  const topicRows = topics.map((topic) => [topic.name, topic.summary] as const);
  const width = widestLeft([...commandGroups.flatMap(rowsOf), ...topicRows]);
  const lines = commandGroups.flatMap((group) => {
    const rows = rowsOf(group);
    return rows.length === 0 ? [] : [titles[group], ...twoColumns(rows, width), ''];
  });
  return [...lines, 'Topics', ...twoColumns(topicRows, width), '', 'help COMMAND or help TOPIC tells more'];
}
