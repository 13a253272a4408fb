import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesLines } from '../../../src/session/session-file/match.ts';

/** Every way to fill the wildcards, tried in turn. */
function bruteForce(written: readonly string[], lines: readonly string[]): boolean {
  const [first, ...rest] = written;
  if (first === undefined) return lines.length === 0;
  if (first === '...') return lines.concat('').some((_, i) => bruteForce(rest, lines.slice(i)));
  return lines.length > 0 && lineFits(first, lines[0]!) && bruteForce(rest, lines.slice(1));
}

function lineFits(written: string, line: string): boolean {
  const at = written.indexOf('[..]');
  if (at < 0) return written === line;
  if (!line.startsWith(written.slice(0, at))) return false;
  const rest = line.slice(at);
  return Array.from({ length: rest.length + 1 }).some((_, i) =>
    lineFits(written.slice(at + 4), rest.slice(i)),
  );
}

const line = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
const pattern = fc.array(fc.constantFrom('a', 'b', '[..]'), { maxLength: 4 }).map((some) => some.join(''));

test('wildcards stand for what brute force finds for them', () => {
  const writtenLine = fc.oneof(
    { weight: 2, arbitrary: pattern },
    { weight: 1, arbitrary: fc.constant('...') },
  );
  fc.assert(
    fc.property(
      fc.array(writtenLine, { maxLength: 5 }),
      fc.array(line, { maxLength: 5 }),
      (written, lines) => {
        expect(matchesLines(written, lines)).toBe(bruteForce(written, lines));
      },
    ),
    { numRuns: 3000 },
  );
});

test('an escaped wildcard is itself', () => {
  expect(matchesLines(['\\...', '\\a[..]', '\\\\'], ['...', 'a[..]', '\\'])).toBe(true);
  expect(matchesLines(['\\...'], ['anything'])).toBe(false);
});

test('patterns made to be slow are not', () => {
  const hostile = 'a[..]'.repeat(2000);
  expect(matchesLines([`${hostile}b`], ['a'.repeat(100_000)])).toBe(false);
  const lines = Array.from({ length: 3000 }, () => 'a');
  expect(
    matchesLines(
      Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? '...' : 'a[..]')),
      lines,
    ),
  ).toBe(true);
  expect(matchesLines([...Array.from({ length: 500 }, () => ['...', 'a', 'a']).flat(), 'b'], lines)).toBe(
    false,
  );
});
