import type { AggregateNode, ArgValue, KeyNode, SetNode, TargetNode } from '../ast.ts';
import { alternatives, didYouMean } from '../nearest.ts';
import type { CommandSyntax, Option, Param } from '../syntax.ts';
import { readEdges, readEdgesOrSet, readExpectation, readExpression, readSet } from './expression-parser.ts';
import { takeNumber } from './literals.ts';
import { commandWord, fieldName, longOption, shortOption } from './names.ts';
import { isWordCharacter, type Reader } from './reader.ts';
import { setsAreJoined, signBehindHint, signBehindSetHint } from './shell-habits.ts';
import { snapshotHint } from './snapshot-hint.ts';
import { readEdgeName, readRestOfLine, readShellWord, readText, readWord } from './words.ts';

/** Commands by name and alias. */
export type CommandTable = ReadonlyMap<string, CommandSyntax>;

type Arguments = Record<string, ArgValue | undefined>;

/**
 * Reads a command's arguments by its own table: keywords and options in any order, the other parameters in theirs.
 * After a `|`, a command that takes objects has its first set already.
 */
export function readArguments(
  reader: Reader,
  syntax: CommandSyntax,
  piped: boolean,
  table: CommandTable,
): Arguments {
  const [first] = syntax.params;
  if (first?.kind === 'prose') return { [first.name]: readProse(reader, syntax, first) };
  const args: Arguments = {};
  const pending = pendingParams(syntax, piped);
  reader.shortOptions = new Set(syntax.options.flatMap((option) => option.short ?? []));
  for (;;) {
    reader.skipBlanks();
    for (const option of syntax.options) reader.want({ kind: 'option', option });
    if (readOption(reader, syntax, args)) continue;
    const param = nextParam(reader, pending);
    if (param === undefined) break;
    pending.splice(pending.indexOf(param), 1);
    if (param.kind === 'set' && param.optional === true) refuseRowCount(reader, syntax);
    args[param.name] = readValue(reader, param);
    if (param.kind === 'set') reader.subject = args[param.name] as typeof reader.subject;
  }
  if (!reader.atEnd()) failAtRest(reader, { syntax, piped, table, args, pending });
  const missing = pending.find((param) => param.optional !== true);
  if (missing !== undefined) failAtMissing(reader, syntax, missing);
  return args;
}

/** Before blanks are skipped: what is no word of the language has no comments either. */
function readProse(reader: Reader, syntax: CommandSyntax, param: Param): string {
  const text = readRestOfLine(reader);
  if (text === '') failAtMissing(reader, syntax, param);
  return text;
}

function pendingParams(syntax: CommandSyntax, piped: boolean): Param[] {
  const given =
    piped && syntax.takes === 'objects' ? syntax.params.find((each) => each.kind === 'set') : undefined;
  return syntax.params.filter((param) => param !== given);
}

/** The parameter whose keyword stands here, else the first without keyword; undefined at the end or when none is left. */
function nextParam(reader: Reader, pending: readonly Param[]): Param | undefined {
  const before = reader.position;
  for (const param of pending) {
    if (param.keyword === undefined || !reader.takeWord(param.keyword)) continue;
    reader.skipBlanks();
    return param;
  }
  reader.position = before;
  const next = pending.find((param) => param.keyword === undefined);
  if (next !== undefined && reader.atEnd()) wantFirst(reader, next);
  return reader.atEnd() ? undefined : next;
}

/** Looks for a value where the line ends, only to tell completion what it could be. */
function wantFirst(reader: Reader, param: Param): void {
  if (param.kind === 'text' || reader.position < reader.text.length) return;
  try {
    readValue(reader, param);
  } catch {
    // What was looked for has been noted; that it is not there is for the caller to say.
  }
}

/** `hist 5`: as many rows, and no set. `diff 123 124`: of files that are called so. */
function refuseRowCount(reader: Reader, syntax: CommandSyntax): void {
  const compares = syntax.params.filter(({ kind }) => kind === 'set').length > 1;
  const numbered = compares ? reader.peek(numberedName)?.[0] : undefined;
  if (numbered !== undefined) reader.fail('a name begins with a letter or `_`', snapshotHint(numbered));
  const count = reader.peek(wholeNumber)?.[0];
  if (count === undefined) return;
  reader.fail(
    'expected a set',
    `for ${count} rows: ${syntax.name} | head ${count}; an address begins with 0x, a heap id with @`,
  );
}

