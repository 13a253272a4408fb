import { describe, expect, test } from 'vitest';
import { QueryError } from '../../src/base/errors.ts';
import { classifyLine, parseExpression, parseLine, parseSet } from '../../src/query/parser/parse.ts';
import { syntaxes } from './syntaxes.ts';

/** A tree without its spans: what was understood. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'start' && key !== 'end');
  return Object.fromEntries(entries.map(([key, each]) => [key, bare(each)]));
}

function stages(line: string): unknown {
  return bare(parseLine(line, syntaxes).stages);
}

/** The line and the caret below it, as people see them. */
function failure(line: string): { under: string; message: string; hint: string | undefined } {
  try {
    parseLine(line, syntaxes);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { column = -1, length = -1 } = error.where;
    return { under: line.slice(column, column + length), message: error.message, hint: error.hint };
  }
  throw new Error(`${line} was understood`);
}

const traceback = { kind: 'name', name: 'traceback' };

describe('lines', () => {
  test('a set alone means objects SET', () => {
    expect(stages('traceback')).toEqual([{ command: 'objects', args: { set: traceback } }]);
  });

  test('a command takes its arguments by its table, options anywhere', () => {
    const expected = {
      command: 'backrefs',
      args: { set: traceback, depth: 4, all: true, exclude: { kind: 'name', name: 'Pdb' } },
    };
    for (const line of [
      'backrefs traceback --depth 4 --all --exclude Pdb',
      'backrefs --depth=4 --all traceback --exclude Pdb',
      'referrers --exclude Pdb -d 4 traceback --all',
      'backrefs -d4 --exclude=Pdb --all traceback # a comment',
    ]) {
      expect(stages(line)).toEqual([expected]);
    }
  });

  test('a name can be given, and a stage takes what stands before it', () => {
    const line = parseLine('ends = traceback | hist by @line | sort count desc | head 3', syntaxes);
    expect(line.assign).toBe('ends');
    expect(line.stages.map((stage) => stage.command)).toEqual(['objects', 'hist', 'sort', 'head']);
    expect(line.stages[2]?.args.direction).toBe('desc');
  });

  test('keywords may stand first when the set stands before the pipe', () => {
    expect(stages('traceback | chain to modules')).toMatchObject([
      {},
      { command: 'chain', args: { target: { kind: 'modules' } } },
    ]);
  });

  test('a name that is both a command and a set is the command, unless a set goes on', () => {
    expect(stages('frames')).toEqual([{ command: 'frames', args: {} }]);
    expect(stages('frames[@line > 3]')).toMatchObject([{ command: 'objects' }]);
    expect(stages('frames->f_code')).toMatchObject([{ command: 'objects' }]);
  });

  test('a command that takes nothing may be called, as in Python', () => {
    expect(stages('frames()')).toEqual([{ command: 'frames', args: {} }]);
    expect(stages(' threads( ) # all')).toEqual([{ command: 'frames', args: {} }]);
  });

  test('a pipe in quotes, brackets or a pattern does not split', () => {
    expect(stages('dict[["a|b"] = 1] | head')).toHaveLength(2);
    expect(stages('str[@value ~ /a|b/] | head')).toHaveLength(2);
    expect(stages('x | json $.a[?(@.b || @.c)] | head 2')).toMatchObject([
      {},
      { args: { path: '$.a[?(@.b || @.c)]' } },
      { args: { n: 2 } },
    ]);
    expect(stages("note don't know")).toMatchObject([{ args: { text: "don't know" } }]);
  });

  test('files are words of a shell', () => {
    expect(stages(`open my\\ dumps/"a b".heapsh as before`)).toEqual([
      { command: 'open', args: { file: 'my dumps/a b.heapsh', name: 'before' } },
    ]);
  });

  test('groups have keys and aggregates', () => {
    expect(stages('x | group type, .name as n count sum(size) max(@len) as longest')).toMatchObject([
      {},
      {
        args: {
          keys: [{ name: 'type' }, { name: 'n', expression: { kind: 'path', steps: ['name'] } }],
          aggregates: [{ name: 'count' }, { name: 'sum(size)' }, { name: 'longest', aggregate: 'max' }],
        },
      },
    ]);
  });

  test('edges are from a set or into one', () => {
    expect(stages('cut AstroidManager->brain')).toMatchObject([
      {
        args: {
          edges: { parts: [{ from: { name: 'AstroidManager' }, edge: { kind: 'name', name: 'brain' } }] },
        },
      },
    ]);
    expect(stages('cut *->traceback')).toMatchObject([
      { args: { edges: { parts: [{ kind: 'into', to: traceback }] } } },
    ]);
  });

  test('edges are a list, and rows of an answer', () => {
    expect(stages('cut a->b , *->traceback,$3[0:2]')).toMatchObject([
      {
        args: {
          edges: {
            text: 'a->b , *->traceback,$3[0:2]',
            parts: [
              { kind: 'from', text: 'a->b' },
              { kind: 'into', text: '*->traceback', to: traceback },
              { kind: 'rows', text: '$3[0:2]', rows: { kind: 'rows', from: 0, to: 2 } },
            ],
          },
        },
      },
    ]);
  });

  test.each([
    ['', 'blank'],
    ['  # why', 'comment'],
    ['.mode json', 'dot'],
    ['hist', 'pipeline'],
  ])('%j is %s', (line, kind) => expect(classifyLine(line)).toBe(kind));
});

