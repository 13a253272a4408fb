import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exampleSnapshot } from '../src/session/example.ts';
import { needsBuild } from './support/heapsh-process.ts';
import { hasPseudoTerminals } from './support/pseudo-terminal.ts';
import { ScreenProcess } from './support/screen-process.ts';
import { bytesOf } from './ui/app/bytes-of-keys.ts';

// A block fenced as `screen COLUMNSxROWS: KEY, KEY, …` shows what stands on the screen after these keys, on the embedded
// example; `screen COLUMNSxROWS demo: …` in its guided tour. `UPDATE_README=1 npm test -- readme` writes today's screens into it.

const file = join(import.meta.dirname, '../README.md');
const updating = process.env.UPDATE_README === '1';
const block = /^```screen (\d+)x(\d+)( demo)?: (.*)\n([\s\S]*?)^```$/gm;

needsBuild();

const screens = [...readFileSync(file, 'utf8').matchAll(block)].map(
  ([whole, columns, rows, demo, keys, shown]) => ({
    whole: whole!,
    columns: Number(columns),
    rows: Number(rows),
    args: demo === undefined ? [exampleSnapshot()] : ['demo'],
    // Before that a key may come too early to mean anything.
    ready: demo === undefined ? '? keys' : 'step 1 of',
    keys: keys!.split(', '),
    shown: shown!.trimEnd().split('\n'),
  }),
);

test('the README has screens', () => {
  expect(screens.length).toBeGreaterThan(2);
});

test.skipIf(!hasPseudoTerminals).each(screens)(
  'README: $columns×$rows after $keys',
  async ({ whole, columns, rows, args, ready, keys, shown }) => {
    const screen = new ScreenProcess(args, columns, rows);
    try {
      const isOpen = (lines: readonly string[]) => lines[0]?.includes('356,235 objects') === true;
      await screen.until((lines) => isOpen(lines) && lines.some((line) => line.includes(ready)));
      for (const key of keys) await answerTo(key, screen);
      const lines = (await screen.lines()).join('\n').trimEnd().split('\n');
      if (updating) update(whole, lines);
      else expect(shown.map(withoutTime)).toEqual(lines.map(withoutTime));
    } finally {
      screen.kill();
    }
  },
  60_000,
);

/** After them something else stands there; after others, as the arrow of one that is the last, perhaps not. */
const isSlow: ReadonlySet<string> = new Set(['enter', 'escape']);

/** A busy machine may take its time until it looks at one: what comes meanwhile would be lost, or Escape and it be taken for one key. */
async function answerTo(key: string, screen: ScreenProcess): Promise<void> {
  const before = await screen.lines();
  const step = stepOf(before);
  const isAnswer = (lines: readonly string[]): boolean =>
    step === undefined ? lines.join('\n') !== before.join('\n') : stepOf(lines) !== step;
  screen.type(bytesOf(key));
  await screen.until((lines) => isAtRest(lines) && (!isSlow.has(key) || isAnswer(lines)));
}

/** Of a tour: that goes on when the answer is there. */
function stepOf(lines: readonly string[]): string | undefined {
  return /step \d+ of/.exec(lines.join('\n'))?.[0];
}

/** Nothing is running: neither a bar nor its advice is there. */
function isAtRest(lines: readonly string[]): boolean {
  return !lines.some((line) => line.includes('Ctrl-C stops'));
}

/** How long an answer took is another number each time. */
function withoutTime(line: string): string {
  return line.replace(/ +[\d.,]+ (ms|s)\b/, ' TIME');
}

function update(whole: string, lines: readonly string[]): void {
  const head = whole.slice(0, whole.indexOf('\n') + 1);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(whole, () => `${head}${lines.join('\n')}\n\`\`\``),
  );
}