const numberedName = /(?!0x)\d[\p{L}\p{N}_.-]*/uy;
const wholeNumber = /\d+(?![\p{L}\p{N}_.])/uy;

/** What had been read when something stood there that no parameter takes. */
interface Rest {
  readonly syntax: CommandSyntax;
  readonly piped: boolean;
  readonly table: CommandTable;
  readonly args: Arguments;
  readonly pending: readonly Param[];
}

function failAtRest(reader: Reader, rest: Rest): never {
  reader.fail(`expected \`|\` or the end of \`${rest.syntax.name}\``, restHint(reader, rest));
}

function restHint(reader: Reader, { syntax, piped, table, args, pending }: Rest): string {
  const stage = stageHere(reader, table) ?? stageTakenAsSet(syntax, table, args);
  if (stage !== undefined) return `put a \`|\` before \`${stage}\``;
  const endsWithSet = setKinds.has(syntax.params.findLast(({ name }) => args[name] !== undefined)?.kind);
  const sign = (endsWithSet ? signBehindSetHint(reader) : undefined) ?? signBehindHint(reader);
  if (sign !== undefined) return sign;
  const word = reader.peek(wordHere)?.[0];
  const missing = pending.find(({ keyword, optional }) => keyword !== undefined && optional !== true);
  if (missing !== undefined && word !== undefined) return `write \`${missing.keyword} ${word}\``;
  const count = reader.peek(wholeNumber)?.[0];
  if (count !== undefined) return `for ${count} rows: | head ${count}`;
  const named = syntax.params.findLast(({ kind, name }) => kind === 'word' && args[name] !== undefined);
  if (named !== undefined && args[named.name] === 'as' && word !== undefined) {
    return `no \`as\` stands before \`${word}\``;
  }
  const given = piped && syntax.takes === 'objects' && syntax.params.some((param) => param.kind === 'set');
  if (given && (named === undefined || named !== syntax.params.at(-1))) {
    return `\`${syntax.name}\` takes the objects that stand before its \`|\``;
  }
  if (endsWithSet) return setsAreJoined;
  return syntax.params.length === 0 ? `\`${syntax.name}\` takes nothing` : `it takes ${usageOf(syntax)}`;
}

const setKinds: ReadonlySet<Param['kind'] | undefined> = new Set(['set', 'edges', 'edgesOrSet']);

/** `OBJECT NAME` */
function usageOf({ params }: CommandSyntax): string {
  return params
    .map(({ keyword, name }) => `${keyword === undefined ? '' : `${keyword} `}${name.toUpperCase()}`)
    .join(' ');
}

const wordHere = /[\p{L}_.@][\p{L}\p{N}_.]*/uy;

/** The stage whose name stands here, before which a `|` was forgotten. */
export function stageHere(reader: Reader, table: CommandTable): string | undefined {
  const word = reader.peek(commandWord)?.[0];
  const takes = word === undefined ? undefined : table.get(word)?.takes;
  // Nobody who types one letter means an alias that long.
  return takes === undefined || takes === 'nothing' || word?.length === 1 ? undefined : word;
}

/** `hist head 3`: `head` was read as the name of a type. */
function stageTakenAsSet(syntax: CommandSyntax, table: CommandTable, args: Arguments): string | undefined {
  for (const { name, kind } of syntax.params) {
    const set = kind === 'set' ? (args[name] as SetNode | undefined) : undefined;
    if (set?.kind === 'name' && table.get(set.name)?.takes === 'rows') return set.name;
  }
  return undefined;
}

function failAtMissing(reader: Reader, syntax: CommandSyntax, missing: Param): never {
  const keyword = missing.keyword === undefined ? '' : `${missing.keyword} `;
  reader.fail(`\`${syntax.name}\` needs ${keyword}${missing.name.toUpperCase()} (${missing.doc})`);
}

