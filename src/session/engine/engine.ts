import { setImmediate } from 'node:timers/promises';
import { MessageChannel, type Worker } from 'node:worker_threads';
import type { FirstLook } from '../../model/first-look.ts';
import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';
import type { Found, ScreenOutline, ScreenRow } from '../../output/screen/screen-view.ts';
import type { Completions } from '../../query/completion/completions.ts';
import type { IndexChoice } from '../indexes/index-keeper.ts';
import type { LineProblem } from '../line-problem.ts';
import type { Progress } from '../progress-line.ts';
import { FileLock } from '../recorder/file-lock.ts';
import { AsideLine } from './aside-line.ts';
import type { Asides } from './asides.ts';
import { BegunEngine } from './begun-engine.ts';
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
import { lostEngine } from './lost-engine.ts';

/** Tab answers within this time, or not at all. */
const COMPLETION_TIMEOUT = 400;

/** What cannot be stopped is not waited for: the session file is closed when it is continued. */
const LEAVE_TIMEOUT = 300;

/** How long the engine looks for words before it does something else again. */
const FIND_MILLISECONDS = 15;

interface AnswersAsText {
  readonly answers: 'text';
  /** Shows a piece of text; resolves when it is written. */
  showText(stream: TextStream, text: string): Promise<void>;
}

interface AnswersOnScreen {
  readonly answers: 'screen';
  /** In the order of the answers, and before the outcome of the request that they belong to. */
  showAnswer(answer: ScreenAnswer): void;
}

export type EngineOptions = (AnswersAsText | AnswersOnScreen) & {
  /** Whoever knew early that it would be needed has begun it. */
  readonly begun?: BegunEngine | undefined;
  /** Shows what is known of a snapshot that opens; undefined: what was shown so is out of date. It belongs to no answer. */
  showFirstLook?(look: FirstLook | undefined): Promise<void> | void;
  /** Write down what is asked, in a file of the state folder. */
  readonly records?: boolean;
  /** None are read or written when left out. */
  readonly index?: IndexChoice;
  /** What is going to be opened first: the engine can get ready for it. */
  readonly files?: readonly string[];
  readonly colour: boolean;
  readonly answersToTerminal: boolean;
  /** Columns of the terminal, at first. */
  readonly columns: number;
};

/**
 * The shell's side of the engine thread: the screen stays alive while a heap is searched. `open` and `run` are done one
 * after the other; everything else is answered at once, also meanwhile. All reject only when the engine is lost, with a
 * HeapshError.
 */
export class Engine {
  readonly #control = new EngineControl();
  readonly #worker: Worker;
  readonly #asides: AsideLine;
  readonly #waiting = new Map<number, (outcome: EngineOutcome) => void>();
  /** Rejects when the engine or the terminal is lost. */
  readonly #failed: Promise<never>;
  #fail: (error: unknown) => void = () => undefined;
  readonly #options: EngineOptions;
  /** Text is shown in order, and before the outcome that follows it. */
  #shown: Promise<void> = Promise.resolve();
  #lastId = 0;
  #isClosing = false;
  /** The file that the session was recorded in when this was told last. */
  #recordedIn: string | undefined;
  /** The request that ends it all: nobody waits for any other, or looks at what is still said. */
  #leaving: number | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#control.columns = options.columns;
    const { port1, port2 } = new MessageChannel();
    this.#asides = new AsideLine(port1, this.#control);
    const settings: EngineSettings = {
      control: this.#control.buffer,
      asides: port2,
      answers: options.answers,
      records: options.records ?? false,
      index: options.index ?? { uses: false, file: undefined },
      files: options.files ?? [],
      colour: options.colour,
      answersToTerminal: options.answersToTerminal,
    };
    this.#worker = (options.begun ?? new BegunEngine()).use(settings);
    this.#worker.on('message', (reply: EngineReply) => this.#receive(reply));
    this.#failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.#worker.once('error', (error) => this.#fail(lostEngine(error)));
    this.#worker.once('exit', () => this.#isClosing || this.#fail(lostEngine(undefined)));
    process.once('exit', this.#abandonFile);
    // Whoever waits for an outcome hears of it; when nobody does, the next request will.
    this.#failed.catch(() => undefined);
  }

  open({ files, partial, greets, resume }: FilesToOpen): Promise<EngineOutcome> {
    return this.#ask((id) => ({ kind: 'open', id, files, partial, greets, resume }));
  }

