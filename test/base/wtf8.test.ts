import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeWtf8, encodeWtf8 } from '../../src/base/wtf8.ts';

test('every string comes back, lone surrogates included', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat({ max: 0xffff }), fc.integer({ min: 0xd7f0, max: 0xe010 }))),
      (units) => {
        const text = String.fromCharCode(...units);
        expect(decodeWtf8(encodeWtf8(text))).toBe(text);
      },
    ),
  );
});

test('a lone surrogate is three bytes, as Python writes it', () => {
  expect([...encodeWtf8('\udc80')]).toEqual([0xed, 0xb2, 0x80]);
});

test('bytes that are no UTF-8 still become a text', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(decodeWtf8(bytes)).toBeTypeOf('string');
    }),
  );
  expect(decodeWtf8(Uint8Array.of(0x61, 0xff, 0xed))).toBe('a\ufffd\ufffd');
});
