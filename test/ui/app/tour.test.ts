import { afterEach, describe, expect, test } from 'vitest';
import { exampleTour } from '../../../src/session/example.ts';
import { readTour, type Tour } from '../../../src/session/tour/tour.ts';
import { pythonHeap } from '../../commands/python-heap.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { bytesOf } from './bytes-of-keys.ts';
import { example, ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

const { steps, ending } = readTour(exampleTour());
/** Where it does not matter what is answered. */
const anySnapshot = temporaryFiles()('any.heapsh', writeHeapsh(pythonHeap().snapshot));
const ENTER = '\r';
const CLEAR = '\x15';

let shell: ShellOnScreen;
afterEach(async () => {
  shell.close();
  await shell.left;
});

async function begin(size: { columns: number; rows: number }, tour: Tour, file = anySnapshot) {
  shell = await ShellOnScreen.open({ ...size, files: [file], tour: { tour, at: 0, isOn: true }, quiet: 20 });
  return await promptWith(tour.steps[0]!.command);
}

/** The screen when this stands in the prompt, and nothing runs. */
async function promptWith(text: string): Promise<string[]> {
  await shell.until((lines) => lines.at(-2) === `heap> ${text}`.trimEnd());
  await shell.settled();
  return await shell.until((lines) => lines.at(-2) === `heap> ${text}`.trimEnd());
}

/** The lines of the card: from its title to how to go on. */
function cardOf(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => line.startsWith('┄┄ '));
  const end = lines.findIndex((line) => /^(step|the end of) \d+/.test(line));
  return start < 0 ? [] : lines.slice(start, end + 1);
}

const words = (text: string) => text.trim().split(/\s+/).join(' ');

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('on $columns×$rows', (size) => {
  test('each Enter answers a step, and brings the card and the command of the next', async () => {
    let lines = await begin(size, { steps, ending }, example);
    for (const [i, step] of steps.slice(0, 3).entries()) {
      const card = cardOf(lines);
      expect(card[0]).toContain(`┄┄ ${step.title} ┄`);
      expect(words(card.slice(1, -1).join(' '))).toBe(words(step.paragraphs.join(' ')));
      expect(card.at(-1)).toBe(
        `step ${i + 1} of ${steps.length} · Enter runs it · just type your own line · .tour off ends the tour`,
      );
      expect(card.length).toBeLessThanOrEqual(size.rows / 3);
      // It stands directly above the line and the prompt.
      expect(lines.indexOf(card.at(-1)!)).toBe(size.rows - 4);
      shell.press(ENTER);
      lines = await promptWith(steps[i + 1]!.command);
      expect(lines[1]).toContain(`$${i + 1}  ${step.command}`);
      expect(lines.slice(2, 6).join('')).not.toBe('');
    }
    expect(shell.remembered).toEqual(steps.slice(0, 3).map(({ command }) => command));
  });

  test('every card is shown whole', async () => {
    await begin(size, { steps, ending });
    for (const card of [...steps.slice(1), ending]) {
      const [title = '', ...text] = cardOf(await shell.after(`${CLEAR}.tour next${ENTER}`));
      expect(title).toContain(`┄┄ ${card.title} ┄`);
      expect(words(text.slice(0, -1).join(' '))).toBe(words(card.paragraphs.join(' ')));
    }
  });
});