  run(line: string): Promise<EngineOutcome> {
    return this.#ask((id) => ({ kind: 'run', id, line }));
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

  /** Rows from … to-1 of an answer, of those that there are; none when it was forgotten. */
  rows(view: number, from: number, to: number): Promise<readonly ScreenRow[]> {
    return this.#aside('rows', view, from, to);
  }

  /**
   * The next row, from `from` on, in which the words stand; undefined: there is none, or `isWanted` said meanwhile that
   * nobody waits for it any more.
   */
  async find(
    view: number,
    words: string,
    from: number,
    direction: 1 | -1,
    isWanted: () => boolean = () => true,
  ): Promise<number | undefined> {
    let at: number | undefined = from;
    while (at !== undefined && isWanted()) {
      const { row, goOn }: Found = await this.#aside('find', view, words, at, direction, FIND_MILLISECONDS);
      if (row !== undefined) return row;
      at = goOn;
    }
    return undefined;
  }

  /** The outline afterwards; undefined: nothing was done. */
  fold(view: number, row: number, state: 'folded' | 'unfolded'): Promise<ScreenOutline | undefined> {
    return this.#aside('fold', view, row, state);
  }

  parent(view: number, row: number): Promise<number | undefined> {
    return this.#aside('parent', view, row);
  }

  /** What stands for the row in a line of the language: `$3[7]`. */
  handle(view: number, row: number): Promise<string | undefined> {
    return this.#aside('handle', view, row);
  }

  address(view: number, row: number): Promise<string | undefined> {
    return this.#aside('address', view, row);
  }

  /** The line that a row tells to run, as those of `leaks` do. */
  line(view: number, row: number): Promise<string | undefined> {
    return this.#aside('line', view, row);
  }

  /** Undefined when the engine is busy with something that cannot be interrupted. */
  complete(line: string, cursor: number): Promise<Completions | undefined> {
    return within(COMPLETION_TIMEOUT, this.#aside('complete', line, cursor));
  }

  /** What is wrong so far with a line that is being typed, but for what is not there yet. */
  check(line: string, cursor = line.length): Promise<LineProblem | undefined> {
    return this.#aside('check', line, cursor);
  }

  /** The answer's rows are not asked for any more, and the engine lets go of it. */
  async forget(view: number): Promise<void> {
    await this.#aside('forget', view);
  }

  /**
   * What runs is stopped, and what is recorded brought to an end. Then `wait` waits for index files to be written, as long
   * as it likes. Never rejects.
   */
  async close(wait: (saved: Promise<unknown>) => Promise<unknown> = briefly): Promise<void> {
    this.#isClosing = true;
    this.cancel();
    const left = await briefly(this.#askLast('leave'));
    if (left !== undefined) await wait(this.#askLast('save'));
    this.#asides.close();
    await this.#worker.terminate();
    process.off('exit', this.#abandonFile);
    this.#abandonFile();
  }

  #aside<K extends keyof Asides>(kind: K, ...words: Parameters<Asides[K]>): Promise<ReturnType<Asides[K]>> {
    return Promise.race([this.#asides.ask(kind, ...words), this.#failed]);
  }

  #ask(request: (id: number) => EngineRequest): Promise<EngineOutcome> {
    const id = ++this.#lastId;
    const outcome = new Promise<EngineOutcome>((resolve) => this.#waiting.set(id, resolve));
    this.#send(request(id));
    return Promise.race([outcome, this.#failed]);
  }

  /** Nobody looks at anything else that it still says. */
  #askLast(kind: 'leave' | 'save'): Promise<EngineOutcome | undefined> {
    const outcome = this.#ask((id) => {
      this.#leaving = id;
      return { kind, id };
    });
    return outcome.catch(() => undefined);
  }

  #send(message: EngineRequest | TextTaken): void {
    if (message.kind !== 'taken') this.#control.announce(message.id);
    this.#worker.postMessage(message);
  }

  #receive(reply: EngineReply): void {
    this.#shown = this.#shown.then(() => this.#take(reply)).catch(this.#fail);
  }

  async #take(reply: EngineReply): Promise<void> {
    if (this.#leaving !== undefined) this.#takeLast(reply);
    else if (reply.kind === 'text') await this.#show(reply.stream, reply.text);
    else if (reply.kind === 'answer') this.#showAnswer(reply.answer);
    else if (reply.kind === 'first-look') await this.#options.showFirstLook?.(reply.look);
    else this.#settle(reply.id, reply.outcome);
  }

  #takeLast(reply: EngineReply): void {
    if (reply.kind === 'text') this.#send({ kind: 'taken', stream: reply.stream });
    else if (reply.kind === 'done' && reply.id === this.#leaving) this.#settle(reply.id, reply.outcome);
  }

  #showAnswer(answer: ScreenAnswer): void {
    if (this.#options.answers === 'screen') this.#options.showAnswer(answer);
  }

  async #show(stream: TextStream, text: string): Promise<void> {
    if (this.#options.answers === 'text') await this.#options.showText(stream, text);
    // While pieces come as fast as they are written, this thread would read nothing else: the keyboard has its turn first.
    await setImmediate();
    this.#send({ kind: 'taken', stream });
  }

  /** A thread that did not come to its end has left the lock of its file behind. */
  readonly #abandonFile = (): void => {
    if (this.#recordedIn !== undefined) FileLock.abandon(this.#recordedIn);
  };

  #settle(id: number, outcome: EngineOutcome): void {
    this.#recordedIn = outcome.recordedIn ?? this.#recordedIn;
    this.#waiting.get(id)?.(outcome);
    this.#waiting.delete(id);
  }
}

function briefly<T>(answer: Promise<T>): Promise<T | undefined> {
  return within(LEAVE_TIMEOUT, answer);
}

function within<T>(milliseconds: number, answer: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => resolve(undefined), milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(timeout));
  });
}
