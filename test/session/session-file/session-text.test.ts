import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessionText } from '../../../src/session/session-file/session-text.ts';

test('text is whole when it is the same bytes again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const marked = `\ufeff${text}`;
      expect(sessionText(Buffer.from(marked))).toEqual({ text: marked, isWhole: true });
    }),
  );
  expect(sessionText(Buffer.from('é').subarray(0, 1)).isWhole).toBe(false);
  expect(sessionText(Uint8Array.of(0x61, 0xff))).toEqual({ text: 'a\ufffd', isWhole: false });
});
