import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unescapeAnswerLine } from '../../../src/session/session-file/answer-line.ts';
import { answerText, commandText, endText, noteText } from '../../../src/session/session-file/append.ts';
import { compareStep, type NewAnswer } from '../../../src/session/session-file/compare.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { type SessionFile, stepsOf } from '../../../src/session/session-file/session-file.ts';
import { updatedText } from '../../../src/session/session-file/update.ts';
import { hostileLine, hostileLines, trailer } from './hostile-text.ts';

const answer: fc.Arbitrary<NewAnswer> = fc.record({
  lines: hostileLines,
  trailer: trailer.map((each) => ({ ...each, status: 'answered' as const })),
});

/** Everything but the answers. */
function rest(file: SessionFile): string {
  const { text } = file;
  let at = 0;
  const pieces = stepsOf(file).map(({ answerRange }) => {
    const piece = text.slice(at, answerRange.start);
    at = answerRange.end;
    return piece;
  });
  return pieces.join('') + text.slice(at);
}

test('answers are new, and the rest is the same byte for byte', () => {
  const recorded = fc.array(fc.tuple(hostileLine, hostileLines, trailer, hostileLines, answer), {
    minLength: 1,
  });
  fc.assert(
    fc.property(recorded, fc.constantFrom('\n', '\r\n'), (steps, lineBreak) => {
      const text = steps
        .map(
          ([command, lines, end, note]) =>
            commandText(command) + answerText(lines) + endText(end) + noteText(note.join('\n')),
        )
        .join('')
        .replaceAll('\n', lineBreak);
      const file = parseSessionFile(text);
      const answers = new Map(steps.map(([, , , , now], i) => [i + 1, now]));
      const updated = parseSessionFile(updatedText(file, answers));
      expect(updated.problems).toEqual([]);
      expect(rest(updated)).toBe(rest(file));
      for (const [i, step] of stepsOf(updated).entries()) {
        const now = answers.get(i + 1)!;
        expect(step.lines.map(unescapeAnswerLine)).toEqual(now.lines);
        expect(step.trailer).toEqual(now.trailer);
        expect(compareStep(step, now)).toMatchObject({ kind: 'equal', redrawn: false });
      }
      expect(updatedText(updated, answers)).toBe(updated.text);
    }),
  );
});

const now = (...lines: string[]): NewAnswer => ({ lines, trailer: { status: 'answered', rows: 1 } });

test('what was written by hand stays handwritten: wildcards that fit, gaps, indentation', () => {
  const text = `---
title: mine
heapsh: 1
sha256: ${'1'.repeat(64)}
---
  \`\`\`heapsh
  > a
  old

  > b
  [..] rows
  > c

  > d
  gone
  \`\`\`
`;
  const file = parseSessionFile(text);
  const answers = new Map([now('new', '', '> x'), now('12 rows'), now('filled'), now()].entries());
  const shifted = new Map([...answers].map(([i, each]) => [i + 1, each]));
  const nothing = { file: undefined, runtime: undefined, objectCount: undefined };
  const front = {
    formatVersion: 1,
    snapshots: [{ ...nothing, sha256: 'f'.repeat(64), objectCount: 9 }],
    writtenBy: undefined,
    date: undefined,
  };
  expect(updatedText(file, shifted, front)).toBe(`---
title: mine
heapsh: 1
sha256: ${'f'.repeat(64)}
objects: 9
---
  \`\`\`heapsh
  > a
  new

  \\> x

  > b
  [..] rows
  > c
  filled

  > d
  \`\`\`
`);
});

test('a torn step is made whole', () => {
  for (const text of ['```heapsh\n> a', '```heapsh\n> a\nol', '```heapsh\n> a\nold\n=> ro']) {
    expect(updatedText(parseSessionFile(text), new Map([[1, now('new')]]))).toBe(
      '```heapsh\n> a\nnew\n=> rows=1\n```\n',
    );
  }
});
