import { CancelledError, type HeapshError } from '../base/errors.ts';
import { formatDuration } from '../base/quantities.ts';
import type { View } from '../output/answer.ts';
import type { OutputMode } from '../output/modes.ts';
import { plainStyle, type Style } from '../output/style.ts';
import { errorInOneLine, errorLines } from '../output/text/error.ts';
import { classifyLine } from '../query/parser/parse.ts';
import { runDotCommand } from './dot-commands/index.ts';
import { asHeapshError, inScript } from './failure.ts';
import { openFileSink } from './file-sink.ts';
import { openedText } from './opened-text.ts';
import type { ScriptLine } from './script.ts';
import type { Outcome, Session } from './session.ts';
import { defaultSettings } from './settings.ts';
import { ClosedPipe, type Sink } from './sink.ts';
import { unreachableObjects } from './unreachable-objects.ts';
import type { WatchedTask } from './watched-task.ts';

/** Where a runner's text goes, and how it should look there. */
export interface Surroundings {
  /** Answers. */
  readonly out: Sink;
  /** Errors and warnings. */
  readonly messages: Sink;
  readonly style: Style;
  /** A person waits at a prompt: fewer rows, and each answer tells its number. */
  readonly isInteractive: boolean;
  /** Columns of the terminal; Infinity when `out` is none. */
  width(): number;
}

export interface OpenFilesOptions {
  /** Load the whole part of a damaged file. */
  readonly partial: boolean;
  /** Say in a line what was opened. */
  readonly greets: boolean;
}

export type LineOutcome = 'done' | 'failed' | 'cancelled';

const ROWS_AT_A_PROMPT = 20;
const ROWS_IN_A_SCRIPT = 100;

/** Runs lines of any kind and writes down what they answer: the part that batch, both shells and `.read` share. */
export class LineRunner {
  readonly session: Session;
  readonly settings = defaultSettings();
  /** Lines that were run, oldest first. */
  readonly history: string[] = [];
  /** A blank line between the answers of a script; at a prompt the prompt does that. */
  separatesAnswers: boolean;
  /** How many scripts are reading one another. */
  scriptDepth = 0;
  readonly #surroundings: Surroundings;
  #outputFile: Sink | undefined;
  #answerCount = 0;

  constructor(session: Session, surroundings: Surroundings) {
    this.session = session;
    this.#surroundings = surroundings;
    this.separatesAnswers = !surroundings.isInteractive;
  }

  /** Never throws, but for ClosedPipe: then nobody reads what we write. */
  async run(line: ScriptLine, task: WatchedTask): Promise<LineOutcome> {
    try {
      await this.#dispatch(line.text, task);
      return 'done';
    } catch (error) {
      task.rest();
      if (error instanceof ClosedPipe) throw error;
      await this.#tellFailure(asHeapshError(error), line);
      return error instanceof CancelledError ? 'cancelled' : 'failed';
    } finally {
      task.rest();
      await this.flush();
    }
  }

  /** Opens the snapshots that the command line names, to the first that cannot be read. Never throws. */
  async open(files: readonly string[], options: OpenFilesOptions, task: WatchedTask): Promise<LineOutcome> {
    try {
      for (const file of files) {
        const started = performance.now();
        const { heap } = await this.session.open(file, undefined, { partial: options.partial }, task);
        task.rest();
        if (options.greets) await this.print([openedText(heap, performance.now() - started)]);
      }
      return 'done';
    } catch (error) {
      task.rest();
      await this.#surroundings.messages.write(`heapsh: ${errorInOneLine(asHeapshError(error))}\n`);
      return error instanceof CancelledError ? 'cancelled' : 'failed';
    } finally {
      await this.flush();
    }
  }

  /** Text of the shell's own, beside answers. */
  async print(lines: readonly string[]): Promise<void> {
    for (const line of lines) await this.#out.write(`${line}\n`);
  }

  /** Everything from now on goes to a file, or back to where it went at first. */
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

  async #dispatch(text: string, task: WatchedTask): Promise<void> {
    const kind = classifyLine(text);
    if (kind === 'blank' || kind === 'comment') return;
    this.history.push(text);
    if (kind === 'dot') return runDotCommand(this, text, task);
    const started = performance.now();
    const outcome = await this.session.execute(text, task);
    await this.#write(text.trim(), outcome, task, performance.now() - started);
  }

  async #write(command: string, outcome: Outcome, task: WatchedTask, milliseconds: number): Promise<void> {
    const { mode } = this.settings;
    const unreachable = mode.tellsUnreachable ? unreachableObjects(outcome.result.heap, task) : undefined;
    task.rest();
    const view = this.#view(mode, outcome, milliseconds);
    const out = this.#out;
    // Answers of a script stand apart; at a prompt the prompt does that.
    if (this.#answerCount++ > 0 && mode.isForPeople && !this.#surroundings.isInteractive)
      await out.write('\n');
    for (const piece of mode.pieces({ command, ...outcome, unreachable }, view, out.isTerminal)) {
      const full = out.write(piece);
      if (full === undefined) continue;
      await full;
      task.step(0, 0);
    }
  }

  async #tellFailure(error: HeapshError, { text, file, lineNumber }: ScriptLine): Promise<void> {
    const told = lineNumber === undefined ? error : inScript(error, file, lineNumber);
    const { failure } = this.settings.mode;
    if (failure !== undefined) await this.#out.write(failure({ command: text.trim(), error: told }));
    else await this.#surroundings.messages.write(this.#errorText(told));
  }

  #errorText(error: HeapshError): string {
    const { style } = this.#surroundings;
    const lines = error instanceof CancelledError ? [style.dim(error.message)] : errorLines(error, style);
    return lines.map((line) => `${line}\n`).join('');
  }

  get #out(): Sink {
    return this.#outputFile ?? this.#surroundings.out;
  }

  #view(mode: OutputMode, { number }: Outcome, milliseconds: number): View {
    const { isInteractive, style, width } = this.#surroundings;
    const toFile = this.#outputFile !== undefined;
    const remarks: string[] = [];
    if (isInteractive && number !== undefined) remarks.push(`$${number}`);
    if (this.settings.timer) remarks.push(formatDuration(milliseconds));
    return {
      limit: this.settings.limit ?? usualLimit(mode, isInteractive),
      width: this.settings.width ?? (toFile ? Infinity : width()),
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
