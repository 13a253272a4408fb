import { CancelledError, type HeapshError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import type { Answer } from '../../output/answer.ts';
import { defaultMode } from '../../output/modes.ts';
import { screenViewOfError } from '../../output/screen/error.ts';
import { screenViewOf } from '../../output/screen/index.ts';
import { textRow } from '../../output/screen/list-view.ts';
import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';
import type { ScreenRow, ScreenView } from '../../output/screen/screen-view.ts';
import { linesView, screenViewOfLines } from '../../output/screen/text.ts';
import { piecesOf } from '../../output/screen/wrap.ts';
import { plainStyle } from '../../output/style.ts';
import { visible } from '../../output/visible.ts';
import type { Heap } from '../../query/heap.ts';
import { AnswerWriter } from '../answer-writer.ts';
import type { LineWriter } from '../line-writer.ts';
import type { Settings } from '../settings.ts';
import type { WatchedTask } from '../watched-task.ts';
import { EnoughText, GatheringSink } from './gathering-sink.ts';
import type { Views } from './views.ts';

/** Of an answer that is shown as JSON and the like, where nobody said how many. */
const ROWS_OF_TEXT = 20;

/**
 * Keeps answers where the screen can ask for their rows, and tells it of each, in order. What the shell prints beside
 * them becomes one answer a line; what is written in another form than tables, or to a file, a text.
 */
export class ScreenWriter implements LineWriter {
  readonly #views: Views;
  readonly #show: (answer: ScreenAnswer) => void;
  readonly #width: () => number;
  /** Writes down what is not to be scrolled through. */
  readonly #text: AnswerWriter;
  readonly #gathered = new GatheringSink();
  #printed: ScreenRow[] = [];
  #line = '';
  #started = performance.now();
  #file: string | undefined;

  constructor(views: Views, show: (answer: ScreenAnswer) => void, width: () => number) {
    this.#views = views;
    this.#show = show;
    this.#width = width;
    this.#text = new AnswerWriter({
      out: this.#gathered,
      messages: this.#gathered,
      style: plainStyle,
      isInteractive: true,
      usualLimit: ROWS_OF_TEXT,
      width,
    });
  }

  get settings(): Settings {
    return this.#text.settings;
  }

  async begin(line: string): Promise<void> {
    await this.flush();
    this.#line = line;
    this.#started = performance.now();
  }

  async write(
    answer: Answer,
    number: number | undefined,
    milliseconds: number,
    task: WatchedTask,
  ): Promise<void> {
    await this.flush();
    if (this.#file === undefined && this.settings.mode === defaultMode) {
      const view = screenViewOf(answer.result, this.#width());
      return this.#add(view, answer.command, milliseconds, number, answer.result.heap);
    }
    this.#gathered.takeLines(); // of an answer that was stopped
    const isWhole = await this.#writeDown(answer, number, milliseconds, task);
    const view =
      this.#file === undefined ? this.#writtenDown(answer, isWhole) : await this.#inFile(this.#file);
    this.#add(view, answer.command, milliseconds, number);
  }

  async writeFailure(command: string, error: HeapshError): Promise<void> {
    await this.flush();
    const hasPlace = this.#file !== undefined && this.settings.mode.failure !== undefined;
    if (hasPlace) await this.#text.writeFailure(command, error);
    this.#add(errorView(error), command, this.#elapsed());
  }

  async complain(error: HeapshError): Promise<void> {
    await this.flush();
    this.#add(errorView(error), this.#line, this.#elapsed());
  }

  async print(lines: readonly string[], look?: 'dim'): Promise<void> {
    if (this.#file !== undefined) await this.#text.print(lines);
    else this.#printed.push(...lines.map((line) => textRow([visible(line)], look ?? 'row')));
  }

  async redirect(file: string | undefined): Promise<void> {
    await this.#text.redirect(file);
    const before = this.#file;
    this.#file = file;
    if (file !== undefined) {
      const text = `answers are written to ${visible(file)} from now on; .output shows them here again`;
      this.#printed.push(textRow([text], 'dim'));
    } else if (before !== undefined) {
      this.#printed.push(textRow([`${visible(before)} is written; answers are shown here again`], 'dim'));
    }
  }

  async flush(): Promise<void> {
    await this.#text.flush();
    if (this.#printed.length === 0) return;
    const view = linesView(this.#printed, {});
    this.#printed = [];
    this.#add(view, this.#line, this.#elapsed());
  }

  async close(): Promise<void> {
    await this.#text.close();
  }

  #add(view: ScreenView, command: string, milliseconds: number, number?: number, heap?: Heap): void {
    const outline = view.outline();
    const id = this.#views.add(view, number, heap);
    this.#show({ view: id, number, command: visible(command), outline, milliseconds });
  }

  #elapsed(): number {
    return performance.now() - this.#started;
  }

  /** False: it was more than a screen takes. */
  async #writeDown(...words: Parameters<AnswerWriter['write']>): Promise<boolean> {
    try {
      await this.#text.write(...words);
      return true;
    } catch (error) {
      if (error instanceof EnoughText) return false;
      throw error;
    }
  }

  /** Lines in the form that was chosen, in pieces that fit the screen. */
  #writtenDown({ result }: Answer, isWhole: boolean): ScreenView {
    const lines = this.#gathered.takeLines().flatMap((line) => piecesOf(visible(line), this.#width()));
    const limit = this.settings.limit ?? ROWS_OF_TEXT;
    const isCut = result.kind === 'table' && result.rowCount > limit;
    const notes: string[] = [];
    if (!isWhole) notes.push('this is the beginning of a long text; .output FILE writes all of it');
    else if (isCut)
      notes.push(
        `shown ${formatCount(limit)} of ${formatCount(result.rowCount)} rows; .set limit N shows more`,
      );
    return screenViewOfLines(lines, 'row', notes);
  }

  async #inFile(file: string): Promise<ScreenView> {
    await this.#text.flush();
    return screenViewOfLines([`written to ${visible(file)}`], 'dim');
  }
}

/** What the user has stopped is no error. */
function errorView(error: HeapshError): ScreenView {
  return error instanceof CancelledError
    ? screenViewOfLines([error.message], 'dim')
    : screenViewOfError(error);
}
