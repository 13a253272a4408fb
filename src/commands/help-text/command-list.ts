import { type Command, type CommandGroup, commandGroups } from '../command.ts';
import { twoColumns } from './columns.ts';
import { topics } from './topics.ts';

const titles: Record<CommandGroup, string> = {
  snapshots: 'Snapshots',
  look: 'Looking',
  paths: 'Who holds what',
  python: 'Python',
  stages: 'Stages, after |',
  session: 'The session',
  shell: 'The shell',
};

/** `help`: every command by group, in the order of the table, and the topics. */
export function commandList(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commandGroups.flatMap((group) => {
    const rows = commands.filter((command) => command.group === group);
    if (rows.length === 0) return [];
    return [titles[group], ...rows.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`), ''];
  });
  const topicRows = topics.map((topic) => [topic.name, topic.summary] as const);
  return [...lines, 'Topics', ...twoColumns(topicRows), '', 'help COMMAND or help TOPIC tells more'];
}
