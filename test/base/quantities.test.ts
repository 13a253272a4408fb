import { expect, test } from 'vitest';
import { formatBytes, formatFraction } from '../../src/base/quantities.ts';

test.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [201.237, '201.2 B'],
  [1024, '1.0 KiB'],
  [1024 * 1024 - 1, '1.0 MiB'],
  [-2048, '-2.0 KiB'],
])('%d bytes are written as %s', (size, text) => {
  expect(formatBytes(size)).toBe(text);
});

test.each([
  [240.01242236024845, '240.012'],
  [12_345_678.25, '12345678.25'],
  [-1.5, '-1.5'],
  [0.001234567, '0.00123'],
])('%d is written as %s', (value, text) => {
  expect(formatFraction(value)).toBe(text);
});