describe('on the way', () => {
  const size = { columns: 90, rows: 24 };
  const small: Tour = {
    steps: [
      { title: 'One', paragraphs: ['Text.'], command: 'count str' },
      { title: 'Two', paragraphs: ['Text.'], command: 'count nonsense' },
      { title: 'Three', paragraphs: ['Text.'], command: 'count dict' },
    ],
    ending: { title: 'Over', paragraphs: ['Go on.'] },
  };

  test('one may ask anything else: the tour waits, and an empty line goes on with it', async () => {
    await begin(size, small);
    const typing = await shell.after(`${CLEAR}hist`);
    expect(cardOf(typing).at(-1)).toContain('your own line: the tour waits');
    shell.press(ENTER);
    const asked = await promptWith('');
    expect(asked[1]).toContain('$1  hist');
    expect(cardOf(asked)[0]).toContain('One');
    expect(cardOf(asked).at(-1)).toContain('Enter brings its command');
    shell.press(ENTER);
    await promptWith('count str');
    shell.press(ENTER);
    expect(cardOf(await promptWith('count nonsense'))[0]).toContain('Two');
  });

  test('who types or pastes means a line of his own; who moves in the one that is offered edits it', async () => {
    await begin(size, small);
    shell.press('hi');
    await promptWith('hi');
    shell.press('st');
    expect(cardOf(await promptWith('hist')).at(-1)).toContain('your own line');
    shell.press(`${CLEAR}${ENTER}`);
    await promptWith('count str');
    shell.press('\x1b[200~frame\x1b[201~');
    await promptWith('frame');
    shell.press(`${CLEAR}${ENTER}`);
    await promptWith('count str');
    shell.press('\x1b[D\x1b[C');
    expect(cardOf(await shell.settled()).at(-1)).toContain('Ctrl-U your own line');
    shell.press(' ');
    shell.press('| head 1');
    await promptWith('count str | head 1');
  });

  test('keys ask about an answer, and the tour waits', async () => {
    await begin(size, small);
    await shell.after(`${CLEAR}traceback | head 3${ENTER}`);
    const pane = await shell.after('\x1b');
    expect(cardOf(pane).at(-1)).toContain('Esc goes back to the prompt');
    const asked = await shell.after('b');
    expect(asked[1]).toContain('backrefs $1[0]');
    expect(cardOf(asked)[0]).toContain('One');
  });

  test('a step that fails tells why, and the tour goes on', async () => {
    await begin(size, small);
    shell.press(ENTER);
    await promptWith('count nonsense');
    shell.press(ENTER);
    const failed = await promptWith('count dict');
    expect(failed.join('\n')).toContain('no type `nonsense`');
    expect(cardOf(failed)[0]).toContain('Three');
    shell.press(ENTER);
    const end = await promptWith('');
    expect(cardOf(end)[0]).toContain('Over');
    expect(cardOf(end).at(-1)).toContain('.tour on begins anew');
    // Whoever asks on has read it.
    expect(cardOf(await shell.run('hist'))).toEqual([]);
  });

  test('.tour leaves it, and takes it up again', async () => {
    await begin(size, small);
    await shell.after(`${CLEAR}.tour off${ENTER}`);
    expect(cardOf(await promptWith(''))).toEqual([]);
    expect(cardOf(await shell.after(ENTER))).toEqual([]);
    shell.press(`.tour on${ENTER}`);
    expect(cardOf(await promptWith('count str'))[0]).toContain('One');
    shell.press(`${CLEAR}.tour sideways${ENTER}`);
    await shell.untilShown('.tour takes one word: on, off, back, next');
  });

  test('what was typed meanwhile stays', async () => {
    await begin(size, small);
    shell.press(`${ENTER}hist -`);
    const lines = await promptWith('hist -');
    expect(lines[1]).toContain('$1  count str');
    expect(cardOf(lines)[0]).toContain('Two');
  });

  test('on a small screen the answer keeps most of it, and the card is cut', async () => {
    await begin(size, small);
    shell.resize(60, 9);
    expect(cardOf(await shell.settled())).toHaveLength(3);
    const long = { ...small.steps[0]!, paragraphs: ['word '.repeat(200).trim()] };
    shell.close();
    await begin({ columns: 60, rows: 15 }, { ...small, steps: [long, ...small.steps.slice(1)] });
    const card = cardOf(await shell.lines());
    expect(card).toHaveLength(5);
    expect(card.at(-2)).toMatch(/word …$/);
  });

  test('the menu of completions opens over all of it', async () => {
    await begin(size, small);
    const lines = await shell.after(`${CLEAR}h\t`);
    expect(lines.join('\n')).toMatch(/^ +hist /m);
    expect(lines).toHaveLength(size.rows);
    expect(cardOf(await shell.after(bytesOf('escape')))[0]).toContain('One');
  });
});