/** `--name VALUE`, `--name=VALUE`, `-n VALUE`, `-n5` */
function readOption(reader: Reader, syntax: CommandSyntax, args: Arguments): boolean {
  const start = reader.position;
  const long = reader.take(longOption);
  const short = long ?? takeShortOption(reader);
  if (short === undefined) return false;
  const [, name, equals] = short;
  const option = syntax.options.find((each) => (long === undefined ? each.short : each.name) === name);
  if (option === undefined) {
    reader.failAt(
      reader.spanFrom(start),
      `\`${syntax.name}\` has no option \`${short[0]}\``,
      optionHint(syntax, name!, reader.peek(optionValue)?.[1]),
    );
  }
  args[option.name] = readOptionValue(reader, option, equals !== undefined, short[0]);
  return true;
}

function takeShortOption(reader: Reader): RegExpExecArray | undefined {
  return reader.take(shortOption);
}

function readOptionValue(reader: Reader, option: Option, equals: boolean, typed: string): ArgValue {
  if (option.kind === 'flag') {
    if (equals || isWordCharacter(reader.text[reader.position])) reader.fail(`\`${typed}\` takes no value`);
    return true;
  }
  if (!equals) reader.skipBlanks();
  if (reader.atEnd()) {
    wantFirst(reader, option);
    reader.fail(`\`${typed}\` needs a value (${option.doc})`);
  }
  return readValue(reader, option);
}

/** The number behind an option that does not exist. */
const optionValue = /\s*(\d+)(?![\p{L}\p{N}_.])/uy;

/** How many rows, as other programs call it. */
const limits: ReadonlySet<string> = new Set(['limit', 'top', 'n']);

function optionHint(syntax: CommandSyntax, typed: string, value = 'N'): string {
  const names = syntax.options.map((option) => `--${option.name}`);
  const word = syntax.params.find(({ keyword }) => keyword === typed);
  if (word !== undefined) return `\`${typed}\` is written without dashes`;
  if (limits.has(typed)) return `for ${value} rows: | head ${value}`;
  const help = `\`help ${syntax.name}\` tells`;
  if (typed === 'help' || typed === 'h') return `${help} all about it`;
  if (names.length === 0) return `it has no options: ${help} more`;
  return didYouMean(`--${typed}`, names) ?? `it has ${alternatives(names)}`;
}

function readValue(reader: Reader, param: Param | Option): ArgValue {
  switch (param.kind) {
    case 'set':
      return readSet(reader);
    case 'predicate':
      return readExpression(reader);
    case 'expectation':
      return readExpectation(reader);
    case 'prose':
      return readRestOfLine(reader);
    case 'key':
      wantChoices(reader, param);
      return readKey(reader);
    case 'keys':
      return readKeys(reader);
    case 'aggregates':
      return readAggregates(reader);
    case 'number':
      return readNumber(reader, param);
    case 'word':
      return readChoice(reader, param);
    case 'edgeName':
      return readEdgeName(reader);
    case 'file':
      return readShellWord(reader);
    case 'text':
      return readText(reader);
    case 'edges':
      return readEdges(reader);
    case 'edgesOrSet':
      return readEdgesOrSet(reader);
    case 'target':
      return readTarget(reader);
    case 'flag':
      return true;
  }
}

function wantChoices(reader: Reader, param: Param | Option): void {
  for (const word of param.choices ?? []) reader.want({ kind: 'choice', word });
  const offers = 'offers' in param ? (param.offers ?? []) : [];
  for (const word of offers) reader.want({ kind: 'choice', word });
  const completes = 'completes' in param ? param.completes : undefined;
  if (completes !== undefined) reader.want({ kind: completes === 'command' ? 'known-command' : 'snapshot' });
}

function readChoice(reader: Reader, param: Param | Option): string {
  wantChoices(reader, param);
  const start = reader.position;
  const word = readWord(reader, `${param.name.toUpperCase()} (${param.doc})`);
  if (param.choices !== undefined && !param.choices.includes(word)) {
    const message = `expected ${alternatives(param.choices)}, found \`${word}\``;
    reader.failAt(reader.spanFrom(start), message, didYouMean(word, param.choices));
  }
  return word;
}

