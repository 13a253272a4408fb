import { CancelledError } from '../base/errors.ts';
import { classifyLine } from '../query/parser/parse.ts';
import { runDotCommand } from './dot-commands/index.ts';
import { asHeapshError, inScript } from './failure.ts';
import type { LineWriter } from './line-writer.ts';
import { openedText, welcomeText } from './opened-text.ts';
import type { ScriptLine } from './script.ts';
import { withArguments } from './script-arguments.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { ClosedPipe } from './sink.ts';
import { unreachableObjects } from './unreachable-objects.ts';
import type { WatchedTask } from './watched-task.ts';

export interface OpenFilesOptions {
  /** Load the whole part of a damaged file. */
  readonly partial: boolean;
  /** Say in a line what was opened, and in another where to begin. */
  readonly greets: boolean;
  /** When the first began to open (`performance.now()`), where that was before this was asked. */
  readonly since?: number;
  /** What else there is to say then. */
  greeting?(): readonly string[];
}

export type LineOutcome = 'done' | 'failed' | 'cancelled';

/** Runs lines of any kind and has their answers written: the part that batch, the shell and `.read` share. */
export class LineRunner {
  readonly session: Session;
  readonly writer: LineWriter;
  /** How many scripts are reading one another. */
  scriptDepth = 0;

  constructor(session: Session, writer: LineWriter) {
    this.session = session;
    this.writer = writer;
  }

  get settings(): Settings {
    return this.writer.settings;
  }

  /** Never throws, but when nothing can be written any more. */
  async run(line: ScriptLine, task: WatchedTask): Promise<LineOutcome> {
    let { text } = line;
    return await this.#guard(
      task,
      async () => {
        const { commands } = this.session;
        if (line.arguments !== undefined) text = withArguments(text, line.arguments, commands);
        await this.#dispatch(text, task);
      },
      async (error) => {
        const { file, lineNumber } = line;
        const told = asHeapshError(error);
        await this.writer.writeFailure(
          text.trim(),
          lineNumber === undefined ? told : inScript(told, file, lineNumber),
        );
      },
    );
  }

  /** Opens the snapshots that the command line names, to the first that cannot be read. Never throws, as `run`. */
  async open(files: readonly string[], options: OpenFilesOptions, task: WatchedTask): Promise<LineOutcome> {
    const openAll = async () => {
      let started = options.since ?? performance.now();
      for (const file of files) {
        const { heap } = await this.session.open(file, undefined, { partial: options.partial }, task);
        task.rest();
        if (options.greets) await this.writer.print([openedText(heap, performance.now() - started)]);
        started = performance.now();
      }
      if (!options.greets) return;
      await this.writer.print([welcomeText(files.length > 0), ...(options.greeting?.() ?? [])], 'dim');
    };
    return await this.#guard(task, openAll, (error) => this.writer.complain(asHeapshError(error)));
  }

  async #guard(
    task: WatchedTask,
    work: () => Promise<void>,
    tell: (error: unknown) => Promise<void>,
  ): Promise<LineOutcome> {
    try {
      await work();
      return 'done';
    } catch (error) {
      if (error instanceof ClosedPipe) throw error;
      task.rest();
      await tell(error);
      return error instanceof CancelledError ? 'cancelled' : 'failed';
    } finally {
      task.rest();
      await this.writer.flush();
    }
  }

  async #dispatch(text: string, task: WatchedTask): Promise<void> {
    const kind = classifyLine(text);
    if (kind === 'blank' || kind === 'comment') return;
    await this.writer.begin(text.trim());
    if (kind === 'dot') {
      this.session.askedLines.shellWord(text);
      await runDotCommand(this, text, task);
    } else await this.#answer(text, task);
  }

  async #answer(text: string, task: WatchedTask): Promise<void> {
    const started = performance.now();
    const { result, number } = await this.session.execute(text, task);
    const needsCount = this.settings.mode.tellsUnreachable === true;
    const unreachable = needsCount ? unreachableObjects(result.heap, task) : undefined;
    task.rest();
    const answer = { command: text.trim(), result, unreachable };
    await this.writer.write(answer, number, performance.now() - started, task);
  }
}
