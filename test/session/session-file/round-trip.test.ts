import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scriptLines } from '../../../src/session/script.ts';
import { unescapeAnswerLine } from '../../../src/session/session-file/answer-line.ts';
import {
  answerText,
  commandText,
  endText,
  headText,
  noteText,
} from '../../../src/session/session-file/append.ts';
import { closingText } from '../../../src/session/session-file/closing-text.ts';
import { matchesLines } from '../../../src/session/session-file/match.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { isTorn, objectivesOf, type Step, stepsOf } from '../../../src/session/session-file/session-file.ts';
import type { Trailer } from '../../../src/session/session-file/trailer.ts';
import { frontMatter, hostileLine, hostileLines, trailer } from './hostile-text.ts';

interface Recorded {
  readonly command: string;
  readonly lines: readonly string[];
  readonly trailer: Trailer;
}

const step = fc.record({ command: hostileLine, lines: hostileLines, trailer });
const notes = hostileLines.map((lines) => lines.join('\n'));

function stepText({ command, lines, trailer }: Recorded): string {
  return commandText(command) + answerText(lines) + endText(trailer);
}

function plain({ command, lines, trailer }: Step): Recorded {
  return { command, lines: lines.map(unescapeAnswerLine), trailer: trailer! };
}

test('whatever is recorded is read as it was, and nothing of it is a problem', () => {
  fc.assert(
    fc.property(frontMatter, fc.array(fc.tuple(step, notes), { maxLength: 4 }), (front, recorded) => {
      const text =
        headText(front, 'A *title*') +
        recorded.map(([each, note]) => stepText(each) + noteText(note)).join('');
      const file = parseSessionFile(text);
      expect(file.problems).toEqual([]);
      expect(file.frontMatter?.values).toEqual(front);
      expect(stepsOf(file).map(plain)).toEqual(recorded.map(([each]) => each));
      for (const each of stepsOf(file)) expect(matchesLines(each.lines, plain(each).lines)).toBe(true);
      expect(closingText(file)).toBe('');
      // As a script it is the same commands.
      const script = recorded.length === 0 ? [] : scriptLines(text, undefined).map((line) => line.text);
      expect(script).toEqual(recorded.map(([{ command }]) => command));
    }),
  );
});

test('line breaks of the other kind mean the same', () => {
  fc.assert(
    fc.property(frontMatter, fc.array(step), (front, recorded) => {
      const text = headText(front, undefined) + recorded.map(stepText).join('');
      const file = parseSessionFile(`\ufeff${text.replaceAll('\n', '\r\n')}`);
      expect(file.problems).toEqual([]);
      expect(file.frontMatter?.values).toEqual(front);
      expect(stepsOf(file).map(plain)).toEqual(recorded);
    }),
  );
});

