import { expect, test } from 'vitest';
import { QueryError } from '../../src/base/errors.ts';
import { parseLine } from '../../src/query/parser/parse.ts';
import { syntaxes } from './syntaxes.ts';

const valid = [
  'traceback[.tb_next is None] | sort @size desc | head 3',
  'hist Exception+ by @module | where .a.b["k"][0] = "x" and @size > 10MB',
  'backrefs 0x7f187d22b880 --depth 7 --exclude Pdb -d3 --filter @size > 3k',
  'x = chains traceback via tb_next | group type, .name as n count sum(size) max(@len)',
  'before:a->tb_next+ or (json.* minus /Error$/i)[0:5] and "two words"<-["key"]',
  'x | json $.f_locals[?(@.x || @.y)].* | select head.tb_frame as f, -@in + 2 * 3 / 4',
  'open "my file".heapsh as before # why',
  "note it's | chain $1[0] to @type ~ /a|b/ not in (1, None, true)",
  'cut *->traceback | cut A->["k"]',
  'expect count(a[exists(.b)] minus c) < 3k and not exists(d) or $3[0].@size + e.rows = f',
  'objective find it | "really #',
  '.mode json',
];

const pieces = [
  ...'()[]{}|"\'/\\.,:;=<>!~+-*#@$_0123456789 \t\n\0éπ𝒳\u202e\ud800'.split(''),
  ...[
    '->',
    '<-',
    '0x',
    '$1',
    '@size',
    'and',
    'or',
    'not',
    'is',
    'in',
    'None',
    'hist',
    'where',
    '--depth',
    '10MB',
  ],
];

/** Numbers below n that a seed determines: mulberry32. */
function randomBelow(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) % n;
  };
}

function randomLine(below: (n: number) => number): string {
  const piece = (): string => pieces[below(pieces.length)]!;
  const kind = below(4);
  if (kind === 0) return String.fromCharCode(...Array.from({ length: below(60) }, () => below(65536)));
  if (kind === 1) return Array.from({ length: below(60) }, piece).join('');
  let line = valid[below(valid.length)]!;
  for (let changes = 1 + below(4); changes > 0; changes--) {
    const [from, to] = [below(line.length + 1), below(line.length + 1)];
    if (kind === 2) line = line.slice(0, from) + piece() + line.slice(from + below(3));
    else line = line.slice(0, Math.max(from, to)) + line.slice(Math.min(from, to));
  }
  return line;
}

test('a hundred thousand random lines are understood or refused at a place within them', {
  timeout: 60_000,
}, () => {
  const below = randomBelow(2024);
  let understood = 0;
  for (let run = 0; run < 100_000; run++) {
    const line = randomLine(below);
    try {
      parseLine(line, syntaxes);
      understood++;
    } catch (error) {
      if (!(error instanceof QueryError)) throw new Error(`on ${JSON.stringify(line)}`, { cause: error });
      const { column = -1, length = -1 } = error.where;
      if (column < 0 || length < 0 || column + length > line.length || error.where.line !== line) {
        throw new Error(`a place outside of ${JSON.stringify(line)}: ${column}, ${length}`);
      }
      if (error.message === '') throw new Error(`no message for ${JSON.stringify(line)}`);
    }
  }
  expect(understood).toBeGreaterThan(1000);
});
