import { UsageError } from '../../base/errors.ts';
import { visible } from '../../output/visible.ts';
import type { Step } from '../session-file/session-file.ts';

/** Ctrl-C and Ctrl-D are as good as q. */
const stopKeys: ReadonlySet<string> = new Set(['q', 'Q', '\x03', '\x04']);
const goOnKeys: ReadonlySet<string> = new Set(['\r', '\n', ' ']);

/** Waits on the terminal before each step, for one key. */
export class Pause {
  /** Keys that came before they were asked for. */
  #keys: string[] = [];
  #hasEnded = false;
  #hear: () => void = () => undefined;

  constructor() {
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', this.#take);
    process.stdin.on('end', this.#end);
    process.stdin.on('error', this.#end);
    process.stdin.pause();
  }

  static requireTerminal(): void {
    if (process.stdin.isTTY === true && process.stderr.isTTY === true) return;
    throw new UsageError('--step needs a terminal', { hint: 'leave it out to run all steps' });
  }

  /** False: the user has had enough. The terminal is raw no longer than that, so that Ctrl-C stops a step that runs. */
  async before(step: Step): Promise<boolean> {
    process.stderr.write(`\n${step.number}: ${visible(step.command)}\n(Enter goes on, q stops) `);
    process.stdin.setRawMode(true);
    process.stdin.resume();
    try {
      return await this.#decision();
    } finally {
      process.stdin.setRawMode(false);
      process.stdin.pause();
      process.stderr.write('\n');
    }
  }

  close(): void {
    process.stdin.off('data', this.#take);
    process.stdin.off('end', this.#end);
    process.stdin.off('error', this.#end);
  }

  async #decision(): Promise<boolean> {
    for (;;) {
      for (let key = this.#keys.shift(); key !== undefined; key = this.#keys.shift()) {
        if (stopKeys.has(key)) return false;
        if (goOnKeys.has(key)) return true;
      }
      if (this.#hasEnded) return false;
      await new Promise<void>((resolve) => {
        this.#hear = resolve;
      });
    }
  }

  readonly #take = (text: string): void => {
    this.#keys.push(...text);
    this.#hear();
  };

  readonly #end = (): void => {
    this.#hasEnded = true;
    this.#hear();
  };
}
