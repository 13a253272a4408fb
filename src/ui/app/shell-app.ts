import { spokenFile } from '../../base/standard-input.ts';
import type { FirstLook } from '../../model/first-look.ts';
import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';
import { visible } from '../../output/visible.ts';
import type { Engine } from '../../session/engine/engine.ts';
import type { EngineOutcome } from '../../session/engine/engine-messages.ts';
import type { TourWalk } from '../../session/tour/tour-walk.ts';
import { isTooSmall } from '../layout/regions.ts';
import { editorWith } from '../line-editor/editor-state.ts';
import { withLines } from '../line-editor/history.ts';
import { engineSource } from '../state/engine-source.ts';
import { frontPane, type OpenPane } from '../state/pane-stack.ts';
import type { RowSource } from '../state/row-source.ts';
import { ShellStore } from '../state/shell-store.ts';
import { countOf } from '../state/waiting-lines.ts';
import type { Frame } from '../terminal/frame.ts';
import type { InputEvent } from '../terminal/input-event.ts';
import type { ScreenSize } from '../terminal/screen-writer.ts';
import type { Theme } from '../theme.ts';
import { rowsInSight, type ScreenPainter } from '../view/screen-painter.tsx';
import { AnswerStack } from './answer-stack.ts';
import { InputHandler } from './input-handler.ts';
import { LineAdvice } from './line-advice.ts';
import { LineQueue } from './line-queue.ts';
import { RowFetcher } from './row-fetcher.ts';
import { RowSearch } from './row-search.ts';
import { PaneActions } from './shell-actions.ts';
import { TourGuide } from './tour-guide.ts';

/** The screen that the shell is on. */
export interface ShellScreen {
  readonly size: ScreenSize;
  paint(frame: Frame): void;
  /** The next frame is written whole. */
  redraw(): void;
  /** Anything that is no frame. */
  send(sequence: string): boolean;
  suspend(): void;
}

/** What the engine opens already. */
export interface OpeningFiles {
  readonly files: readonly string[];
  readonly outcome: Promise<EngineOutcome>;
}

export interface ShellParts {
  readonly screen: ShellScreen;
  readonly painter: ScreenPainter;
  readonly theme: Theme;
  /** Oldest first. */
  readonly history: readonly string[];
  /** Keeps lines for later sessions. */
  remember(lines: readonly string[]): void;
  /** Its answers come to `showAnswer`, what it knows before to `showFirstLook`. */
  readonly engine: Engine;
  /** Undefined: there is no tour. */
  readonly tour?: TourWalk | undefined;
}

/** How long a frame waits for rows that are on their way: less than anybody sees, and placeholders do not flash. */
const HOLD_MILLISECONDS = 25;

/** While lines wait their answers fly by: so long after a frame the next one is early enough. Keys do not wait. */
const FLYING_MILLISECONDS = 33;

/** The full-screen shell: events and the engine's answers change the state, and a frame is painted for each batch of them. */
export class ShellApp {
  readonly #parts: ShellParts;
  readonly #store: ShellStore;
  readonly #engine: Engine;
  readonly #answers: AnswerStack;
  readonly #queue: LineQueue;
  readonly #guide: TourGuide;
  readonly #advice: LineAdvice;
  readonly #search: RowSearch;
  readonly #fetcher: RowFetcher;
  readonly #input: InputHandler;
  #failure: Promise<void> = Promise.resolve();
  /** When a frame began to wait for its rows. */
  #heldSince: number | undefined;
  #holdTimer: NodeJS.Timeout | undefined;
  #isPaintDue = false;
  #paintTimer: NodeJS.Timeout | undefined;
  #lastPaint = -Infinity;
  #isHandlingInput = false;
  #leave: (status: number) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;
  readonly #left: Promise<number>;