describe('sets', () => {
  test.each([
    ['json.decoder.JSONDecoder', { kind: 'name', name: 'json.decoder.JSONDecoder' }],
    ['f.<locals>.Row', { kind: 'name', name: 'f.<locals>.Row' }],
    ['"two words"', { kind: 'quoted', name: 'two words' }],
    ['(compiled code)', { kind: 'quoted', name: '(compiled code)' }],
    ['system / Context', { kind: 'quoted', name: 'system / Context' }],
    ['json.*', { kind: 'glob', pattern: 'json.*' }],
    ['/Err(or)?$/i', { kind: 'regex', source: 'Err(or)?$', flags: 'i' }],
    ['Exception+', { kind: 'subclasses', of: { kind: 'name', name: 'Exception' } }],
    ['0x7f187d22b880', { kind: 'address', address: 0x7f187d22b880n }],
    ['@12345', { kind: 'heapId', id: 12345 }],
    ['_', { kind: 'result', name: '_' }],
    ['$3[0]', { kind: 'row', of: { kind: 'result', name: '$3' }, row: 0 }],
    ['$3[2:5]', { kind: 'rows', of: { kind: 'result', name: '$3' }, from: 2, to: 5 }],
    ['$3[-2:]', { kind: 'rows', of: { kind: 'result', name: '$3' }, from: -2, to: undefined }],
    ['before:traceback', { kind: 'in-snapshot', snapshot: 'before', of: traceback }],
  ])('%s', (text, node) => expect(bare(parseSet(text))).toEqual(node));

  test('edges and closures', () => {
    expect(bare(parseSet('traceback->tb_next+<-["key"]->*'))).toMatchObject({
      edge: { kind: 'any' },
      of: {
        direction: 'in',
        edge: { kind: 'item', key: 'key' },
        of: { direction: 'out', closure: true, edge: { kind: 'name', name: 'tb_next' } },
      },
    });
  });

  test('`and` binds tighter than `or` and `minus`, which go from left to right', () => {
    expect(bare(parseSet('a or b and c minus d'))).toMatchObject({
      operator: 'minus',
      left: { operator: 'or', right: { operator: 'and' } },
    });
  });
});

