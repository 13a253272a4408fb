import { createInterface } from 'node:readline/promises';
import { UsageError } from '../../base/errors.ts';
import { visible } from '../../output/visible.ts';
import type { Step } from '../session-file/session-file.ts';

/** Waits on the terminal before each step. */
export class Pause {
  readonly #terminal = createInterface({ input: process.stdin, output: process.stderr });
  readonly #ended: Promise<string>;

  constructor() {
    this.#ended = new Promise((resolve) => this.#terminal.once('close', () => resolve('q')));
  }

  static requireTerminal(): void {
    if (process.stdin.isTTY === true && process.stderr.isTTY === true) return;
    throw new UsageError('--step needs a terminal', { hint: 'leave it out to run all steps' });
  }

  /** False: the user has had enough. Ctrl-D and Ctrl-C are as good as q. */
  async before(step: Step): Promise<boolean> {
    const question = this.#terminal.question(
      `\n${step.number}: ${visible(step.command)}\n(Enter goes on, q stops) `,
    );
    const key = await Promise.race([question.catch(() => 'q'), this.#ended]);
    return key.trim().toLowerCase() !== 'q';
  }

  close(): void {
    this.#terminal.close();
  }
}
