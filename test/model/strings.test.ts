import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NONE } from '../../src/model/kinds.ts';
import { NameTable } from '../../src/model/name-table.ts';
import { TextList } from '../../src/model/text-list.ts';

test('names are interned: one id a text, and found by it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3, unit: 'binary' }), { size: 'large' }), (texts) => {
      const names = new NameTable();
      const ids = texts.map((text) => names.intern(text));
      expect(names.count).toBe(new Set(texts).size);
      for (const [i, text] of texts.entries()) {
        expect(names.text(ids[i]!)).toBe(text);
        expect(names.find(text)).toBe(ids[i]);
      }
      expect(names.find('no such name')).toBe(NONE);
    }),
  );
});

test('a hundred thousand names', () => {
  const names = new NameTable();
  for (let i = 0; i < 100_000; i++) names.intern(`name${i}`);
  expect(names.count).toBe(100_000);
  expect(names.find('name99999')).toBe(99_999);
  expect(names.text(77_777)).toBe('name77777');
});

test('texts keep their order and their repetitions', () => {
  const texts = new TextList();
  expect(texts.add(Buffer.from('a'))).toBe(0);
  texts.extend(4, 4);
  texts.columns().bytes.set(Buffer.from('bcca'), 1);
  texts.columns().ends.set([2, 2, 4, 5], 1);
  expect(Array.from({ length: 5 }, (_, id) => texts.text(id))).toEqual(['a', 'b', '', 'cc', 'a']);
  expect(() => texts.text(5)).toThrow(RangeError);
});