describe('expressions', () => {
  test.each([
    ['10MB', 10_000_000],
    ['4KiB', 4096],
    ['3k', 3000],
    ['1_000', 1000],
    ['2.5', 2.5],
    ['0x10', 16],
    ['-7', -7],
    ['12345678901234567890', 12345678901234567890n],
    ['"a\\n\\u0041"', 'a\nA'],
    ['True', true],
    ['nil', null],
  ])('%s', (text, value) => expect(bare(parseExpression(text))).toEqual({ kind: 'literal', value }));

  test('operators bind as everywhere', () => {
    expect(bare(parseExpression('not .a = 1 + 2 * 3 and .b or .c'))).toMatchObject({
      operator: 'or',
      left: {
        operator: 'and',
        left: { kind: 'not', of: { operator: '=', right: { operator: '+', right: { operator: '*' } } } },
      },
    });
  });

  test.each([
    ['.a.b["k"][0]', { kind: 'path', from: undefined, steps: ['a', 'b', { key: 'k' }, { key: 0 }] }],
    ['head.tb_frame', { kind: 'path', from: 'head', steps: ['tb_frame'] }],
    ['["k"]', { kind: 'path', from: undefined, steps: [{ key: 'k' }] }],
    ['$3.length', { kind: 'result-property', set: { kind: 'result', name: '$3' }, property: 'length' }],
    ['count(traceback)', { kind: 'call', name: 'count', set: traceback }],
  ])('%s', (text, node) => expect(bare(parseExpression(text))).toEqual(node));

  test('membership, patterns and None', () => {
    expect(bare(parseExpression('.a not in (1, "b") and @name !~ /x/ and .c is not None'))).toMatchObject({
      left: { left: { kind: 'not', of: { kind: 'in' } }, right: { kind: 'not', of: { kind: 'match' } } },
      right: { kind: 'is-null', negated: true },
    });
  });
});

