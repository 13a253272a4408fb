import { createInterface, type Interface } from 'node:readline';
import type { FirstLook } from '../../model/first-look.ts';
import { colourStyle, plainStyle } from '../../output/style.ts';
import { terminalWidth } from '../../output/terminal-width.ts';
import type { BegunEngine } from '../engine/begun-engine.ts';
import { Engine } from '../engine/engine.ts';
import type { EngineOutcome, TextStream } from '../engine/engine-messages.ts';
import { leaveEngine } from '../engine/leave-engine.ts';
import { firstLookText } from '../first-look-text.ts';
import { bearHangup, endOfHangup } from '../hangup.ts';
import { HistoryFile } from '../history-file.ts';
import type { IndexChoice } from '../indexes/index-keeper.ts';
import { canDrawProgress, PROGRESS_INTERVAL, ProgressLine, percentText } from '../progress-line.ts';
import { ClosedPipe, StreamSink } from '../sink.ts';
import type { TourWalk } from '../tour/tour-walk.ts';
import { PlainTour } from './plain-tour.ts';
import { ProgressWatch } from './progress-watch.ts';
import { Prompt } from './prompt.ts';
import { tabWords } from './tab-words.ts';

export interface PlainShellOptions {
  /** See `EngineOptions`. */
  readonly begun?: BegunEngine | undefined;
  readonly files: readonly string[];
  /** Load the whole part of a damaged file. */
  readonly partial: boolean;
  readonly colour: boolean;
  readonly historyFile: string;
  /** Say what was opened. */
  readonly greets: boolean;
  /** Write down what is asked, in a file that nobody has named. */
  readonly records: boolean;
  readonly index: IndexChoice;
  /** A session file whose steps are run again, and which is continued. */
  readonly resume?: string | undefined;
  /** Lines to run first, as if typed. */
  readonly firstLines: readonly string[];
  /** Undefined: there is no tour. */
  readonly tour?: TourWalk | undefined;
}

/** What is out of date in a moment does not push what was there off the screen. */
const FIRST_LOOK_LINES = 9;
const HISTORY_LENGTH = 5000;
const UNREADABLE = 3;
/** As a shell tells of a program that a signal has ended. */
const HUNG_UP = 129;
const TERMINATED = 143;

/**
 * The shell on a terminal, line by line: a prompt at once, editing and history by readline, the heap in a thread of its
 * own. Lines typed or pasted while one runs wait for their turn.
 */
export class PlainShell {
  readonly #options: PlainShellOptions;
  readonly #answers = new StreamSink(process.stdout, true);
  readonly #messages = new StreamSink(process.stderr, process.stderr.isTTY);
  readonly #history: HistoryFile;
  readonly #engine: Engine;
  readonly #readline: Interface;
  readonly #prompt: Prompt;
  readonly #progress: ProgressWatch;
  readonly #waiting: string[] = [];
  readonly #tour: PlainTour | undefined;
  /** Draws the share that is loaded into the prompt. */
  #loadingTimer: NodeJS.Timeout | undefined;
  #isLoading = true;
  #isBusy = true;
  #promptText = 'heap> ';
  #leave: (status: number) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;
  readonly #interrupted = () => this.#interrupt();