test('any text is a session file, and its parts are the whole of it', () => {
  const anything = fc.array(fc.tuple(hostileLine, fc.constantFrom('\n', '\r\n', '')), { maxLength: 30 });
  fc.assert(
    fc.property(anything, (lines) => {
      const text = lines.flat().join('');
      const { frontMatter, parts } = parseSessionFile(text);
      const ranges = [...(frontMatter === undefined ? [] : [frontMatter]), ...parts].map(
        (part) => part.range,
      );
      expect(ranges.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      const starts = ranges.map(({ start }) => start);
      expect(starts).toEqual([0, ...ranges.map(({ end }) => end)].slice(0, starts.length));
    }),
  );
});

function answerOf({ command, lines, trailer }: Recorded) {
  return { command, lines, status: trailer.status };
}

test('cut at any byte, it keeps every step that was whole, and can be continued', () => {
  fc.assert(
    fc.property(
      frontMatter,
      fc.array(fc.tuple(step, notes), { minLength: 1, maxLength: 3 }),
      (front, recorded) => {
        const head = headText(front, 'Title');
        const bytes = Buffer.from(
          head + recorded.map(([each, note]) => noteText(note) + stepText(each)).join(''),
        );
        const next: Recorded = { command: 'count all', lines: ['7'], trailer: { status: 'answered' } };
        // Up to its trailer's line break a step is torn, behind it it is whole.
        const ends: number[] = [];
        let end = Buffer.byteLength(head);
        for (const [each, note] of recorded) {
          end += Buffer.byteLength(noteText(note) + stepText(each));
          ends.push(end - '```\n'.length);
        }
        for (let cut = 0; cut <= bytes.length; cut++) {
          const text = bytes.subarray(0, cut).toString();
          const file = parseSessionFile(text);
          const whole = recorded.map(([each]) => each).filter((_, i) => ends[i]! <= cut);
          const steps = stepsOf(file);
          // Behind a whole word of its trailer the last one is complete but for what would follow.
          const isCutThere = steps.length > whole.length && /\n=>(?: \S+)+ $/.test(text);
          const answered = isCutThere ? recorded[whole.length]![0] : undefined;
          const untorn = steps.filter((each) => !each.torn).map(plain);
          expect(untorn.slice(0, whole.length)).toEqual(whole);
          expect(untorn.slice(whole.length).map(answerOf)).toEqual(
            answered === undefined ? [] : [answerOf(answered)],
          );
          expect(steps.slice(0, -1).every((each) => !each.torn)).toBe(true);
          const continued = parseSessionFile(text + closingText(file) + stepText(next));
          expect(isTorn(continued)).toBe(false);
          expect(plain(stepsOf(continued).at(-1)!)).toEqual({
            ...next,
            trailer: { ...next.trailer, rows: undefined, shown: undefined, sha256: undefined },
          });
          // Of the front matter a value is whole or not there: no part of a count is taken for the count.
          const told = continued.frontMatter?.values;
          if (told?.formatVersion !== undefined) expect(told.formatVersion).toBe(1);
          told?.snapshots.forEach(({ sha256, objectCount }, i) => {
            if (sha256 !== undefined) expect(sha256).toBe(front.snapshots[i]?.sha256);
            if (objectCount !== undefined) expect(objectCount).toBe(front.snapshots[i]?.objectCount);
          });
          const kept = stepsOf(continued).slice(0, -1);
          expect(kept.slice(0, whole.length).map(plain)).toEqual(whole);
          expect(kept.slice(whole.length).map((each) => each.trailer?.status)).toEqual(
            answered !== undefined
              ? [answered.trailer.status]
              : steps.length > whole.length
                ? ['interrupted']
                : [],
          );
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('written by hand: several commands a block, longer fences, lists, no trailers', () => {
  const file = parseSessionFile(`# Notes

Objective: find it

- first
  \`\`\`\`heapsh
  > count dict
  12

  > count all
  \`\`\`
  \`\`\`\`

~~~markdown
\`\`\`heapsh
> quoted
\`\`\`
~~~
`);
  expect(file.problems).toEqual([]);
  expect(objectivesOf(file)).toEqual(['find it']);
  expect(stepsOf(file)).toMatchObject([
    { number: 1, command: 'count dict', lineNumber: 7, lines: ['12', ''], trailer: undefined, torn: false },
    { number: 2, command: 'count all', lineNumber: 10, lines: ['```'], trailer: undefined, torn: false },
  ]);
});

test('a fence that was forgotten costs no step', () => {
  const file = parseSessionFile('```sh\nls\n\n```heapsh\n> a\n1\n\n```heapsh\nlost\n> b\n2\n```\n');
  expect(stepsOf(file).map(({ command }) => command)).toEqual(['a', 'b']);
  expect(file.problems).toEqual([
    { lineNumber: 1, message: 'this block of code is never closed' },
    { lineNumber: 4, message: 'this block is never closed' },
    { lineNumber: 9, message: 'this line belongs to no command' },
  ]);
});

test('an objective is told by the prose', () => {
  expect(objectivesOf(parseSessionFile(noteText('Objective: prove the fix')))).toEqual(['prove the fix']);
});
