import { describe, expect, test } from 'vitest';
import { exampleTour } from '../../../src/session/example.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { stepsOf } from '../../../src/session/session-file/session-file.ts';
import { readTour } from '../../../src/session/tour/tour.ts';
import {
  afterLine,
  afterWord,
  presentCard,
  presentStep,
  type TourWalk,
  tourWordOf,
} from '../../../src/session/tour/tour-walk.ts';

const text = exampleTour();
const small = readTour(`# A file

Objective: none.

## First

Some
words.

- one
- two

\`\`\`heapsh
> count str
1
> count dict
\`\`\`

A remark.

## Second

\`\`\`heapsh
> hist
\`\`\`

## Over
Go.
`);
const begun: TourWalk = { tour: small, at: 0, isOn: true };
const commands = ['count str', 'count dict', 'hist'];

test('a session file is a tour: a card before each command, and one at the end', () => {
  const first = { title: 'First', paragraphs: ['Some words.', '- one', '- two'] };
  expect(small).toEqual({
    steps: [
      {
        title: 'A file · First',
        paragraphs: ['Objective: none.', ...first.paragraphs],
        command: 'count str',
      },
      { ...first, command: 'count dict' },
      { title: 'Second', paragraphs: [], command: 'hist' },
    ],
    ending: { title: 'Over', paragraphs: ['Go.'] },
  });
});

describe('a walk', () => {
  test('goes on with its own lines, waits for all others, and is over after the line behind its end', () => {
    let walk = begun;
    for (const command of commands) {
      expect(presentStep(walk)?.command).toBe(command);
      expect(afterLine(walk, 'help')).toBe(walk);
      walk = afterLine(walk, ` ${command} `);
    }
    expect(presentStep(walk)).toBeUndefined();
    expect(presentCard(walk)?.title).toBe('Over');
    expect(presentCard(afterLine(walk, 'hist'))).toBeUndefined();
  });

  test('is left, taken up where it was left, and gone through by words', () => {
    const second = afterLine(begun, 'count str');
    const off = afterWord(second, 'off');
    expect(presentCard(off)).toBeUndefined();
    expect(afterLine(off, 'count dict')).toBe(off);
    expect(afterWord(off, 'on')).toEqual(second);
    expect(afterWord(off, 'back')).toEqual(begun);
    expect(afterWord(begun, 'back')).toEqual(begun);
    const end = { ...begun, at: 3 };
    expect(afterWord({ ...begun, at: 2 }, 'next')).toEqual(end);
    expect(afterWord(end, 'next')).toEqual(end);
    expect(afterWord({ ...end, isOn: false }, 'on')).toEqual(begun);
  });

  test.each([
    ['.tour', 'on'],
    [' .tour  off ', 'off'],
    ['.tour back', 'back'],
    ['.tour off now', undefined],
    ['.tour sideways', undefined],
    ['.tours', undefined],
    ['count str', undefined],
  ])('%j is the word %s', (line, word) => {
    expect(tourWordOf(line)).toBe(word);
  });
});

describe("the example's tour", () => {
  const { steps, ending } = readTour(text);

  test('says something before each command, and where to go on at its end', () => {
    expect(steps.length).toBeGreaterThanOrEqual(12);
    for (const { title, paragraphs, command } of [...steps, { ...ending, command: 'none' }])
      expect([command, title !== '', paragraphs.length > 0]).toEqual([command, true, true]);
    expect(ending.paragraphs.join('\n')).toContain('heapsh agent python');
  });

  test('asks by names: neither addresses nor numbers of answers hold for everybody', () => {
    for (const { command } of steps) expect(command).not.toMatch(/0x|\$\d|@\d/);
  });

  test('names no figure that no answer of the file shows', () => {
    const answers = stepsOf(parseSessionFile(text)).flatMap(({ lines }) => lines);
    const shown = new Set([...answers, 'objects: 356,235'].flatMap(figuresIn));
    const told = steps.flatMap(({ paragraphs }) => paragraphs.flatMap(figuresIn));
    expect(told.length).toBeGreaterThan(8);
    expect(told.filter((figure) => !shown.has(figure))).toEqual([]);
  });
});

/** `13,175`, `176.2`, `258`; not the single digits of names. */
function figuresIn(line: string): string[] {
  return line.match(/\d[\d,.]*\d/g) ?? [];
}
