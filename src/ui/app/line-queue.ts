import type { Engine } from '../../session/engine/engine.ts';
import type { EngineOutcome, FilesToOpen } from '../../session/engine/engine-messages.ts';
import type { ShellStore } from '../state/shell-store.ts';
import { ProgressTicker } from './progress-ticker.ts';

export type LineEngine = Pick<Engine, 'open' | 'run' | 'cancel' | 'progress'>;

interface QueueListener {
  /** A line was answered, or has failed; undefined: what the command line names is open. */
  ended(line: string | undefined): void;
  /** Nothing will be run any more. */
  left(status: number): void;
  /** This line was stopped. */
  stopped(line: string): void;
  failed(error: unknown): void;
}

const UNREADABLE = 3;

/** Runs lines one after the other, typed ones and those that keys have made alike. */
export class LineQueue {
  readonly #store: ShellStore;
  readonly #engine: LineEngine;
  readonly #listener: QueueListener;
  readonly #ticker: ProgressTicker;
  /** Answers that came of the line that runs. */
  #answers = 0;

  constructor(store: ShellStore, engine: LineEngine, listener: QueueListener) {
    this.#store = store;
    this.#engine = engine;
    this.#listener = listener;
    this.#ticker = new ProgressTicker(store, engine);
  }

  /** Loads what the command line names; lines may be typed meanwhile. */
  open(files: FilesToOpen, label: string): void {
    this.#store.change({ running: { line: label, isLoading: true, progress: undefined } });
    this.#ticker.start();
    this.#settle(this.#engine.open(files));
  }

  add(lines: readonly string[]): void {
    const { state } = this.#store;
    const asked = lines.filter((line) => line.trim() !== '');
    if (asked.length === 0) return;
    this.#store.change({ waiting: [...state.waiting, ...asked] });
    if (state.running === undefined) this.#next();
  }

  /** Stops what runs; what waits behind it is not wanted either. False: nothing runs. */
  cancel(): boolean {
    const { running } = this.#store.state;
    if (running === undefined) return false;
    this.#store.change({ waiting: [] });
    this.#engine.cancel();
    return true;
  }

  answered(): void {
    this.#answers++;
  }

  stop(): void {
    this.#ticker.stop();
  }

  #next(): void {
    const [line, ...waiting] = this.#store.state.waiting;
    if (line === undefined) return;
    this.#answers = 0;
    const running = { line, isLoading: false, progress: undefined };
    this.#store.change({ running, waiting, failure: undefined, message: undefined });
    this.#ticker.start();
    this.#settle(this.#engine.run(line));
  }

  #settle(outcome: Promise<EngineOutcome>): void {
    outcome.then((settled) => this.#take(settled)).catch((error) => this.#listener.failed(error));
  }

  #take({ status, prompt, header, quitting }: EngineOutcome): void {
    this.#ticker.stop();
    const { running, waiting } = this.#store.state;
    const wasStopped = status === 'cancelled';
    this.#store.change({
      running: undefined,
      promptLabel: prompt,
      header,
      waiting: wasStopped ? [] : waiting,
    });
    if (quitting) this.#listener.left(0);
    else if (status === 'unreadable') this.#listener.left(UNREADABLE);
    else {
      if (wasStopped) this.#tellStopped(running?.line ?? '');
      else if (status === 'done' && this.#answers === 0 && running?.isLoading === false)
        this.#store.say('done');
      if (!wasStopped) this.#listener.ended(running?.isLoading === true ? undefined : running?.line);
      this.#next();
    }
  }
  #tellStopped(line: string): void {
    this.#listener.stopped(line);
    this.#store.say('stopped');
  }
}
