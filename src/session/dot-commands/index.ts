import { QueryError, UsageError } from '../../base/errors.ts';
import { twoColumns } from '../../commands/help-text/columns.ts';
import { didYouMean } from '../../query/nearest.ts';
import type { LineRunner } from '../line-runner.ts';
import type { WatchedTask } from '../watched-task.ts';
import type { DotCommand } from './dot-command.ts';
import { history } from './history.ts';
import { output } from './output.ts';
import { quit } from './quit.ts';
import { read } from './read.ts';
import { mode, set, timer } from './settings.ts';
import { shellWords } from './shell-words.ts';
import { tour } from './tour.ts';

const help: DotCommand = {
  name: '.help',
  usage: '.help',
  doc: 'this list; help without a dot tells about the commands',
  async run(runner) {
    await runner.writer.print(twoColumns(dotCommands.map(({ usage, doc }) => [usage, doc])));
  },
};

export const dotCommands: readonly DotCommand[] = [help, mode, set, timer, output, read, history, tour, quit];

/** `.name = "x"`: a line cannot begin with a predicate. */
const predicate = /^\s*\.[^\s=<>!~]+\s*(?:[=<>~]|!=|!~|is\s|in\s|not\s)/;

function unknownHint(name: string, line: string): string {
  if (predicate.test(line))
    return `a predicate needs a set: SET[${line.trim()}] or SET | where ${line.trim()}`;
  const names = dotCommands.map((each) => each.name);
  return didYouMean(name, names) ?? '.help lists the words of the shell';
}

/** Throws QueryError with the place of the word that is wrong. */
export async function runDotCommand(runner: LineRunner, line: string, task: WatchedTask): Promise<void> {
  const [name = '', ...words] = shellWords(line);
  const command = dotCommands.find((each) => each.name === name);
  const where = { line, column: line.indexOf('.'), length: name.length };
  if (command === undefined) {
    throw new QueryError(`no shell word ${name}`, { where, hint: unknownHint(name, line) });
  }
  try {
    await command.run(runner, words, task);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new QueryError(error.message, { where, hint: error.hint ?? command.usage, cause: error });
  }
}
