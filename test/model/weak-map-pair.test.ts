import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weakMapTable } from '../../src/model/weak-map-pair.ts';

/** What the form is, said once more in another way. */
const FORM =
  /^\d+ \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(?<table>\d+)\)$/;

function expected(name: string): number | undefined {
  const table = FORM.exec(name)?.groups?.table;
  return Number.isSafeInteger(Number(table)) ? Number(table) : undefined;
}

function found(name: string): number | undefined {
  // In the middle of other texts, whose bytes must not matter.
  const before = Buffer.from('12 (7) @1');
  const bytes = Buffer.from(name);
  const all = Buffer.concat([before, bytes, Buffer.from('9)')]);
  return weakMapTable(all, before.length, before.length + bytes.length);
}

const piece = fc.constantFrom(
  ...['6', '12', ' / part of key (', 'Session', ' @', '7189', ') -> value (', 'Object', ' '],
  ...[') pair in WeakMap (table @', ')', '(', '\n', '->', '@1', 'Zoë', ' @3) -> value (', '97439'],
);
const usual = ['6', ' / part of key (', 'Session', ' @', '7189', ') -> value (', 'Object', ' @', '7183'];
const end = [') pair in WeakMap (table @', '97439', ')'];

test('the table of a WeakMap is read from the names of its entries as a regular expression would', () => {
  expect(found([...usual, ...end].join(''))).toBe(97439);
  const names = fc
    .record({
      at: fc.nat(usual.length + end.length),
      count: fc.nat(2),
      put: fc.array(piece, { maxLength: 3 }),
      tail: fc.boolean(),
    })
    .map(({ at, count, put, tail }) => {
      const name = [...usual, ...end].toSpliced(at, count, ...put);
      return (tail ? [...name, ...end] : name).join('');
    });
  fc.assert(
    fc.property(names, (name) => {
      expect(found(name)).toBe(expected(name));
    }),
    { numRuns: 2000 },
  );
});