  constructor(parts: ShellParts) {
    this.#parts = parts;
    this.#left = new Promise((resolve, reject) => {
      this.#leave = resolve;
      this.#fail = reject;
    });
    this.#store = new ShellStore(() => this.#schedulePaint());
    this.#store.change({ editor: editorWith(parts.history), tour: parts.tour });
    this.#guide = new TourGuide(this.#store);
    const failed = (error: unknown) => this.#fail(error);
    this.#engine = parts.engine;
    this.#answers = new AnswerStack(this.#store, {
      theme: parts.theme,
      columns: () => parts.screen.size.columns,
      rowsInSight: (pane) => this.#rowsInSight(pane),
    });
    this.#queue = new LineQueue(this.#store, this.#engine, {
      // Not before it is known why: the engine is closed then.
      left: (status) => this.#failure.then(() => this.#leave(status)),
      stopped: (line) => this.#answers.dropRemark(line),
      ended: (line) => (line === undefined ? this.#guide.offer() : this.#guide.ended(line)),
      failed,
    });
    this.#advice = new LineAdvice(this.#store, this.#engine, failed);
    this.#search = new RowSearch(this.#store, (pane, row) => this.#answers.jump(pane, row), failed);
    this.#fetcher = new RowFetcher({ came: () => this.#schedulePaint(), failed });
    this.#input = this.#inputHandler(failed);
  }

  /** Resolves to the exit status when the user leaves; rejects with a HeapshError when the engine is lost. */
  async run({ files, outcome }: OpeningFiles, firstLines: readonly string[]): Promise<number> {
    const names = files.map((file) => visible(spokenFile(file))).join(' ');
    this.#queue.open(outcome, names === '' ? 'starting' : `opening ${names}`);
    this.#queue.add(firstLines);
    this.#paint();
    try {
      return await this.#left;
    } finally {
      this.#queue.stop();
      this.#advice.stop();
      clearTimeout(this.#holdTimer);
      clearTimeout(this.#paintTimer);
      this.#holdTimer = undefined;
      this.#isPaintDue = true;
    }
  }

  showAnswer(answer: ScreenAnswer): void {
    this.#queue.answered();
    const source = engineSource(this.#engine, answer.view);
    // What one looks at stays where it is: an error is told below it.
    if (answer.outline.kind === 'error') this.#failure = this.#showFailure(answer, source).catch(this.#fail);
    else this.#answers.show(answer, source, { askedFrom: this.#store.state.running?.from });
  }

  /** Until what runs is done; undefined: no longer. */
  showFirstLook(firstLook: FirstLook | undefined): void {
    const { running } = this.#store.state;
    if (running !== undefined && running.firstLook !== firstLook)
      this.#store.change({ running: { ...running, firstLook } });
  }

  /** The file that the session is recorded in; undefined: it is in none. */
  get recordedIn(): string | undefined {
    return this.#store.state.recordedIn;
  }

  /** What a line failed with, in one line, for whoever leaves because of it. */
  get lastWords(): string | undefined {
    const lines = this.#store.state.failure?.rows.map(({ cells }) => cells.join(' '));
    return lines?.map((line) => line.replace(/^(?:error|hint): /, '')).join('; ');
  }

  /** All that came at once is answered by one frame. */
  input(events: readonly InputEvent[]): void {
    this.#isHandlingInput = true;
    for (const event of events) this.#input.handle(event);
    this.#isHandlingInput = false;
    this.#advice.lineChanged();
    this.#paint();
  }

  resized(): void {
    const { columns } = this.#parts.screen.size;
    this.#engine.columns = columns;
    this.#answers.fit();
    this.#paint();
  }

  /** The screen is ours again. */
  repaint(): void {
    this.#parts.screen.redraw();
    this.#paint();
  }

  /** As Ctrl-C does. */
  interrupt(): void {
    this.#input.interrupt();
  }

  end(status: number): void {
    this.#leave(status);
  }

  #inputHandler(failed: (error: unknown) => void): InputHandler {
    const { screen } = this.#parts;
    const actions = new PaneActions({
      store: this.#store,
      answers: this.#answers,
      search: this.#search,
      run: (line) => this.#submit([line]),
      write: (sequence) => screen.send(sequence),
      quit: () => this.#leave(0),
      failed,
    });
    return new InputHandler({
      store: this.#store,
      answers: this.#answers,
      queue: this.#queue,
      search: this.#search,
      advice: this.#advice,
      actions,
      regions: () => this.#parts.painter.regions(this.#store.state, screen.size),
      submitted: (lines) => this.#typed(lines),
      redraw: () => screen.redraw(),
      suspend: () => screen.suspend(),
    });
  }

  /** A line that a key of the answer has begun gives the keys back to it. */
  #typed(lines: readonly string[]): void {
    const { prefilled } = this.#store.state;
    const isBegun = prefilled !== undefined && lines.some((line) => line.startsWith(prefilled.text));
    if (isBegun) this.#store.change({ focus: 'pane', prefilled: { ...prefilled, hasRun: true } });
    else this.#store.change({ prefilled: undefined });
    this.#keep(lines);
  }

  /** What keys have asked is kept like what was typed. */
  #submit(lines: readonly string[]): void {
    const { editor } = this.#store.state;
    this.#store.change({ editor: { ...editor, history: withLines(editor.history, lines) } });
    this.#keep(lines);
  }

  #keep(lines: readonly string[]): void {
    this.#parts.remember(lines);
    if (lines.join('').trim() === '' && this.#store.state.running === undefined) this.#guide.offer();
    if (lines.join('').trim() !== '') this.#store.change({ failure: undefined });
    const pane = frontPane(this.#store.state.stack);
    const asked = lines.filter((line) => !this.#guide.takes(line));
    this.#queue.add(asked, pane?.closesTo === undefined ? pane?.id : pane.closesTo.pane);
  }

  async #showFailure(answer: ScreenAnswer, source: RowSource): Promise<void> {
    const rows = await source.rows(0, answer.outline.rowCount);
    const { failure, prefilled, focus } = this.#store.state;
    this.#store.change({
      failure:
        failure === undefined ? { answer, rows, others: 0 } : { ...failure, others: failure.others + 1 },
      // The line is to be mended.
      focus: prefilled?.hasRun === true ? 'prompt' : focus,
      prefilled: prefilled?.hasRun === true ? undefined : prefilled,
    });
    source.forget();
  }

  #rowsInSight(pane: OpenPane): number {
    const { painter, screen } = this.#parts;
    return rowsInSight(pane, painter.regions(this.#store.state, screen.size));
  }

  #schedulePaint(): void {
    if (this.#isHandlingInput || this.#isPaintDue) return;
    this.#isPaintDue = true;
    const paint = () => this.#isPaintDue && this.#paint();
    const isFlying = countOf(this.#store.state.waiting) > 0;
    const early = isFlying ? this.#lastPaint + FLYING_MILLISECONDS - performance.now() : 0;
    if (early > 0) this.#paintTimer = setTimeout(paint, early);
    // What comes together is painted together.
    else setImmediate(paint);
  }

  #paint(): void {
    const { painter, screen } = this.#parts;
    if (this.#mustWait()) return;
    this.#isPaintDue = true;
    const pane = frontPane(this.#store.state.stack);
    if (pane !== undefined) this.#answers.measure(pane);
    this.#isPaintDue = false;
    this.#lastPaint = performance.now();
    screen.paint(painter.paint(this.#store.state, screen.size));
  }

  /** Rows in sight are on their way, and not for long. */
  #mustWait(): boolean {
    this.#isPaintDue = false;
    if (this.#areRowsThere()) {
      clearTimeout(this.#holdTimer);
      this.#heldSince = undefined;
      return false;
    }
    const now = performance.now();
    this.#heldSince ??= now;
    const left = this.#heldSince + HOLD_MILLISECONDS - now;
    if (left <= 0) return false;
    clearTimeout(this.#holdTimer);
    this.#holdTimer = setTimeout(() => this.#paint(), left);
    return true;
  }

  #areRowsThere(): boolean {
    const { columns, rows } = this.#parts.screen.size;
    const pane = frontPane(this.#store.state.stack);
    if (pane === undefined || isTooSmall(columns, rows)) return true;
    const { top } = pane.state;
    return this.#fetcher.ensure(pane, top, top + this.#rowsInSight(pane));
  }
}
