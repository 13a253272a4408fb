import type { CommandNode, Line, SetNode } from '../ast.ts';
import { didYouMean } from '../nearest.ts';
import { shellSetNames } from '../sets/type-names.ts';
import type { CommandSyntax } from '../syntax.ts';
import { type CommandTable, readArguments, stageHere } from './argument-parser.ts';
import { readSet } from './expression-parser.ts';
import { callHint } from './foreign-calls.ts';
import { commandWord, emptyCall } from './names.ts';
import type { Reader } from './reader.ts';
import { habitHint, setsAreJoined, signBehindHint, signBehindSetHint } from './shell-habits.ts';

const assignment = /\s*([\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)/uy;

/** Names that mean something in every line, and so cannot be given. */
export const takenNames: ReadonlySet<string> = new Set([...shellSetNames, '_', 'and', 'or', 'minus']);

/** `[ NAME = ] pipeline` */
export function readLine(reader: Reader, syntaxes: readonly CommandSyntax[]): Line {
  const table = commandTable(syntaxes);
  const assign = readAssignment(reader);
  const stages = [readHead(reader, table)];
  reader.columns = columnsAfter(stages[0]!, table, []);
  for (reader.skipBlanks(); reader.takeText('|'); reader.skipBlanks()) {
    reader.countPart();
    const stage = readStage(reader, table);
    stages.push(stage);
    reader.columns = columnsAfter(stage, table, reader.columns);
  }
  if (reader.position < reader.text.length) reader.fail('expected `|` or the end of the line');
  return { assign, stages, text: reader.text };
}

function columnsAfter(
  { command }: CommandNode,
  table: CommandTable,
  before: readonly string[],
): readonly string[] {
  const columns = table.get(command)?.columns ?? [];
  return columns === 'same' ? before : columns;
}

function commandTable(syntaxes: readonly CommandSyntax[]): CommandTable {
  return new Map(
    syntaxes.flatMap((each) => [each.name, ...each.aliases].map((name) => [name, each] as const)),
  );
}

function readAssignment(reader: Reader): string | undefined {
  const name = reader.take(assignment)?.[1];
  if (name === undefined) return undefined;
  if (takenNames.has(name)) {
    const start = reader.text.indexOf(name);
    reader.failAt(
      { start, end: start + name.length },
      `\`${name}\` has a meaning of its own`,
      'choose another name',
    );
  }
  return name;
}

/** Characters of a line that a hint says again. */
const LONGEST_REPEATED = 60;

function readHead(reader: Reader, table: CommandTable): CommandNode {
  reader.skipBlanks();
  const start = reader.position;
  reader.want({ kind: 'command', after: 'start' });
  const called = takeEmptyCall(reader, table);
  if (called !== undefined) return { command: called.name, args: {}, ...reader.spanFrom(start) };
  const word = reader.peek(commandWord)?.[0];
  const syntax = word === undefined ? undefined : table.get(word);
  if (word === undefined || syntax === undefined) return readBareSet(reader, table);
  reader.position += word.length;
  if (syntax.takes === 'rows') {
    const rest = reader.text.slice(reader.position).trim();
    const typed = rest === '' || rest.length > LONGEST_REPEATED ? '…' : rest;
    const hint = `write SET | ${syntax.name} ${typed}; for a type of that name: objects ${word}`;
    reader.failAt(reader.spanFrom(start), `\`${word}\` works on rows, and none stand before it`, hint);
  }
  const args = readArguments(reader, syntax, false, table);
  return { command: syntax.name, args, ...reader.spanFrom(start) };
}

/** `quit()`, as Python's users type it, where a command is alone on its line and takes nothing. */
function takeEmptyCall(reader: Reader, table: CommandTable): CommandSyntax | undefined {
  const match = reader.peek(emptyCall);
  const syntax = match === undefined ? undefined : table.get(match[1]!);
  if (syntax?.takes !== 'nothing' || syntax.params.some(({ optional }) => optional !== true))
    return undefined;
  reader.take(emptyCall);
  return syntax;
}

/** A SET alone means `objects SET`. */
function readBareSet(reader: Reader, table: CommandTable): CommandNode {
  if (reader.atEnd()) {
    reader.want({ kind: 'set' });
    reader.fail('expected a command or a set');
  }
  const set = readSet(reader);
  reader.subject = set;
  reader.skipBlanks();
  if (!reader.atEnd()) failAfterSet(reader, set, table);
  const objects = table.get('objects');
  const name = objects?.params.find((param) => param.kind === 'set')?.name ?? 'set';
  return { command: 'objects', args: { [name]: set }, start: set.start, end: set.end };
}

/** Words behind a name: the name was meant to be a command. */
function failAfterSet(reader: Reader, set: SetNode, table: CommandTable): never {
  const stage = stageHere(reader, table);
  if (stage !== undefined) {
    reader.fail('expected `|` or the end of the line', `put a \`|\` before \`${stage}\``);
  }
  const sign = signBehindSetHint(reader) ?? signBehindHint(reader);
  if (sign !== undefined) reader.fail('expected `|` or the end of the line', sign);
  if (set.kind !== 'name') {
    if (reader.at('.'))
      reader.fail('expected `|` or the end of the line', 'a set goes along an edge by `->`: SET->name');
    reader.fail('expected `|` or the end of the line', setsAreJoined);
  }
  if (reader.at('(')) {
    reader.failAt(
      set,
      `a line begins with a command or a set; \`${set.name}(…)\` is a value`,
      callHint(set.name, reader.text.slice(reader.position), table),
    );
  }
  const hint =
    habitHint(set.name) ??
    didYouMean(set.name, table.keys()) ??
    `a set stands alone; ${setsAreJoined}; a name with blanks stands in quotes`;
  reader.failAt(set, `no command \`${set.name}\``, hint);
}

function readStage(reader: Reader, table: CommandTable): CommandNode {
  reader.skipBlanks();
  const start = reader.position;
  reader.want({ kind: 'command', after: 'pipe' });
  const word = reader.peek(commandWord)?.[0];
  const syntax = word === undefined ? undefined : table.get(word);
  if (word === undefined || syntax === undefined) {
    const name = reader.peek(wordHere)?.[0];
    const hint =
      name === undefined ? signBehindHint(reader) : (habitHint(name) ?? didYouMean(name, table.keys()));
    reader.fail('expected a command after `|`', hint);
  }
  reader.position += word.length;
  if (syntax.takes === 'nothing') {
    reader.failAt(
      reader.spanFrom(start),
      `\`${word}\` takes nothing from what stands before it`,
      'give it its own line',
    );
  }
  const args = readArguments(reader, syntax, true, table);
  return { command: syntax.name, args, ...reader.spanFrom(start) };
}

const wordHere = /[\p{L}_][\p{L}\p{N}_-]*/uy;
