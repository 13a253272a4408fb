import fc from 'fast-check';
import type { FrontMatter } from '../../../src/session/session-file/session-file.ts';
import type { Trailer } from '../../../src/session/session-file/trailer.ts';

const pieces = [
  '> ',
  '>',
  '=> ',
  '=>',
  '```',
  '````',
  '```heapsh',
  '~~~',
  '...',
  '[..]',
  '\\',
  '\\\\',
  '---',
  ' ',
  '   ',
  '    ',
  '\t',
  '# ',
  'rows=3',
  'interrupted',
  'Objective: ',
  '漢',
  'é',
  '\ufeff',
  '\u2028',
  'plain text',
  ':',
  '"',
  "'",
];

/** A line of an answer that would like to be something else. */
export const hostileLine = fc.oneof(
  fc.constantFrom('', ...pieces),
  fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((some) => some.join('')),
  fc.string({ unit: 'binary' }).map((text) => text.replace(/[\r\n\ud800-\udfff]/g, '')),
);

export const hostileLines = fc.array(hostileLine, { maxLength: 6 });

export const trailer: fc.Arbitrary<Trailer> = fc.record({
  status: fc.constantFrom('answered', 'error', 'interrupted'),
  rows: fc.option(fc.nat(), { nil: undefined }),
  shown: fc.option(fc.nat(), { nil: undefined }),
  sha256: fc.option(fc.constant('0123456789abcdef'.repeat(4)), { nil: undefined }),
});

const text = fc.oneof(
  hostileLine,
  fc.constantFrom('true', '12', '0x10', '2026-11-22', 'a: b', 'x # y', ' a', '~'),
);
const orNothing = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

export const frontMatter: fc.Arbitrary<FrontMatter> = fc.record({
  formatVersion: fc.constant(1),
  snapshots: fc.array(
    fc.record({
      file: text,
      path: orNothing(text),
      sha256: orNothing(fc.constant('ab'.repeat(32))),
      runtime: orNothing(text),
      objectCount: orNothing(fc.nat()),
    }),
    { maxLength: 3 },
  ),
  writtenBy: orNothing(text),
  date: orNothing(text),
});
