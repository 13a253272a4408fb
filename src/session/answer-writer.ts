import { CancelledError, type HeapshError } from '../base/errors.ts';
import { formatDuration } from '../base/quantities.ts';
import type { Answer, View } from '../output/answer.ts';
import type { OutputMode } from '../output/modes.ts';
import { withNamedLines } from '../output/named-lines.ts';
import { plainStyle, type Style } from '../output/style.ts';
import { complaintLines, errorLines } from '../output/text/error.ts';
import { remarkLines } from '../output/text/footer.ts';
import { openFileSink } from './file-sink.ts';
import type { LineWriter } from './line-writer.ts';
import { defaultSettings } from './settings.ts';
import type { Sink } from './sink.ts';
import type { WatchedTask } from './watched-task.ts';

/** Where text goes, and how it should look there. */
export interface Surroundings {
  /** Answers. */
  readonly out: Sink;
  /** Errors and warnings. */
  readonly messages: Sink;
  readonly style: Style;
  /** A person waits at a prompt: fewer rows, and each answer tells its number. */
  readonly isInteractive: boolean;
  /** Rows where nobody said how many; undefined: as usual for the form of the answer. A file gets as many as usual. */
  readonly usualLimit?: number;
  /** Columns of the terminal; Infinity when `out` is none. */
  width(): number;
}

const ROWS_AT_A_PROMPT = 20;
const ROWS_IN_A_SCRIPT = 100;

/** Writes answers and errors down as the settings say, to wherever they go now. */
export class AnswerWriter implements LineWriter {
  readonly settings = defaultSettings();
  /** A blank line between the answers of a script; at a prompt the prompt does that. */
  separatesAnswers: boolean;
  readonly #surroundings: Surroundings;
  #outputFile: Sink | undefined;
  #answerCount = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.separatesAnswers = !surroundings.isInteractive;
  }

  /** Text tells by itself where a line's answer begins. */
  begin(): Promise<void> {
    return Promise.resolve();
  }

  /** Piece by piece, waiting for a slow reader; the task may stop it in between. */
  async write(
    answer: Answer,
    number: number | undefined,
    milliseconds: number,
    task: WatchedTask,
  ): Promise<void> {
    const { mode } = this.settings;
    const out = this.#out;
    const isFirst = this.#answerCount++ === 0;
    if (!isFirst && mode.separatesAnswers && this.separatesAnswers) await out.write('\n');
    const shown = this.#named(answer, number);
    for (const piece of mode.pieces(shown, this.#view(number, milliseconds), out.isTerminal)) {
      const full = out.write(piece);
      if (full === undefined) continue;
      await full;
      task.step(0, 0);
    }
    if (mode.isRowsOnly) await this.#message([...remarkLines(answer.result, this.#surroundings.style)]);
  }

  /** Of a line of the language: in the answer's form where that has a place for it, else as a message. */
  async writeFailure(command: string, error: HeapshError): Promise<void> {
    const { failure } = this.settings.mode;
    if (failure !== undefined) await this.#out.write(failure({ command, error }));
    else await this.#message(this.#errorLines(error));
  }

  /** Of anything else. */
  async complain(error: HeapshError): Promise<void> {
    const { messages, width } = this.#surroundings;
    await this.#message(complaintLines(error, messages.isTerminal ? width() : Infinity));
  }

  /** Text of the shell's own, beside answers. */
  async print(lines: readonly string[], look?: 'dim'): Promise<void> {
    const dressed = look === 'dim' ? this.#surroundings.style.dim : (line: string) => line;
    for (const line of lines) await this.#out.write(`${dressed(line)}\n`);
  }

  /** Everything from now on goes to a file, or back to where it went at first. Throws HeapshError. */
  async redirect(file: string | undefined): Promise<void> {
    const next = file === undefined ? undefined : openFileSink(file);
    await this.#outputFile?.close();
    this.#outputFile = next;
  }

  async flush(): Promise<void> {
    await this.#out.flush();
    await this.#surroundings.messages.flush();
  }

  async close(): Promise<void> {
    await this.redirect(undefined);
    await this.flush();
  }

  get #out(): Sink {
    return this.#outputFile ?? this.#surroundings.out;
  }

  async #message(lines: readonly string[]): Promise<void> {
    for (const line of lines) await this.#surroundings.messages.write(`${line}\n`);
  }

  #errorLines(error: HeapshError): readonly string[] {
    const { style } = this.#surroundings;
    return error instanceof CancelledError ? [style.dim(error.message)] : errorLines(error, style);
  }

  /** Where answers tell their numbers, so do the lines in them. */
  #named(answer: Answer, number: number | undefined): Answer {
    if (!this.#surroundings.isInteractive || number === undefined) return answer;
    return { ...answer, result: withNamedLines(answer.result, `$${number}`) };
  }

  #view(number: number | undefined, milliseconds: number): View {
    const { isInteractive, style, width } = this.#surroundings;
    const { mode, limit, width: chosenWidth, timer } = this.settings;
    const toFile = this.#outputFile !== undefined;
    const remarks: string[] = [];
    if (isInteractive && number !== undefined) remarks.push(`$${number}`);
    if (timer) remarks.push(formatDuration(milliseconds));
    return {
      limit: limit ?? (toFile ? undefined : this.#surroundings.usualLimit) ?? usualLimit(mode, isInteractive),
      width: chosenWidth ?? (toFile ? Infinity : width()),
      style: toFile ? plainStyle : style,
      moreHint: isInteractive ? '.set limit N shows more' : '--limit N shows more, 0 all',
      remarks,
    };
  }
}

function usualLimit(mode: OutputMode, isInteractive: boolean): number {
  if (!mode.isForPeople) return Infinity;
  return isInteractive ? ROWS_AT_A_PROMPT : ROWS_IN_A_SCRIPT;
}
