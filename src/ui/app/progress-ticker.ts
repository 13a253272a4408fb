import type { Engine } from '../../session/engine/engine.ts';
import { PROGRESS_DELAY, PROGRESS_INTERVAL } from '../../session/progress-line.ts';
import type { ShellStore } from '../state/shell-store.ts';

/** Milliseconds. Painted more often, the screen takes a quarter of a core from those who load. */
const LOADING_INTERVAL = 200;

/** Looks now and then how far the engine is, while it works. */
export class ProgressTicker {
  readonly #store: ShellStore;
  readonly #engine: Pick<Engine, 'progress'>;
  #timer: NodeJS.Timeout | undefined;
  #started = 0;
  #phase: string | undefined;
  #phaseStarted = 0;
  /** When progress was told last. */
  #told = 0;

  constructor(store: ShellStore, engine: Pick<Engine, 'progress'>) {
    this.#store = store;
    this.#engine = engine;
  }

  start(): void {
    this.stop();
    this.#started = performance.now();
    this.#phase = undefined;
    this.#timer = setInterval(() => this.#look(), PROGRESS_INTERVAL);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = performance.now();
    const { running } = this.#store.state;
    const step = this.#engine.progress();
    if (step?.phase !== this.#phase) this.#phaseStarted = now;
    this.#phase = step?.phase;
    const elapsed = now - this.#started;
    // What is over in a moment is not worth a bar; that a snapshot loads is.
    if (running === undefined || (elapsed < PROGRESS_DELAY && !running.isLoading)) return;
    if (running.isLoading && now - this.#told < LOADING_INTERVAL) return;
    this.#told = now;
    const progress = { step, elapsed, phaseElapsed: now - this.#phaseStarted };
    this.#store.change({ running: { ...running, progress } });
  }
}
