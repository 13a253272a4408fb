import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { plainEnvironment } from './heapsh-process.ts';

/** script(1) of util-linux gives a program a true terminal. */
export const hasPseudoTerminals =
  process.platform === 'linux' && spawnSync('script', ['--version'], { encoding: 'utf8' }).status === 0;

const PATIENCE = 30_000;

/** A program on a terminal of 100×30; keys go in, and what it has written can be waited for. */
export class PseudoTerminal {
  readonly #child: ChildProcessWithoutNullStreams;
  /** Everything it has written, with escape sequences. */
  raw = '';
  #seen = 0;
  readonly ended: Promise<number | null>;

  /** `command` is a line of the shell. */
  constructor(command: string, env: NodeJS.ProcessEnv = {}) {
    const line = `stty cols 100 rows 30; ${command}`;
    this.#child = spawn('script', ['-qfec', line, '/dev/null'], { env: { ...plainEnvironment, ...env } });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.raw += text;
    });
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Waits until a text stands behind what was waited for before; gives what came up to its end. */
  async until(wanted: string | RegExp): Promise<string> {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      const fresh = this.raw.slice(this.#seen);
      const match = typeof wanted === 'string' ? indexOf(fresh, wanted) : wanted.exec(fresh);
      if (match !== null) {
        this.#seen += match.index + match[0]!.length;
        return fresh.slice(0, match.index + match[0]!.length);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`waited for ${wanted}, and saw ${JSON.stringify(this.raw.slice(this.#seen))}`);
  }

  /** As a window on the other end of a slow line: nothing of what is written is taken any more. */
  pause(): void {
    this.#child.stdout.pause();
  }

  resume(): void {
    this.#child.stdout.resume();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

function indexOf(text: string, wanted: string) {
  const index = text.indexOf(wanted);
  return index < 0 ? null : { index, 0: wanted };
}
