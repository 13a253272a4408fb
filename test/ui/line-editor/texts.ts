import fc from 'fast-check';

/** What lines are made of that makes them hard: families, flags, marks, wide, right to left and unseen characters. */
const pieces = [
  'a',
  'Z',
  'tb_next',
  '7',
  ' ',
  '  ',
  '.',
  '|',
  'ß',
  'ü',
  'e\u0301',
  '\u0301',
  '世',
  '界',
  'שלום',
  'مرحبا',
  '\u0600',
  '👨‍👩‍👧',
  '👩',
  '\u200d',
  '👍🏽',
  '🏽',
  '🇩',
  '🇪',
  '🇩🇪',
  '❤️',
  '1️⃣',
  '\u202e',
  '\t',
  '\x1b',
  '\r',
  '\n',
  '각',
  'ᄀ',
  'ᅡ',
  'क्षि',
  '्',
  'ำ',
  '𝒳',
  'กำ',
];

export function texts(maxLength: number): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...pieces) },
    fc.string({ unit: 'grapheme', maxLength: 2 }),
  );
  return fc.array(piece, { maxLength }).map((parts) => parts.join(''));
}
