import { parseArgs } from 'node:util';
import { UsageError } from '../../base/errors.ts';
import { didYouMean } from '../../query/nearest.ts';
import type { CommandLineOption } from './options.ts';

interface GivenOption {
  readonly name: string;
  readonly value: string;
  /** How many operands stand before it. */
  readonly operandsBefore: number;
}

export interface ReadOptions {
  /** The options in the order they were given; those that take no value have ''. */
  readonly options: readonly GivenOption[];
  /** What is no option. */
  readonly operands: readonly string[];
  /** Behind a `--`. */
  readonly rest: readonly string[];
}

/** Reads arguments by a table of options. Throws UsageError with what may have been meant. */
export function readOptions(
  argv: readonly string[],
  table: readonly CommandLineOption[],
  help = 'heapsh --help',
): ReadOptions {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(table.map((option) => [option.name, parseConfig(option)])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const end = tokens.find((token) => token.kind === 'option-terminator')?.index ?? argv.length;
  const options: GivenOption[] = [];
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional' && token.index < end) operands.push(token.value);
    if (token.kind !== 'option') continue;
    options.push({
      name: token.name,
      value: checkedValue(token.name, token.rawName, token.value, table, help),
      operandsBefore: operands.length,
    });
  }
  return { options, operands, rest: argv.slice(end + 1) };
}

function parseConfig({ short, value }: CommandLineOption): {
  type: 'string' | 'boolean';
  short?: string;
  multiple: true;
} {
  const type = value === undefined ? 'boolean' : 'string';
  return short === undefined ? { type, multiple: true } : { type, short, multiple: true };
}

function checkedValue(
  name: string,
  rawName: string,
  value: string | undefined,
  table: readonly CommandLineOption[],
  help: string,
): string {
  const option = table.find((each) => each.name === name);
  if (option === undefined) throw unknownOption(name, rawName, table, help);
  if (option.value !== undefined && value === undefined) {
    throw new UsageError(`option ${rawName} needs a value`, { hint: `write ${rawName} ${option.value}` });
  }
  if (option.value === undefined && value !== undefined) {
    throw new UsageError(`option ${rawName} takes no value`);
  }
  return value ?? '';
}

function unknownOption(
  name: string,
  rawName: string,
  table: readonly CommandLineOption[],
  help: string,
): UsageError {
  const known = table.filter((option) => !option.isInternal).map((option) => `--${option.name}`);
  const hint = didYouMean(`--${name}`, known) ?? `${help} lists the options`;
  return new UsageError(`unknown option ${rawName}`, { hint });
}
