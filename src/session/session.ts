import { QueryError, relocated } from '../base/errors.ts';
import type { Task } from '../base/task.ts';
import type {
  AskedLine,
  Command,
  Mark,
  OpenSnapshot,
  Recording,
  ReplayedLines,
  RowsWanted,
  Shell,
} from '../commands/command.ts';
import type { CommandNode, Line, SetNode } from '../query/ast.ts';
import type { EdgeSet } from '../query/edges/evaluate-edges.ts';
import type { Cut, Heap } from '../query/heap.ts';
import { parsedLine, parseLine } from '../query/parser/parse.ts';
import type { Result } from '../query/result.ts';
import { AskedLines } from './asked-lines.ts';
import { Marks, requireFreeName } from './marks.ts';
import { markNotes, nameNotes } from './name-notes.ts';
import { RecentHeaps } from './recent-heaps.ts';
import type { OpenHeaps } from './replay/replay-in-shell.ts';
import { Results } from './results.ts';
import { Snapshots } from './snapshots.ts';
import { StageContext } from './stage-context.ts';

/** What a session needs from outside. */
export interface SessionParts {
  readonly commands: readonly Command[];
  openHeap(file: string, name: string, options: { readonly partial: boolean }, task: Task): Promise<Heap>;
  /** Runs a line on the embedded example and gives its text. */
  example(line: string): Promise<readonly string[]>;
  /** Replays a session file in a session of its own; undefined: this one cannot. */
  replay?(file: string, open: OpenHeaps, task: Task): Promise<ReplayedLines>;
}

export interface Outcome {
  readonly result: Result;
  /** `$3`; undefined for help, lists of snapshots and what else is not about a heap. */
  readonly number: number | undefined;
}

