import type { Engine } from '../engine/engine.ts';
import { PROGRESS_DELAY, PROGRESS_INTERVAL, type ProgressLine } from '../progress-line.ts';

/** Looks at the engine's progress now and then while it works, and draws it. */
export class ProgressWatch {
  readonly #engine: Engine;
  readonly #line: ProgressLine | undefined;
  #timer: NodeJS.Timeout | undefined;
  #started = 0;

  /** Without a line to draw on it does nothing. */
  constructor(engine: Engine, line: ProgressLine | undefined) {
    this.#engine = engine;
    this.#line = line;
  }

  start(): void {
    if (this.#line === undefined || this.#timer !== undefined) return;
    this.#started = performance.now();
    this.#timer = setInterval(() => this.#draw(), PROGRESS_INTERVAL);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.erase();
  }

  erase(): void {
    this.#line?.erase();
  }

  #draw(): void {
    const elapsed = performance.now() - this.#started;
    const progress = elapsed < PROGRESS_DELAY ? undefined : this.#engine.progress();
    if (progress !== undefined) this.#line?.draw(progress, elapsed);
  }
}
