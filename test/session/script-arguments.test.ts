import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QueryError } from '../../src/base/errors.ts';
import { commands } from '../../src/commands/index.ts';
import { parseLine } from '../../src/query/parser/parse.ts';
import { withArguments } from '../../src/session/script-arguments.ts';

const replaced = (line: string, ...given: string[]) => withArguments(line, given, commands);

function refused(line: string, ...given: string[]): QueryError {
  try {
    replaced(line, ...given);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`${line} was taken`);
}

test.each([
  ['count $arg1', ['traceback'], 'count traceback'],
  ['hist $arg1+ | head $arg2', ['app.Node', '3'], 'hist app.Node+ | head 3'],
  ['at $arg1', ['0x7f187d22b880'], 'at 0x7f187d22b880'],
  ['count before:$arg1', ['$3'], 'count before:$3'],
  ['expect bytes($arg1) < $arg2', ['json.*', '10MB'], 'expect bytes(json.*) < 10MB'],
  ['at $arg1', ['@12\r'], 'at @12'],
  ['str[.name = "$arg1"]', ['Ann\r'], 'str[.name = "Ann\\x0d"]'],
  ['$arg1 | where .name = "$arg2"', ['str', `it's "so"`], 'str | where .name = "it\'s \\"so\\""'],
  ['where_is = $arg1[@line > $arg2]', ['traceback', '-1'], 'where_is = traceback[@line > -1]'],
  ['count $arg1', ['type with spaces'], 'count "type with spaces"'],
  ['count $arg1', ['a | hist'], 'count "a | hist"'],
  ['open $arg1 as b', ['./old dumps/b.heapsh'], 'open "./old dumps/b.heapsh" as b'],
  ['.read $arg1', ['a b.hsh'], '.read "a b.hsh"'],
  ['count /^$arg1$/ minus $arg10', [...'abcdefghij'], 'count /^a$/ minus j'],
  ['traceback | where .a = "\\$arg1"', [], 'traceback | where .a = "\\$arg1"'],
  ['# about $arg9', [], '# about $arg9'],
  ['count $argument', [], 'count $argument'],
  ['count $arg1', ['$arg1'], 'count $arg1'],
])('%s with %j', (line, given, expected) => expect(replaced(line, ...given)).toBe(expected));

describe('refuses, with the place', () => {
  test.each([
    ['count $arg2', ['a'], 'there is no argument `$arg2`: the script was given one', '$arg2'],
    ['hist | head $arg0', ['a'], 'there is no argument `$arg0`', '$arg0'],
    ['count $arg1', [], 'the script was given none', '$arg1'],
    ['  $arg1', ['quit'], '`$arg1` is `quit`, which would be a command here', '$arg1'],
    ['hist | $arg1', ['head'], 'would be a command here', '$arg1'],
    ['found = $arg1', ['info'], 'would be a command here', '$arg1'],
    ['$arg1', ['save/etc/passwd'], 'would be a command here', '$arg1'],
    ['$arg1 | count', ['?x'], 'would be a command here', '$arg1'],
    ['$arg1', ['.quit'], 'would be a command here', '$arg1'],
    [".output '$arg1'", ["x' y"], 'would change what this line does', '$arg1'],
  ])('%s with %j', (line, given, message, word) => {
    const { message: said, where } = refused(line, ...given);
    expect(said).toContain(message);
    expect(line.slice(where.column, where.column! + where.length!)).toBe(word);
  });
});

/** Texts that would like to be more than one argument. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '\\',
        '|',
        ' ',
        '#',
        '/',
        '(',
        ')',
        '[',
        ']',
        '$arg1',
        '->',
        '\n',
        '=',
        'quit',
        'save',
        'help',
        '?',
        '@',
        '~',
        '%',
        '.',
        ',',
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join('')),
);

const templates = [
  'count $arg1',
  '$arg1 | count',
  'found = str[.name = "$arg1"] | head 3',
  "str | where @value = '$arg1' | count",
  'str | where @value ~ /a$arg1/ | count',
  "objects /'x/ or $arg1 and /y'/",
  'hist by $arg1 | sort count',
  'open $arg1 as b',
  'str | json $.a["$arg1"] | count',
  'note what is $arg1?',
  'expect count($arg1) < 3 and count(str) > 2',
];

test('no argument makes other commands of a line than it has', () => {
  fc.assert(
    fc.property(fc.constantFrom(...templates), hostile, (template, argument) => {
      const names = (line: string) => parseLine(line, commands).stages.map(({ command }) => command);
      const harmless = names(replaced(template, 'zz'));
      let line: string;
      try {
        line = replaced(template, argument);
        names(line);
      } catch (error) {
        expect(error).toBeInstanceOf(QueryError);
        return;
      }
      expect(names(line)).toEqual(harmless);
    }),
    { numRuns: 3000 },
  );
});

test('in quotes an argument is its text, and a bare one that is no word the type of that name', () => {
  fc.assert(
    fc.property(hostile, (argument) => {
      for (const quote of ['"', "'"]) {
        const line = replaced(`str | where @value = ${quote}$arg1${quote}`, argument);
        expect(parseLine(line, commands).stages[1]!.args.predicate).toMatchObject({
          right: { value: argument },
        });
      }
      fc.pre(/[\s|"'\\()[\]#=,<>]/.test(argument.replace(/[\r\n]+$/, '')));
      const { set } = parseLine(replaced('count $arg1', argument), commands).stages[0]!.args;
      expect(set).toMatchObject({ kind: 'quoted', name: argument });
    }),
    { numRuns: 1000 },
  );
});
