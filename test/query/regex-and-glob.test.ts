import fc from 'fast-check';
import { expect, test } from 'vitest';
import { regexTest } from '../../src/query/safe-regex.ts';
import { globTest } from '../../src/query/sets/type-names.ts';

const span = { start: 0, end: 0 };

test.each([
  'Error$',
  '^json\\.(dec|enc)oder',
  '(foo|bar)+',
  '[a-z]+\\.[A-Z]\\w*',
  'a.*b.*c',
  '(?:x|y)?z',
  'a{2,3}',
  '\\-x',
  '(?=a)b',
  '^(\\w+)://(\\w+)\\.(\\w+)/(.*)$',
  'v?\\d{1,3}\\.\\d{1,3}(\\.\\d{1,3})?',
])('%s is a pattern', (source) => expect(() => regexTest(source, '', span)).not.toThrow());

test.each([
  '(a+)+$',
  '(a*)*',
  '(a|a)*b',
  '(\\w+\\s?)+x',
  '(.|x)+y',
  '(a?){30}a{30}',
  '(x)\\1',
  'a*a*a*a*a*b',
  '(?:(?:a|b)|c*)*',
  'x'.repeat(600),
  'a{1,5}a{1,5}a+a+a+a+b',
  'a{1,9}'.repeat(12),
])('%s is refused', (source) => expect(() => regexTest(source, '', span)).toThrow('could take for ever'));

test('what is no pattern is said to be none', () => {
  expect(() => regexTest('(', '', span)).toThrow('this is no regular expression');
});

test('whatever pattern is accepted ends soon on a text made to make it fail', { timeout: 60_000 }, () => {
  const atom = fc.constantFrom('a', 'b', '.', '\\w', '[ab]', '(a|b)', '(ab)', '(a|ab)', '(a+)', '(a?b)');
  const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2,}', '{1,5}', '*?');
  const part = fc.tuple(atom, quantifier).map((pair) => pair.join(''));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      let matches: (text: string) => boolean;
      try {
        matches = regexTest(`^${parts.join('')}c$`, '', span);
      } catch {
        return;
      }
      const before = process.cpuUsage();
      matches('a'.repeat(96));
      // Of the processor, for it may have other work as well.
      expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    }),
    { numRuns: 500 },
  );
});

test('globs match as their translation to a pattern does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (glob, name) => {
      const source = glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
      expect(globTest(glob)(name)).toBe(new RegExp(`^${source}$`).test(name));
    }),
    { numRuns: 2000 },
  );
});
