import { PROGRESS_DELAY, PROGRESS_INTERVAL, type ProgressLine } from './progress-line.ts';
import { processTeam } from './team/process-team.ts';
import type { WatchedTask } from './watched-task.ts';

/** For work on the main thread: draws its own progress, now and then, from within the steps. Interrupted by the system alone. */
export class TerminalTask implements WatchedTask {
  readonly team = processTeam;
  readonly #line: ProgressLine;
  #phase = '';
  #started: number | undefined;
  #lastDrawn = 0;

  constructor(line: ProgressLine) {
    this.#line = line;
  }

  phase(name: string): void {
    this.#phase = name;
    this.#started ??= performance.now();
  }

  step(done: number, total: number): void {
    const now = performance.now();
    this.#started ??= now;
    const elapsed = now - this.#started;
    if (elapsed < PROGRESS_DELAY || now - this.#lastDrawn < PROGRESS_INTERVAL) return;
    this.#lastDrawn = now;
    this.#line.draw({ phase: this.#phase, done, total }, elapsed);
  }

  rest(): void {
    this.#started = undefined;
    this.#line.erase();
  }
}
