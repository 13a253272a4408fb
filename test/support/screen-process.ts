import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { launcher, plainEnvironment } from './heapsh-process.ts';
import { VirtualScreen } from './virtual-screen.ts';

/** A screen that nothing has been written to for so long is finished, once what was waited for stands on it. */
const QUIET = 300;
const PATIENCE = 30_000;

/** The program itself on a true terminal, with an eye on its screen. */
export class ScreenProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #screen: VirtualScreen;
  #lastWrite = Date.now();
  readonly ended: Promise<number | null>;

  constructor(args: readonly string[], columns: number, rows: number, env: NodeJS.ProcessEnv = {}) {
    const command = [process.execPath, launcher, ...args].map((word) => `'${word}'`).join(' ');
    const line = `stty cols ${columns} rows ${rows}; ${command}`;
    this.#screen = new VirtualScreen(columns, rows);
    this.#child = spawn('script', ['-qfec', line, '/dev/null'], {
      env: { ...plainEnvironment, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...env },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWrite = Date.now();
      this.#screen.write(text);
    });
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
  }

  type(bytes: string): void {
    this.#lastWrite = Date.now();
    this.#child.stdin.write(bytes);
  }

  lines(): Promise<string[]> {
    return this.#screen.lines();
  }

  /** Waits until it holds of the screen, and the screen has come to rest; gives its lines. */
  async until(holds: (lines: readonly string[]) => boolean): Promise<string[]> {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const lines = await this.#screen.lines();
      if (Date.now() - this.#lastWrite >= QUIET && holds(lines)) return lines;
    }
    throw new Error(`the screen never came to that; it shows\n${(await this.#screen.lines()).join('\n')}`);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
