import { HeapshError } from '../../base/errors.ts';
import type { Command, Shell } from '../command.ts';
import { twoColumns } from './columns.ts';
import { fill, HELP_WIDTH, paragraphs } from './paragraphs.ts';
import { optionUsage, paramUsage, usageWords } from './usage.ts';

/** `help COMMAND`: how it is written, what it does, and its examples with what they answer on the embedded example. */
export async function commandHelp(command: Command, shell: Shell): Promise<string[]> {
  const lines = [...usageLines(command), ''];
  if (command.aliases.length > 0) lines.push(`also: ${command.aliases.join(', ')}`, '');
  lines.push(
    ...paragraphs(`${command.summary}.`),
    '',
    ...paragraphs(command.description),
    '',
    ...argumentLines(command),
  );
  for (const example of command.examples) lines.push(...(await exampleLines(example, shell)));
  return lines.slice(0, -1);
}

/** What does not fit in one line goes on below the first parameter. */
function usageLines(command: Command): string[] {
  const [name = '', ...words] = usageWords(command);
  const below = ' '.repeat(name.length + 1);
  return fill(words, HELP_WIDTH - below.length).map((line, i) =>
    i === 0 ? `${name} ${line}`.trim() : below + line,
  );
}

function argumentLines({ params, options }: Command): string[] {
  const rows = [
    ...params.map((param) => [paramUsage(param), param.doc] as const),
    ...options.map((option) => [shortForm(option.short) + optionUsage(option), option.doc] as const),
  ];
  return rows.length === 0 ? [] : [...twoColumns(rows), ''];
}

function shortForm(short: string | undefined): string {
  return short === undefined ? '' : `-${short}, `;
}

async function exampleLines(line: string, shell: Shell): Promise<string[]> {
  return [`> ${line}`, ...(await outputOf(line, shell)), ''];
}

/** Lines that need a file of the reader's own are shown without an answer. */
async function outputOf(line: string, shell: Shell): Promise<readonly string[]> {
  try {
    return await shell.example(line);
  } catch (error) {
    if (error instanceof HeapshError) return [];
    throw error;
  }
}
