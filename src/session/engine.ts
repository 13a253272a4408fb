import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Completions } from '../query/completion/completions.ts';
import { EngineControl } from './engine-control.ts';
import type {
  EngineOutcome,
  EngineReply,
  EngineRequest,
  EngineSettings,
  FilesToOpen,
  TextStream,
  TextTaken,
} from './engine-messages.ts';
import type { Progress } from './progress-line.ts';

/** Tab answers within this time, or not at all. */
const COMPLETION_TIMEOUT = 400;

export interface EngineOptions {
  readonly colour: boolean;
  readonly answersToTerminal: boolean;
  /** Columns of the terminal, at first. */
  readonly columns: number;
  /** Shows a piece of text; resolves when it is written. */
  showText(stream: TextStream, text: string): Promise<void>;
}

/** The shell's side of the engine thread: the screen stays alive while a heap is searched. */
export class Engine {
  readonly #control = new EngineControl();
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (outcome: EngineOutcome) => void>();
  readonly #completing = new Map<number, (completions: Completions | undefined) => void>();
  /** Rejects when the engine or the terminal is lost. */
  readonly #failed: Promise<never>;
  #fail: (error: unknown) => void = () => undefined;
  readonly #options: EngineOptions;
  /** Text is shown in order, and before the outcome that follows it. */
  #shown: Promise<void> = Promise.resolve();
  #lastId = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#control.columns = options.columns;
    const settings: EngineSettings = {
      control: this.#control.buffer,
      colour: options.colour,
      answersToTerminal: options.answersToTerminal,
    };
    this.#worker = new Worker(new URL('./engine-worker.js', import.meta.url), { workerData: settings });
    this.#worker.on('message', (reply: EngineReply) => this.#receive(reply));
    this.#failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.#worker.once('error', this.#fail);
    // Whoever waits for an outcome hears of it; when nobody does, the next request will.
    this.#failed.catch(() => undefined);
  }

  open({ files, partial, greets }: FilesToOpen): Promise<EngineOutcome> {
    return this.#ask((id) => ({ kind: 'open', id, files, partial, greets }));
  }

  run(line: string): Promise<EngineOutcome> {
    return this.#ask((id) => ({ kind: 'run', id, line }));
  }

  /** Undefined when the engine is busy with something else. */
  complete(line: string, cursor: number): Promise<Completions | undefined> {
    const id = this.#nextId();
    return new Promise((resolve) => {
      const timeout = setTimeout(() => {
        this.#completing.delete(id);
        resolve(undefined);
      }, COMPLETION_TIMEOUT);
      this.#completing.set(id, (completions) => {
        clearTimeout(timeout);
        resolve(completions);
      });
      this.#send({ kind: 'complete', id, line, cursor });
    });
  }

  /** Stops what is running and what waits to run. */
  cancel(): void {
    this.#control.cancel(this.#lastId);
  }

  progress(): Progress | undefined {
    return this.#control.progress();
  }

  set columns(columns: number) {
    this.#control.columns = columns;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(request: (id: number) => EngineRequest): Promise<EngineOutcome> {
    const id = this.#nextId();
    const outcome = new Promise<EngineOutcome>((resolve) => this.#waiting.set(id, resolve));
    this.#send(request(id));
    return Promise.race([outcome, this.#failed]);
  }

  #nextId(): number {
    return ++this.#lastId;
  }

  #send(message: EngineRequest | TextTaken): void {
    if (message.kind !== 'taken') this.#control.announce(message.id);
    this.#worker.postMessage(message);
  }

  #receive(reply: EngineReply): void {
    switch (reply.kind) {
      case 'text':
        this.#shown = this.#shown.then(() => this.#show(reply.stream, reply.text)).catch(this.#fail);
        break;
      case 'done':
        this.#shown = this.#shown.then(() => settle(this.#waiting, reply.id, reply.outcome));
        break;
      case 'completions':
        settle(this.#completing, reply.id, reply.completions);
        break;
    }
  }

  async #show(stream: TextStream, text: string): Promise<void> {
    await this.#options.showText(stream, text);
    // While pieces come as fast as they are written, this thread would read nothing else: the keyboard has its turn first.
    await setImmediate();
    this.#send({ kind: 'taken', stream });
  }
}

function settle<T>(waiting: Map<number, (value: T) => void>, id: number, value: T): void {
  waiting.get(id)?.(value);
  waiting.delete(id);
}
