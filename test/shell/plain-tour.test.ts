import { afterEach, describe, expect, test } from 'vitest';
import { exampleTour } from '../../src/session/example.ts';
import { readTour } from '../../src/session/tour/tour.ts';
import { launcher, needsBuild } from '../support/heapsh-process.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../support/pseudo-terminal.ts';
import { StateFolder } from '../support/state-folder.ts';

needsBuild();

const { steps } = readTour(exampleTour());
/** Behind the prompt, where readline has put the cursor. */
const command = (i: number) => `heap> \x1b[7G${steps[i]!.command}`;

const state = new StateFolder();
let terminal: PseudoTerminal;

afterEach(() => terminal.kill());

function start(...words: string[]): void {
  const program = [process.execPath, launcher, '--plain', ...words].map((word) => `"${word}"`).join(' ');
  terminal = new PseudoTerminal(program, { XDG_STATE_HOME: state.path });
}

describe.skipIf(!hasPseudoTerminals)('the tour of the plain shell', () => {
  test('prints a card above each prompt, which holds the command', async () => {
    start('demo');
    const first = await terminal.until(command(0));
    expect(first).toContain(`${steps[0]!.title}`);
    expect(first).toContain(`(step 1 of ${steps.length})`);
    expect(first).toMatch(/Enter runs the line at the prompt.*\.tour off ends the\s+tour/s);
    for (const [i, { title }] of steps.slice(1, 4).entries()) {
      terminal.type('\r');
      const shown = await terminal.until(command(i + 1));
      expect(shown).toContain(`($${i + 1}`);
      expect(shown).toContain(title);
      expect(shown).not.toContain('Enter runs the line');
    }
    terminal.type('\x15\x04');
    expect(await terminal.ended).toBe(0);
  });

  test('waits for whoever asks something else, and is left by .tour off', async () => {
    start('demo');
    await terminal.until(command(0));
    terminal.type('\x15count str\r');
    const asked = await terminal.until(/62762\r\n[\s\S]*heap> /);
    expect(asked).not.toContain('step 2');
    terminal.type('\r');
    await terminal.until(command(0));
    terminal.type('\r');
    await terminal.until(command(1));
    terminal.type('\x15.tour off\r\rcount dict\r');
    const left = await terminal.until('27835');
    expect(left).not.toContain('step 2');
    terminal.type('.tour\r');
    expect(await terminal.until(command(1))).toContain(`(step 2 of ${steps.length})`);
    terminal.type('\x15\x04');
    expect(await terminal.ended).toBe(0);
    expect(recorded()).toEqual(['> count str', `> ${steps[0]!.command}`, '> count dict']);
  });

  test('waits to be asked for where the example was opened without it', async () => {
    start('--example');
    const opened = await terminal.until(/356,235 objects[\s\S]*heap> /);
    expect(opened).not.toContain(steps[0]!.title);
    terminal.type('.tour\r');
    await terminal.until(command(0));
    terminal.type('\x15\x04');
    expect(await terminal.ended).toBe(0);
  });

  test('is there only where the example is', async () => {
    start('--no-record');
    await terminal.until('heap> ');
    terminal.type('.tour\r');
    await terminal.until('there is no tour here');
    await terminal.until('`heapsh demo` opens the example, with a tour');
    terminal.type('\x04');
    expect(await terminal.ended).toBe(0);
  });
});

/** The commands of the session that was recorded. */
function recorded(): string[] {
  return state
    .recorded()
    .split('\n')
    .filter((line) => line.startsWith('> '));
}