  constructor(options: PlainShellOptions) {
    this.#options = options;
    this.#history = new HistoryFile(options.historyFile, (text) => this.#announce(`heapsh: ${text}\n`));
    this.#engine = new Engine({
      answers: 'text',
      begun: options.begun,
      records: options.records,
      index: options.index,
      files: options.files,
      colour: options.colour,
      answersToTerminal: true,
      columns: finiteWidth(),
      showText: (stream, text) => this.#showText(stream, text),
      showFirstLook: (look) => this.#showFirstLook(look),
    });
    bearHangup(process.stdin);
    this.#readline = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: true,
      history: this.#history.read(),
      historySize: HISTORY_LENGTH,
      removeHistoryDuplicates: true,
      completer: (line: string, answer: Completer) => this.#complete(line, answer),
    });
    this.#tour = options.tour && new PlainTour(options.tour, options);
    const canDraw = canDrawProgress(process.stdout);
    this.#prompt = new Prompt(this.#readline, canDraw);
    this.#progress = new ProgressWatch(
      this.#engine,
      canDrawProgress(process.stderr) ? new ProgressLine(process.stderr) : undefined,
    );
  }

  /** Resolves to the exit status when the user leaves; the terminal is then as it was. */
  async run(): Promise<number> {
    const left = new Promise<number>((resolve, reject) => {
      this.#leave = resolve;
      this.#fail = reject;
    });
    this.#listen();
    this.#prompt.show(this.#promptText);
    this.#waiting.push(...this.#options.firstLines);
    this.#load().catch(this.#fail);
    let status: number | undefined;
    try {
      status = await left;
      return status;
    } catch (error) {
      if (error instanceof ClosedPipe) return 0;
      throw error;
    } finally {
      clearInterval(this.#loadingTimer);
      this.#progress.stop();
      this.#readline.close();
      process.off('SIGINT', this.#interrupted);
      await leaveEngine(this.#engine, status);
      endOfHangup();
    }
  }

  #listen(): void {
    this.#readline.on('line', (line) => this.#accept(line));
    this.#readline.on('SIGINT', () => this.#interrupt());
    // Back from Ctrl-Z: readline has paused itself and waits to be asked.
    this.#readline.on('SIGCONT', () => (this.#isBusy ? this.#readline.resume() : this.#prompt.show()));
    this.#readline.once('close', () => {
      process.stdout.write('\n');
      this.#leave(0);
    });
    // A terminal that has vanished tells so at each turn.
    process.stdin.on('error', () => this.#leave(HUNG_UP));
    process.stdout.on('error', () => this.#leave(HUNG_UP));
    process.once('SIGTERM', () => this.#leave(TERMINATED));
    process.once('SIGHUP', () => this.#leave(HUNG_UP));
    // The key comes through readline; this is `kill -INT`.
    process.on('SIGINT', this.#interrupted);
    process.stdout.on('resize', () => {
      this.#engine.columns = finiteWidth();
    });
  }

  /** The user may type meanwhile: the prompt itself tells how far it is. */
  async #load(): Promise<void> {
    this.#loadingTimer = setInterval(
      () => this.#prompt.change(loadingPrompt(this.#engine)),
      PROGRESS_INTERVAL,
    );
    const outcome = await this.#engine.open(this.#options);
    clearInterval(this.#loadingTimer);
    this.#progress.stop();
    this.#isLoading = false;
    if (outcome.status === 'unreadable') return this.#leave(UNREADABLE);
    this.#settle(outcome);
    this.#isBusy = false;
    await this.#runWaiting();
  }

  #accept(line: string): void {
    this.#prompt.sent();
    this.#history.append(line);
    if (this.#tour?.takes(line) !== true) this.#waiting.push(line);
    if (!this.#isBusy) this.#runWaiting().catch(this.#fail);
    else if (this.#isLoading) this.#progress.start();
  }

  async #runWaiting(): Promise<void> {
    this.#isBusy = true;
    for (let line = this.#waiting.shift(); line !== undefined; line = this.#waiting.shift()) {
      this.#progress.start();
      const outcome = await this.#engine.run(line).finally(() => this.#progress.stop());
      this.#settle(outcome);
      if (outcome.quitting) return this.#leave(0);
      if (outcome.status !== 'cancelled') this.#tour?.ended(line);
    }
    this.#isBusy = false;
    this.#ask();
  }

  #ask(): void {
    const words = this.#tour?.words(finiteWidth() || 80);
    if (words !== undefined && words.card !== '') {
      this.#prompt.hide();
      process.stdout.write(words.card);
    }
    this.#prompt.show(this.#promptText);
    if (words?.command !== undefined && this.#readline.line === '') this.#readline.write(words.command);
  }

  #settle(outcome: EngineOutcome): void {
    this.#promptText = outcome.prompt;
    // What was pasted behind a line that was stopped is not wanted either.
    if (outcome.status === 'cancelled') this.#waiting.length = 0;
  }

  #interrupt(): void {
    const hadText = this.#readline.line !== '';
    if (this.#isBusy && !(this.#isLoading && hadText)) {
      this.#engine.cancel();
      return;
    }
    this.#readline.write(null, { ctrl: true, name: 'e' });
    this.#readline.write(null, { ctrl: true, name: 'u' });
    process.stdout.write(hadText ? '^C\n' : '\n(Ctrl-D or quit leaves)\n');
    this.#prompt.show();
  }

  #complete(line: string, answer: Completer): void {
    this.#engine
      .complete(line, line.length)
      .then((found) => answer(null, found === undefined ? [[], line] : tabWords(line, found)))
      .catch(this.#fail);
  }

  async #showText(stream: TextStream, text: string): Promise<void> {
    this.#progress.erase();
    this.#prompt.hide();
    const sink = stream === 'answers' ? this.#answers : this.#messages;
    sink.write(text);
    await sink.flush();
  }

  /** It is no answer: it goes where messages go. */
  async #showFirstLook(look: FirstLook | undefined): Promise<void> {
    if (look === undefined) return;
    const style = this.#options.colour ? colourStyle : plainStyle;
    const lines = firstLookText(look, { columns: finiteWidth() || 80, lines: FIRST_LOOK_LINES });
    const wasAsking = this.#prompt.hide();
    await this.#showText('messages', lines.map((line) => `${style.dim(line)}\n`).join(''));
    if (wasAsking) this.#prompt.show();
  }

  #announce(text: string): void {
    process.stderr.write(text);
  }
}

type Completer = (error: Error | null, completions: [words: string[], word: string]) => void;

function loadingPrompt(engine: Engine): string {
  const { phase, done, total } = engine.progress() ?? { phase: 'loading', done: 0, total: 0 };
  // Nobody knows how much there is of standard input, nor, before it has begun, of anything.
  const share = total <= 0 ? '' : ` ${percentText(Math.min(done / total, 1))}`;
  return `heap (${phase}${share})> `;
}

function finiteWidth(): number {
  const width = terminalWidth(process.stdout, process.env);
  return Number.isFinite(width) ? width : 0;
}
