import type { Engine } from '../../session/engine/engine.ts';
import type { EngineOutcome } from '../../session/engine/engine-messages.ts';
import type { AskedLine, Running } from '../state/shell-state.ts';
import type { ShellStore } from '../state/shell-store.ts';
import { countOf, firstOf, noLines, withMore, withoutFirst } from '../state/waiting-lines.ts';
import { ProgressTicker } from './progress-ticker.ts';

export type LineEngine = Pick<Engine, 'run' | 'cancel' | 'progress'>;

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
  /** Lines that waited when what ran was stopped. */
  #dropped = 0;

  constructor(store: ShellStore, engine: LineEngine, listener: QueueListener) {
    this.#store = store;
    this.#engine = engine;
    this.#listener = listener;
    this.#ticker = new ProgressTicker(store, engine);
  }

  /** What the command line names is being loaded; lines may be typed meanwhile. */
  open(outcome: Promise<EngineOutcome>, label: string): void {
    this.#store.change({ running: { line: label, from: undefined, isLoading: true, progress: undefined } });
    this.#ticker.start();
    this.#settle(outcome);
  }

  /** `from`: the pane in front. */
  add(lines: readonly string[], from?: number): void {
    const { state } = this.#store;
    const asked = lines.filter((line) => line.trim() !== '').map((line): AskedLine => ({ line, from }));
    if (asked.length === 0) return;
    this.#store.change({ waiting: withMore(state.waiting, asked) });
    if (state.running === undefined) this.#next();
  }

  /** Stops what runs; what waits behind it is not wanted either. False: nothing runs. */
  cancel(): boolean {
    const { running, waiting } = this.#store.state;
    if (running === undefined) return false;
    this.#dropped += countOf(waiting);
    this.#store.change({ waiting: noLines });
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
    const { waiting: all } = this.#store.state;
    const [next] = firstOf(all, 1);
    if (next === undefined) return;
    this.#answers = 0;
    const running = { ...next, isLoading: false, progress: undefined };
    this.#store.change({ running, waiting: withoutFirst(all), message: undefined });
    this.#ticker.start();
    this.#settle(this.#engine.run(next.line));
  }

  #settle(outcome: Promise<EngineOutcome>): void {
    outcome.then((settled) => this.#take(settled)).catch((error) => this.#listener.failed(error));
  }

  #take({ status, prompt, header, recordedIn, quitting }: EngineOutcome): void {
    this.#ticker.stop();
    const { running } = this.#store.state;
    this.#store.change({ running: undefined, promptLabel: prompt, header, recordedIn });
    if (quitting) this.#listener.left(0);
    else if (status === 'unreadable') this.#listener.left(UNREADABLE);
    else {
      this.#tell(status, running);
      this.#next();
    }
  }

  #tell(status: EngineOutcome['status'], running: Running | undefined): void {
    const { line = '', isLoading = false } = running ?? {};
    const wasStopped = status === 'cancelled';
    if (wasStopped) this.#listener.stopped(line);
    else this.#listener.ended(isLoading ? undefined : line);
    const isSilent = status === 'done' && this.#answers === 0 && !isLoading;
    const said = [...(wasStopped ? ['stopped'] : isSilent ? ['done'] : []), ...this.#droppedText()];
    if (said.length > 0) this.#store.say(said.join('; '));
  }

  /** Said once. */
  #droppedText(): string[] {
    const dropped = this.#dropped;
    this.#dropped = 0;
    if (dropped === 0) return [];
    return [`${dropped} waiting ${dropped === 1 ? 'line' : 'lines'} dropped (↑ has them)`];
  }
}
