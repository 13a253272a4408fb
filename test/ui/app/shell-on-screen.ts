import { join } from 'node:path';
import { Engine } from '../../../src/session/engine/engine.ts';
import type { TourWalk } from '../../../src/session/tour/tour-walk.ts';
import type { ShellApp } from '../../../src/ui/app/shell-app.ts';
import { InkFrame } from '../../../src/ui/terminal/ink-frame.ts';
import { KeyRouter } from '../../../src/ui/terminal/key-router.ts';
import { ScreenWriter } from '../../../src/ui/terminal/screen-writer.ts';
import { themeFor } from '../../../src/ui/themes/index.ts';
import { VirtualScreen } from '../../support/virtual-screen.ts';

export const example = join(import.meta.dirname, '../../../src/example/pylint.heapsh');

const PATIENCE = 30_000;
/** Nothing happens for so long: it is over. */
const QUIET = 60;

export interface ShellOnScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly files?: readonly string[];
  readonly history?: readonly string[];
  readonly tour?: TourWalk;
  /** Milliseconds without a change after which the screen is at rest. */
  readonly quiet?: number;
  /** False: the terminal knows ASCII alone. */
  readonly unicode?: boolean;
}

/** The shell with the real engine, on a terminal that is none: keys go in as bytes, and what a person would see comes out. */
export class ShellOnScreen {
  readonly #app: ShellApp;
  readonly #router: KeyRouter;
  readonly #screen: VirtualScreen;
  readonly #writer: ScreenWriter;
  readonly #ink: InkFrame;
  readonly #size: { columns: number; rows: number };
  readonly #quiet: number;
  /** Questions to the engine that it has not answered. */
  #pending = 0;
  #lastWrite = performance.now();
  /** What was written so far. */
  raw = '';
  /** What went to the terminal beside frames. */
  readonly sent: string[] = [];
  readonly remembered: string[] = [];
  suspended = 0;
  readonly left: Promise<number>;

  private constructor(
    ink: InkFrame,
    App: typeof import('../../../src/ui/app/shell-app.ts'),
    Painter: typeof import('../../../src/ui/view/screen-painter.tsx'),
    {
      columns = 80,
      rows = 24,
      files = [example],
      history = [],
      tour,
      quiet = QUIET,
      unicode = true,
    }: ShellOnScreenOptions,
  ) {
    this.#ink = ink;
    this.#size = { columns, rows };
    this.#quiet = quiet;
    this.#screen = new VirtualScreen(columns, rows);
    this.#writer = new ScreenWriter({ write: (text) => this.#write(text) }, this.#size);
    const theme = themeFor({ depth: 256, unicode });
    const engine = new Engine({
      answers: 'screen',
      colour: true,
      answersToTerminal: true,
      columns,
      showAnswer: (answer) => this.#app.showAnswer(answer),
    });
    this.#app = new App.ShellApp({
      screen: {
        size: this.#size,
        paint: (frame) => this.#writer.paint(frame),
        redraw: () => this.#writer.invalidate(),
        send: (text) => this.sent.push(text) > 0,
        suspend: () => this.suspended++,
      },
      painter: new Painter.ScreenPainter(ink, theme),
      theme,
      history,
      remember: (lines) => {
        for (const line of lines) this.remembered.push(line);
      },
      engine: this.#watched(engine),
      tour,
    });
    this.#router = new KeyRouter((events) => this.#app.input(events), { escapeDelay: 5 });
    const outcome = engine.open({ files, partial: false, greets: true });
    this.left = this.#app.run({ files, outcome }, []).finally(async () => {
      ink.close();
      await engine.close();
    });
  }

  static async open(options: ShellOnScreenOptions = {}): Promise<ShellOnScreen> {
    const { columns = 80, rows = 24, unicode = true } = options;
    const ink = await InkFrame.load({ colours: 256, unicode }, { columns, rows });
    const app = await import('../../../src/ui/app/shell-app.ts');
    const painter = await import('../../../src/ui/view/screen-painter.tsx');
    return new ShellOnScreen(ink, app, painter, options);
  }

  get written(): number {
    return this.raw.length;
  }

  /** As the terminal sends them. */
  press(bytes: string): void {
    this.#lastWrite = performance.now();
    this.#router.feed(bytes);
  }

  /** Types a line, and waits for its answer. */
  async run(line: string): Promise<string[]> {
    this.press(`${line}\r`);
    await this.settled();
    return await this.until((lines) => lines[1]!.includes(line) && this.#pending === 0);
  }

  /** Presses, and gives the screen when nothing changes any more. */
  async after(bytes: string): Promise<string[]> {
    this.press(bytes);
    return await this.settled();
  }

  async settled(): Promise<string[]> {
    const deadline = performance.now() + PATIENCE;
    while (performance.now() < deadline) {
      // What is due has its turn first, however slow the machine is.
      await pause();
      const seen = this.#lastWrite;
      if (performance.now() - seen <= this.#quiet || this.#pending > 0) continue;
      await pause();
      const lines = await this.#screen.lines();
      if (this.#lastWrite === seen && this.#pending === 0) return lines;
    }
    throw new Error('the screen does not come to rest');
  }

  /** Waits until the screen is like this. */
  async until(isWanted: (lines: string[]) => boolean): Promise<string[]> {
    const deadline = performance.now() + PATIENCE;
    let lines: string[] = [];
    while (performance.now() < deadline) {
      lines = await this.#screen.lines();
      if (isWanted(lines)) return lines;
      await pause();
    }
    throw new Error(`never seen; the screen is\n${lines.join('\n')}`);
  }

  async untilShown(text: string): Promise<string[]> {
    return await this.until((lines) => lines.some((line) => line.includes(text)));
  }

  /** By the mouse, which works wherever one is; what was typed there is gone. */
  async toPrompt(): Promise<void> {
    this.press(`\x1b[<0;1;${this.#size.rows - 1}M`);
    await this.after('\x15');
  }

  lines(): Promise<string[]> {
    return this.#screen.lines();
  }

  cursor() {
    return this.#screen.cursor();
  }

  cell(column: number, row: number) {
    return this.#screen.cell(column, row);
  }

  resize(columns: number, rows: number): void {
    Object.assign(this.#size, { columns, rows });
    this.#screen.resize(columns, rows);
    this.#ink.resize(this.#size);
    this.#writer.resize(this.#size);
    this.#app.resized();
  }

  close(): void {
    this.#app.end(0);
  }

  #watched(engine: Engine): Engine {
    for (const name of [
      'run',
      'rows',
      'find',
      'fold',
      'parent',
      'handle',
      'address',
      'line',
      'complete',
      'check',
    ] as const) {
      const ask = engine[name].bind(engine) as (...words: unknown[]) => Promise<unknown>;
      const counted = (...words: unknown[]) => {
        this.#pending++;
        return ask(...words).finally(() => {
          this.#pending--;
          this.#lastWrite = performance.now();
        });
      };
      Object.assign(engine, { [name]: counted });
    }
    return engine;
  }

  #write(text: string): boolean {
    this.raw += text;
    this.#lastWrite = performance.now();
    return this.#screen.write(text);
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
