import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JUnitStep, junitXml } from '../../../src/session/session-file/junit.ts';
import { hostileLine } from './hostile-text.ts';

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

const tag = /<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/y;
const plainText = /[^<]+/y;
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** A strict reader of the XML that is needed here: it throws on anything that is not well formed. */
function parseXml(xml: string): Element {
  const start = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!xml.startsWith(start) || forbidden.test(xml)) throw new Error('not XML');
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  for (let at = start.length; at < xml.length; ) {
    tag.lastIndex = plainText.lastIndex = at;
    const match = tag.exec(xml);
    if (match === null) {
      const text = plainText.exec(xml)?.[0];
      if (text === undefined || text.includes(']]>')) throw new Error(`at ${at}: ${xml.slice(at, at + 40)}`);
      open.at(-1)!.text += unescapeXml(text);
      at += text.length;
      continue;
    }
    at = tag.lastIndex;
    const [, closing, name, attributes, empty] = match as unknown as [string, string, string, string, string];
    if (closing === '/') {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes another`);
      continue;
    }
    const pairs = Array.from(attributes.matchAll(/ ([a-z]+)="([^"]*)"/g), ([, key, value]) => [
      key!,
      unescapeXml(value!),
    ]);
    const element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
    open.at(-1)!.children.push(element);
    if (empty === '') open.push(element);
  }
  if (open.length !== 1 || top.children.length !== 1) throw new Error('not one element');
  return top.children[0]!;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

function unescapeXml(text: string): string {
  return text.replace(/&[^;]*;?/g, (entity) => {
    if (entities[entity] === undefined) throw new Error(`no entity ${entity}`);
    return entities[entity];
  });
}

const text = fc.oneof(
  hostileLine,
  fc.string({ unit: 'binary' }),
  fc.constantFrom(']]>', '<a b="&amp;">', "'", '\x1b[2J'),
);
const steps: fc.Arbitrary<JUnitStep[]> = fc.array(
  fc.record(
    {
      name: text,
      lineNumber: fc.nat(),
      seconds: fc.double({ min: 0, max: 1e6, noNaN: true }),
      outcome: fc.constantFrom('passed', 'failed', 'error', 'skipped'),
      message: text,
      details: fc.array(text, { maxLength: 3 }),
    },
    { requiredKeys: ['name', 'lineNumber', 'seconds', 'outcome'] },
  ),
);

test('any steps are well-formed XML, a test case a step', () => {
  fc.assert(
    fc.property(steps, text, (all, name) => {
      const suite = { name, file: 'a.md', timestamp: '2026-11-22T16:13:19Z', steps: all };
      const [testsuite] = parseXml([...junitXml(suite)].join('')).children;
      const count = (outcome: string) => String(all.filter((step) => step.outcome === outcome).length);
      expect(testsuite?.attributes).toMatchObject({
        tests: String(all.length),
        failures: count('failed'),
        errors: count('error'),
        skipped: count('skipped'),
      });
      expect(testsuite?.children.map(({ attributes }) => attributes.line)).toEqual(
        all.map((step) => String(step.lineNumber)),
      );
      expect(testsuite?.children.map(({ children }) => children[0]?.name ?? 'passed')).toEqual(
        all.map(({ outcome }) => (outcome === 'failed' ? 'failure' : outcome)),
      );
    }),
  );
});

test('names, messages and details are there as they are', () => {
  const step: JUnitStep = {
    name: 'expect count(dict) < "5" & more',
    lineNumber: 12,
    seconds: 1e-7,
    outcome: 'failed',
    message: 'it is 7 > 5',
    details: ['- a', '+ b\x1b'],
  };
  const suite = { name: 's', file: 'a.md', timestamp: '2026-11-22T16:13:19Z', steps: [step] };
  const [testcase] = parseXml([...junitXml(suite)].join('')).children[0]!.children;
  expect(testcase?.attributes).toMatchObject({ name: step.name, time: '0.000', file: 'a.md', line: '12' });
  expect(testcase?.children[0]).toMatchObject({
    attributes: { message: step.message },
    text: '- a\n+ b\\x1b',
  });
});