describe('errors point at the word and say what was expected', () => {
  test.each([
    ['hsit traceback', 'hsit', 'no command `hsit`', 'did you mean `hist`?'],
    ['traceback | srt count', 'srt', 'expected a command after `|`', 'did you mean `sort`?'],
    ['sort count', 'sort', 'works on rows', 'write SET | sort count; for a type of that name: objects sort'],
    ['head', 'head', 'works on rows', 'write SET | head …;'],
    ['traceback | grep foo', 'grep', 'expected a command after `|`', '`where` keeps rows'],
    ['hist > file', '>', 'expected a type, an address', '.output FILE'],
    ['!ls', '!', 'expected a type, an address', 'no system shell'],
    ['x | open f', 'open', 'takes nothing from what stands before it', 'its own line'],
    ['x | sort count decs', 'decs', 'expected `asc` or `desc`', 'did you mean `desc`?'],
    ['backrefs x --dept 3', '--dept', 'has no option `--dept`', 'did you mean `--depth`?'],
    ['backrefs x --depth', '', 'needs a value', undefined],
    ['backrefs x --all=1', '1', 'takes no value', undefined],
    ['backrefs', '', '`backrefs` needs SET', undefined],
    ['chains traceback', '', '`chains` needs via VIA', undefined],
    ['x | backrefs y', 'y', 'expected `|` or the end of `backrefs`', 'takes the objects that stand before'],
    ['x[@size > 1', '', 'expected `]` after the predicate', undefined],
    ['x[@size > 10Mx]', '10Mx', '`Mx` is no unit', 'units are'],
    ['x[.a is Nne]', 'Nne', 'expected None', 'compare other values with ='],
    ['x[.a < .b < .c]', '<', 'comparisons do not chain', undefined],
    ['x["a]', '"a]', 'this text has no closing "', undefined],
    ['/abc', '/abc', 'no closing `/`', undefined],
    ['0xzz', '0xzz', 'an address is 0x', undefined],
    ['12', '12', 'expected a type, an address', 'an address begins with 0x'],
    ['backrefs 164139', '164139', 'expected a type, an address', 'a heap id with @: @164139'],
    ['x->[[a "b"]]', '[', 'expected an index or a key', undefined],
    ['all = hist', 'all', '`all` has a meaning of its own', 'choose another name'],
    ['a or', '', 'expected a type, an address', undefined],
    ['chain x to', '', 'expected `roots`, `modules` or a predicate', undefined],
    ['chain x to module', 'module', 'expected `roots`, `modules` or a predicate', 'did you mean `modules`?'],
    ['chain x to nowhere', 'nowhere', 'expected `roots`, `modules`', 'begins with a .field or a @fact'],
    ['x-> ', '', 'expected an edge', undefined],
    ['chain(x) < 3', 'chain', 'a line begins with a command or a set', 'write `chain x`'],
    ["objgraph.show_most_common_types('dict')", 'objgraph.show_most_common_types', '', 'write `hist dict`'],
    ['h.heap()', 'h.heap', 'is a value', 'write `hist`'],
    ['backrefs()', 'backrefs', 'is a value', 'write `backrefs SET`'],
    ['backrefs("a b", depth=3)', 'backrefs', 'is a value', 'write `backrefs "a b"`'],
    ['nothing(1)', 'nothing', 'is a value', 'without brackets'],
    ['hist head 3', '3', 'expected `|` or the end of `hist`', 'put a `|` before `head`'],
    ['hist traceback head 3', 'head', 'expected `|` or the end of `hist`', 'put a `|` before `head`'],
    ['hist x --help', '--help', '`hist` has no option', '`help hist` tells all about it'],
    ['hist -h', '-h', '`hist` has no option', '`help hist` tells all about it'],
    ['chain x --depth 5', '--depth', '`chain` has no option', 'it has no options: `help chain` tells more'],
    ['hist --limit 5', '--limit', '`hist` has no option', 'for 5 rows: | head 5'],
    ['objects x -n 7', '-n', '`objects` has no option', 'for 7 rows: | head 7'],
    ['hist 5', '5', 'expected a set', 'for 5 rows: hist | head 5'],
    ['backrefs (x | head 1)', '|', 'expected `)` after the set', 'write x | head 1 | backrefs'],
    ['chain (objects x | head 1)', 'x', 'expected `)` after the set', 'write objects x | head 1 | chain'],
    ['x minus (hist y | head 1)', 'y', 'expected `)` after the set', 'give it a name first'],
    ['x | hist 5', '5', 'expected `|` or the end of `hist`', 'for 5 rows: | head 5'],
    ['chains x tb_next', 'tb_next', 'expected `|` or the end of `chains`', 'write `via tb_next`'],
    ['x where .tb_next is None', 'where', 'expected `|` or the end', 'put a `|` before `where`'],
    ['x[@len > 3] chain', 'chain', 'expected `|` or the end', 'put a `|` before `chain`'],
    ['x[.a->b > 1]', '>', 'expected a .field', 'as in the program: `.a.b'],
    ['x]', ']', 'expected `|` or the end of the line', 'nothing is open'],
    ['x; hist', ';', 'expected `|` or the end of the line', 'goes on the next line'],
    ['hist x; hist', ';', 'expected `|` or the end of `hist`', 'goes on the next line'],
    ['x - y', '-', 'expected `|` or the end of the line', '`A minus B`'],
    ['x -k 3', 'x', 'no command `x`', ''],
    ['x && y', '&&', 'expected `|` or the end of the line', '`A and B`'],
    ['x || y', '|', 'expected a command after `|`', '`A or B`'],
    ['x | head 2 > file', '>', 'expected `|` or the end of `head`', ''],
    ['x++', '+', 'expected `|` or the end of the line', '`TYPE+`'],
    ['chains x via a, b', ',', 'expected `|` or the end of `chains`', 'it takes SET via VIA'],
    ['hist x y', 'y', 'expected `|` or the end of `hist`', 'sets are joined'],
    ['backrefs (x | head 1) -d 2', '|', 'expected `)`', 'write x | head 1 | backrefs -d 2'],
    ['(x | head 1)->a', '|', 'expected `)`', 'NAME = x | head 1'],
    ['@99999999999999999999', '@99999999999999999999', 'the heap id 99999999999999999999', undefined],
    ['x | head 99999999999999999999', '99999999999999999999', '99999999999999999999 is too large', undefined],
  ])('%s', (line, under, message, hint) => {
    const found = failure(line);
    expect(found.under).toBe(under);
    expect(found.message).toContain(message);
    if (hint !== undefined) expect(found.hint).toContain(hint);
  });

  test('nothing is too deep or too long for a kind word', () => {
    const lines = [
      '('.repeat(100_000),
      'not '.repeat(20_000),
      `a${'->b'.repeat(30_000)}`,
      `x[${'-'.repeat(50_000)}1]`,
      `x${'[.a'.repeat(30_000)}`,
      'a:'.repeat(50_000),
      `${'a or '.repeat(19_000)}a`,
      'x'.repeat(200_000),
    ];
    for (const line of lines) expect(() => parseLine(line, syntaxes)).toThrow(QueryError);
  });
});
