import { QueryError } from '../base/errors.ts';
import { didYouMean } from '../query/nearest.ts';
import { type Command, defineCommand, type Shell } from './command.ts';
import { commandHelp } from './help-text/command-help.ts';
import { commandList } from './help-text/command-list.ts';
import { topics } from './help-text/topics.ts';
import { textResult } from './result.ts';

export const help = defineCommand({
  name: 'help',
  aliases: ['?', 'man'],
  takes: 'nothing',
  isUnnumbered: true,
  isUnrecorded: true,
  params: [
    {
      name: 'topic',
      kind: 'word',
      optional: true,
      completes: 'command',
      offers: topics.map(({ name }) => name),
      doc: 'a command, an alias or a topic',
    },
  ],
  options: [],
  group: 'shell',
  summary: 'The commands and topics, or all about one of them',
  description: `The examples of a command are run on the embedded example snapshot when you ask, so what you see is what
it answers.`,
  examples: ['help count'],
  async run({ shell }, args) {
    return textResult(undefined, await helpLines(args.topic, shell));
  },
});

async function helpLines(word: string | undefined, shell: Shell): Promise<readonly string[]> {
  if (word === undefined) return commandList(shell.commands);
  const command = findCommand(word, shell.commands);
  if (command !== undefined) return commandHelp(command, shell);
  const topic = topics.find((each) => namesOf(each).includes(word.toLowerCase()));
  if (topic !== undefined) return topic.lines(shell.commands);
  const known = [...shell.commands.flatMap(namesOf), ...topics.flatMap(namesOf)];
  throw new QueryError(`no help on \`${word}\``, {
    hint: didYouMean(word, known) ?? 'help lists the commands and topics',
  });
}

function findCommand(word: string, commands: readonly Command[]): Command | undefined {
  return commands.find((command) => namesOf(command).includes(word.toLowerCase()));
}

function namesOf({ name, aliases = [] }: { name: string; aliases?: readonly string[] }): string[] {
  return [name, ...aliases];
}
