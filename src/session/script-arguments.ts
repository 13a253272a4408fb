import { QueryError } from '../base/errors.ts';
import { leadingCommandWord } from '../query/parser/names.ts';
import { classifyLine, parsedLine } from '../query/parser/parse.ts';
import { quoteAround } from '../query/parser/words.ts';
import type { CommandSyntax } from '../query/syntax.ts';
import { shellWords } from './dot-commands/shell-words.ts';

/** `$arg1`; `\$arg1` is that text itself. */
const reference = /(?<!\\)\$arg(\d{1,9})(?![\p{L}\p{N}_])/gu;

/** What may stand as one word of the language wherever a word may: the name of a type, a number, an address, a file. */
const oneWord = /^(?:-?\d|[\p{L}_$@*?~./:%+])[\p{L}\p{N}_$@*?~./:%+-]*$/u;

/** A word that was cut out of a file may have the end of its line, or the half of one that Windows writes. */
function wordOf(argument: string): string | undefined {
  const word = argument.replace(/[\r\n]+$/, '');
  return oneWord.test(word) ? word : undefined;
}

/**
 * A line of a script with the arguments that its `$arg1`, `$arg2`, … stand for. One that is a word is read as if it had
 * been typed there; any other becomes a string in quotes, and within quotes every one is text. Throws QueryError for an
 * argument that was not given, and for one that would make other commands of the line than the script has.
 */
export function withArguments(
  line: string,
  given: readonly string[],
  commands: readonly CommandSyntax[],
): string {
  const kind = classifyLine(line);
  if (kind === 'blank' || kind === 'comment') return line;
  requireGiven(line, given);
  requireNoCommand(line, given, commands);
  const replaced = replace(line, given);
  const standIns = given.map((each) => wordOf(each) ?? STAND_IN);
  const shape = shapeOf(replaced, commands);
  if (shape !== undefined && shape !== shapeOf(replace(line, standIns), commands)) {
    throw new QueryError('an argument of the script would change what this line does', {
      where: placeOfFirst(line),
      hint: `the line would be: ${replaced}`,
    });
  }
  return replaced;
}

/** Blank, so that it is quoted where the argument that it stands for is. */
const STAND_IN = 'z z';

function replace(line: string, given: readonly string[]): string {
  return line.replace(reference, (_, digits: string, at: number) => {
    const text = given[Number(digits) - 1]!;
    const quote = quoteAround(line, at);
    if (quote !== undefined) return escaped(text, quote);
    return wordOf(text) ?? `"${escaped(text, '"')}"`;
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
const needsEscape = /[\\"'\x00-\x1f\x7f]/g;

function escaped(text: string, quote: string): string {
  return text.replace(needsEscape, (character) => {
    if (character === '"' || character === "'") return character === quote ? `\\${character}` : character;
    return character === '\\' ? '\\\\' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** The first `$arg1` or the like that a line names; undefined: none. */
export function argumentNamed(line: string): string | undefined {
  const kind = classifyLine(line);
  return kind === 'blank' || kind === 'comment' ? undefined : line.match(reference)?.[0];
}

function requireGiven(line: string, given: readonly string[]): void {
  for (const { 0: text, 1: digits, index } of line.matchAll(reference)) {
    const number = Number(digits);
    if (number >= 1 && number <= given.length) continue;
    const count = given.length === 0 ? 'none' : given.length === 1 ? 'one' : String(given.length);
    throw new QueryError(`there is no argument \`${text}\`: the script was given ${count}`, {
      where: { line, column: index, length: text.length },
      hint: 'arguments stand behind the script: -f FILE ARGUMENT…, .read FILE ARGUMENT…',
    });
  }
}

/** What the script's author left open is what a line is about, not what it does. */
function requireNoCommand(line: string, given: readonly string[], commands: readonly CommandSyntax[]): void {
  for (const { 0: text, 1: digits, index } of line.matchAll(reference)) {
    const word = given[Number(digits) - 1]!;
    // Of `save/x` and `?x`, too, the beginning is one.
    const first = leadingCommandWord(word) ?? '';
    const isCommand = commands.some(({ name, aliases }) => name === first || aliases.includes(first));
    const isHead = stageStart.test(line.slice(0, index));
    if (!isHead || !(isCommand || classifyLine(word) === 'dot')) continue;
    throw new QueryError(`\`${text}\` is \`${word}\`, which would be a command here`, {
      where: { line, column: index, length: text.length },
      hint: `write \`objects ${text}\` for a set of that name`,
    });
  }
}

const stageStart = /(?:^|\||^\s*[\p{L}_][\p{L}\p{N}_]*\s*=)\s*$/u;

/** The commands of a line, or how many words a line for the shell itself has; undefined: it cannot be read, and does nothing. */
function shapeOf(line: string, commands: readonly CommandSyntax[]): string | undefined {
  if (classifyLine(line) === 'dot') return `. ${shellWords(line).length}`;
  const parsed = parsedLine(line, commands);
  return parsed && [parsed.assign ?? '', ...parsed.stages.map(({ command }) => command)].join(' ');
}

function placeOfFirst(line: string): { line: string; column: number; length: number } {
  const [first] = line.matchAll(reference);
  return { line, column: first!.index, length: first![0].length };
}