function readNumber(reader: Reader, param: Param | Option): number {
  const start = reader.position;
  const sign = reader.takeText('-') ? -1 : 1;
  const value = takeNumber(reader);
  if (value === undefined) reader.fail(`expected a number (${param.doc})`);
  if (typeof value === 'bigint') {
    const typed = reader.spanFrom(start);
    reader.failAt(typed, `${reader.slice(typed)} is too large a number (${param.doc})`);
  }
  return sign * value;
}

/** `KEY [as NAME]` */
function readKey(reader: Reader): KeyNode {
  reader.skipBlanks();
  const start = reader.position;
  const expression = readExpression(reader);
  const typed = reader.slice(reader.spanFrom(start));
  const name = readAs(reader) ?? typed;
  return { kind: 'key', expression, name, ...reader.spanFrom(start) };
}

function readAs(reader: Reader): string | undefined {
  const before = reader.position;
  reader.skipBlanks();
  if (!reader.takeWord('as')) {
    reader.position = before;
    return undefined;
  }
  reader.skipBlanks();
  const name = reader.take(fieldName)?.[0];
  if (name === undefined) reader.fail('expected a name after `as`');
  return name;
}

function readKeys(reader: Reader): KeyNode[] {
  const keys = [readKey(reader)];
  for (;;) {
    const before = reader.position;
    reader.skipBlanks();
    if (!reader.takeText(',')) {
      reader.position = before;
      return keys;
    }
    keys.push(readKey(reader));
  }
}

const aggregateNames = ['count', 'sum', 'min', 'max', 'avg'] as const;

/** `count sum(KEY) max(KEY) as NAME …`, with or without commas between. */
function readAggregates(reader: Reader): AggregateNode[] {
  const aggregates = [readAggregate(reader)];
  for (;;) {
    const before = reader.position;
    reader.skipBlanks();
    if (reader.takeText(',')) reader.skipBlanks();
    if (reader.atEnd() || !isWordCharacter(reader.text[reader.position])) {
      reader.position = before;
      return aggregates;
    }
    aggregates.push(readAggregate(reader));
  }
}

function readAggregate(reader: Reader): AggregateNode {
  const start = reader.position;
  const aggregate = aggregateNames.find((name) => reader.takeWord(name));
  if (aggregate === undefined) reader.fail(`expected ${alternatives(aggregateNames)}`);
  let of: KeyNode | undefined;
  if (reader.takeText('(')) {
    reader.skipBlanks();
    if (!(aggregate === 'count' && reader.at(')'))) of = readKey(reader);
    reader.skipBlanks();
    reader.require(')', `after what \`${aggregate}\` is of`);
  }
  if (aggregate === 'count' && of !== undefined) reader.failAt(of, '`count` counts rows: it takes no key');
  if (aggregate !== 'count' && of === undefined)
    reader.fail(`expected \`(\` and what \`${aggregate}\` is of`);
  const typed = reader.slice(reader.spanFrom(start));
  return { kind: 'aggregate', aggregate, of, name: readAs(reader) ?? typed, ...reader.spanFrom(start) };
}

/** `roots`, `modules` or a predicate. */
function readTarget(reader: Reader): TargetNode {
  const start = reader.position;
  for (const kind of ['roots', 'modules'] as const) {
    if (reader.takeWord(kind)) return { kind, ...reader.spanFrom(start) };
  }
  if (reader.atEnd()) {
    reader.want({ kind: 'fact' });
    reader.fail('expected `roots`, `modules` or a predicate');
  }
  const predicate = readExpression(reader);
  if (predicate.kind === 'column') {
    const hint =
      didYouMean(predicate.name, ['roots', 'modules']) ?? 'a predicate begins with a .field or a @fact';
    reader.failAt(
      predicate,
      `expected \`roots\`, \`modules\` or a predicate, found \`${predicate.name}\``,
      hint,
    );
  }
  return { kind: 'where', predicate, ...reader.spanFrom(start) };
}