/** What is open, what was answered so far, and how a line is run. Knows nothing of terminals. */
export class Session implements Shell {
  readonly commands: readonly Command[];
  readonly results = new Results();
  readonly askedLines = new AskedLines();
  quitting = false;
  recording: Recording | undefined;
  #snapshots = new Snapshots();
  #marks = new Marks();
  readonly #recent = new RecentHeaps();
  readonly #parts: SessionParts;
  readonly #commandsByName: ReadonlyMap<string, Command>;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.commands = parts.commands;
    this.#commandsByName = new Map(parts.commands.map((command) => [command.name, command]));
  }

  /**
   * Runs one line of the language, stage by stage, and numbers its answer. Throws HeapshError, with the line and the
   * place in it; then, and when the task is cancelled, the session is as it was. `number`: the n of its `$n`, where that
   * is not the next; 0: it gets none.
   */
  async execute(text: string, task: Task, number?: number): Promise<Outcome> {
    const started = performance.now();
    try {
      const line = parseLine(text, this.commands);
      const outcome = await this.#run(line, task, number);
      const isProse = this.#lastCommand(line)?.prose !== undefined;
      const milliseconds = performance.now() - started;
      this.askedLines.answered(text, outcome.result, { number: outcome.number, isProse, milliseconds });
      return outcome;
    } catch (error) {
      this.askedLines.failed(text, performance.now() - started);
      throw error;
    }
  }

  /**
   * A line that has failed takes the number, and the name, that its answer would have had: where later lines ask for
   * numbers, these mean what they meant. Undefined: it would have had none.
   */
  reserveNumber(text: string, number?: number): number | undefined {
    const line = parsedLine(text, this.commands);
    const commands = line?.stages.map(({ command }) => this.#commandsByName.get(command)) ?? [];
    const isNumbered = !commands.some((command) => command?.isUnnumbered === true);
    if (line?.assign === undefined && !isNumbered) return undefined;
    return this.results.reserve(line?.assign, number);
  }

  async #run(line: Line, task: Task, chosen: number | undefined): Promise<Outcome> {
    return await this.#orAsBefore(async (before) => {
      const result = await this.#runStages(line.stages, line.text, task);
      this.#forgetClosed(before);
      const isNumbered = line.assign !== undefined || this.#isNumbered(result, line);
      if (chosen === 0 || !isNumbered) return { result, number: undefined };
      const { number } = this.results.add(line.text, result, line.assign, chosen);
      if (line.assign === undefined) return { result, number };
      const notes = nameNotes(line.assign, this.commands, result.heap, this.#marks);
      this.#marks = this.#marks.without(line.assign);
      return { result: withNotes(result, notes), number };
    });
  }

  async #orAsBefore<T>(work: (before: Snapshots) => Promise<T>): Promise<T> {
    const before = this.#snapshots;
    const marks = this.#marks;
    try {
      return await work(before);
    } catch (error) {
      this.#snapshots = before;
      this.#marks = marks;
      throw error;
    }
  }

  get asked(): readonly AskedLine[] {
    return this.askedLines.lines;
  }

  get snapshots(): readonly OpenSnapshot[] {
    return this.#snapshots.list();
  }

  get marks(): readonly Mark[] {
    return this.#marks.all.map((mark) => ({
      ...mark,
      heap: this.#snapshots.find(mark.heap.name) ?? mark.heap,
    }));
  }

  findMark(name: string, heap: Heap): number | undefined {
    return this.#marks.find(name, heap)?.object;
  }

  mark(name: string, heap: Heap, object: number): readonly string[] {
    requireFreeName(name, this.commands);
    const notes = markNotes(name, heap, this.#marks.find(name, heap)?.object, this.results);
    // Not the heap under its cuts: these may be undone, and then nobody else would keep it.
    this.#marks = this.#marks.with({ name, heap: heap.whole, object });
    return notes;
  }

  /** The heap that is looked at, if any is open. */
  get current(): Heap | undefined {
    return this.#snapshots.current;
  }

  findSnapshot(name: string): Heap | undefined {
    return this.#snapshots.find(name);
  }

  async open(
    file: string,
    name: string | undefined,
    options: { readonly partial: boolean },
    task: Task,
  ): Promise<OpenSnapshot> {
    if (name !== undefined && this.#snapshots.find(name) !== undefined) {
      throw new QueryError(`a snapshot called ${name} is open already`, {
        hint: `close it first (close ${name}), or choose another name`,
      });
    }
    const heap = await this.#parts.openHeap(file, name ?? this.nameFor(file), options, task);
    return this.add(heap);
  }

  /** What a file's snapshot would be called now, unless one says how. */
  nameFor(file: string): string {
    return this.#snapshots.freeName(file);
  }

  /** Makes a heap that is there already the current one. */
  add(heap: Heap): OpenSnapshot {
    this.#snapshots = this.#snapshots.with(heap);
    return { name: heap.name, heap, current: true };
  }

  use(name: string): OpenSnapshot {
    const heap = this.#snapshots.get(name);
    this.#snapshots = this.#snapshots.use(heap);
    return { name, heap, current: true };
  }

  close(name: string | undefined): OpenSnapshot {
    const heap = name === undefined ? this.#snapshots.current : this.#snapshots.get(name);
    if (heap === undefined) throw new QueryError('no snapshot is open');
    this.#snapshots = this.#snapshots.without(heap);
    return { name: heap.name, heap, current: false };
  }

  cut(text: string, { heap, edges, count: edgeCount }: EdgeSet): Heap {
    const now = this.#snapshots.get(heap.name);
    const number = (now.lastCut?.cut.number ?? 0) + 1;
    return this.#replace(now, now.without({ number, text, edges, edgeCount }));
  }

  uncut(heap: Heap, number: number | undefined): Heap {
    const later: Cut[] = [];
    let under = heap;
    while (under.lastCut !== undefined && under.lastCut.cut.number !== number) {
      later.push(under.lastCut.cut);
      under = under.lastCut.under;
    }
    if (number === undefined) return this.#replace(heap, under);
    if (under.lastCut === undefined)
      throw new QueryError(`no cut has the number ${number}`, { hint: '`cuts` lists them' });
    const left = later.reduceRight((each, cut) => each.without(cut), under.lastCut.under);
    return this.#replace(heap, left);
  }

  #replace(heap: Heap, by: Heap): Heap {
    this.#snapshots = this.#snapshots.replace(heap, by);
    this.#recent.touch(by);
    return by;
  }

  example(line: string): Promise<readonly string[]> {
    return this.#parts.example(line);
  }

  async replay(file: string, task: Task): Promise<ReplayedLines> {
    if (this.#parts.replay === undefined) throw new QueryError('no session can be replayed here');
    return await this.#parts.replay(file, this.#snapshots, task);
  }

  quit(): void {
    this.quitting = true;
  }

  /** Help, lists of snapshots and what else is not about a heap are nothing to ask on. */
  #isNumbered({ heap }: Result, line: Line): boolean {
    return heap !== undefined && this.#lastCommand(line)?.isUnnumbered !== true;
  }

  #lastCommand({ stages }: Line): Command | undefined {
    return this.#commandsByName.get(stages.at(-1)?.command ?? '');
  }

  async #runStages(stages: readonly CommandNode[], text: string, task: Task): Promise<Result> {
    let result: Result | undefined;
    const notes: string[] = [];
    for (const [i, stage] of stages.entries()) {
      try {
        const ends = { input: result, wanted: this.#wantedBy(stages[i + 1]) };
        result = await this.#runStage(stage, new StageContext(this, task, ends, notes));
      } catch (error) {
        throw placed(error, text, stage);
      }
    }
    if (result === undefined) throw new QueryError('there is nothing to run');
    return withNotes(result, notes);
  }

  #wantedBy(stage: CommandNode | undefined): RowsWanted | undefined {
    return stage && this.#commandsByName.get(stage.command)?.wants?.(stage.args as never);
  }

  async #runStage(stage: CommandNode, context: StageContext): Promise<Result> {
    const bareSet = context.input === undefined ? bareSetOf(stage) : undefined;
    const shown = bareSet === undefined ? undefined : context.shown(bareSet);
    if (shown !== undefined) return shown;
    const command = this.#commandsByName.get(stage.command);
    if (command === undefined) throw new QueryError(`no command \`${stage.command}\``);
    return await command.run(context, stage.args as never);
  }

  /** Only once the line has succeeded: until then the results must still be there. */
  #forgetClosed(before: Snapshots): void {
    for (const heap of before.heaps) {
      if (this.#snapshots.holds(heap)) continue;
      this.results.forget(heap);
      this.#recent.forget(heap);
      this.#marks = this.#marks.withoutHeap(heap);
    }
  }
}

/** The SET of a line that begins with one, where the parser has put `objects` before it. */
function bareSetOf({ command, args, start }: CommandNode): SetNode | undefined {
  const set = args.set as SetNode | undefined;
  return command === 'objects' && set?.start === start ? set : undefined;
}

/** An error of a command, told where in the line it happened: at the word it names itself, else at its stage. */
function placed(error: unknown, line: string, stage: CommandNode): unknown {
  if (!(error instanceof QueryError) || error.where.line !== undefined) return error;
  const span = { column: stage.start, length: stage.end - stage.start };
  const where = { ...(error.where.column === undefined ? span : undefined), ...error.where, line };
  return relocated(error, where);
}

function withNotes(result: Result, notes: readonly string[]): Result {
  const all = new Set([...result.provenance.notes, ...notes]);
  if (all.size === result.provenance.notes.length) return result;
  return { ...result, provenance: { ...result.provenance, notes: [...all] } };
}
