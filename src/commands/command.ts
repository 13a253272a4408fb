import type { Task } from '../base/task.ts';
import type { EdgesNode, ExpectationNode, ExprNode, KeyNode, SetNode } from '../query/ast.ts';
import type { EdgeSet } from '../query/edges/evaluate-edges.ts';
import type { Judgement } from '../query/expressions/judge.ts';
import type { Heap } from '../query/heap.ts';
import type { ObjectSet } from '../query/object-set.ts';
import type { Cell, ColumnUnit, Result, TableResult } from '../query/result.ts';
import type { ArgsOf, CommandSyntax, Option, Param } from '../query/syntax.ts';

/** One row of the command table. */
export interface Command extends CommandSyntax {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What it promises, its columns and units, and what it costs: paragraphs for `help NAME`. */
  readonly description: string;
  /** Lines that run on the embedded example; `help NAME` shows them with their real output. */
  readonly examples: readonly string[];
  /** Where `help` lists it. */
  readonly group: CommandGroup;
  /** Its answers get no number: they are said, not asked on. */
  readonly isUnnumbered?: boolean;
  /** Session files leave it out: it tells about the shell, and nothing of an investigation is lost without it. */
  readonly isUnrecorded?: boolean;
  /** In a session file it stands as this text, not as a command. */
  prose?(args: never): string;
  /** Which of the rows before it are all that it shows; undefined: it looks at others too, or is not going to answer. */
  wants?(args: never): RowsWanted | undefined;
  run(context: CommandContext, args: never): Result | Promise<Result>;
}

/** So many rows at one end of a table. */
export interface RowsWanted {
  readonly end: 'first' | 'last';
  readonly count: number;
}

export const commandGroups = [
  'snapshots',
  'look',
  'paths',
  'what-if',
  'python',
  'stages',
  'session',
  'shell',
] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** Checks a command's `run` against its own params and options, and forgets them for the table. */
export function defineCommand<const P extends readonly Param[], const O extends readonly Option[]>(
  command: Omit<Command, 'run' | 'wants' | 'prose' | 'params' | 'options'> & {
    readonly params: P;
    readonly options: O;
    prose?(args: ArgsOf<P, O>): string;
    wants?(args: ArgsOf<P, O>): RowsWanted | undefined;
    run(context: CommandContext, args: ArgsOf<P, O>): Result | Promise<Result>;
  },
): Command {
  return command;
}

/** What a command may use. It reads its arguments through it and returns a Result; it never prints. */
export interface CommandContext {
  /** The current heap. Throws QueryError when no snapshot is open. */
  readonly heap: Heap;
  readonly task: Task;
  /** What stood before the `|`. */
  readonly input: Result | undefined;
  /** What the next stage shows of this one's rows: others need not be there. Undefined: all of them must. */
  readonly wanted: RowsWanted | undefined;
  /** Evaluates a SET; undefined means what stood before the `|`. Throws QueryError when there is neither. */
  objects(set: SetNode | undefined): ObjectSet;
  /**
   * The same for a command that asks about each object by itself (`at`, `chain`, `backrefs`): of a row that is about one
   * of its objects, as a chain is about its head, that one.
   */
  subjects(set: SetNode | undefined): ObjectSet;
  /**
   * Evaluates EDGES, always over the heap with all its edges: what a cut means must not hang on the cuts before it, which may be
   * undone. Throws QueryError when they name none.
   */
  edges(edges: EdgesNode): EdgeSet;
  /** Whether an expectation holds, and by which values. Throws QueryError when it asks for what there is not. */
  judge(expectation: ExpectationNode): Judgement;
  /** The rows that stood before the `|`; a result that is no table becomes a table of its objects. */
  rows(): TableResult;
  /** Compiles a predicate over objects of a heap. */
  predicate(expression: ExprNode, heap: Heap): (objectIndex: number) => boolean;
  /** Compiles a predicate over the rows of a table: bare names are columns, `.field` and `@fact` mean the row's subject. */
  rowPredicate(expression: ExprNode, table: TableResult): (row: number) => boolean;
  /** Says what of a predicate that held for no row of a table may be mistyped. */
  noteNoRows(predicate: ExprNode, table: TableResult): void;
  /** Compiles a key over the rows of a table. */
  rowKey(key: KeyNode, table: TableResult): RowKey;
  /** Adds a line to the answer's provenance. */
  note(text: string): void;
  readonly shell: Shell;
}

export interface RowKey {
  readonly unit: ColumnUnit;
  /** It is the same in all rows: nothing can be told apart by it. */
  readonly isConstant?: boolean;
  cell(row: number): Cell;
}

/** The part of the session that commands may see and change. */
export interface Shell {
  readonly snapshots: readonly OpenSnapshot[];
  /** Opens and makes current. Throws FormatError. */
  open(
    file: string,
    name: string | undefined,
    options: { readonly partial: boolean },
    task: Task,
  ): Promise<OpenSnapshot>;
  /** Throws QueryError with the nearest names. */
  use(name: string): OpenSnapshot;
  close(name: string | undefined): OpenSnapshot;
  /** Takes edges away from the snapshot they are of, beside those that are cut already. The heap as it is then is in force. */
  cut(text: string, edges: EdgeSet): Heap;
  /** Gives back the edges of one of a heap's cuts, or of all. Throws QueryError when no cut has that number. */
  uncut(heap: Heap, number: number | undefined): Heap;
  /** In the order they were first made; each with its snapshot's heap as it is looked at now. */
  readonly marks: readonly Mark[];
  /** Names an object of an open snapshot, and gives what there is to say about the name. Throws QueryError when it is taken. */
  mark(name: string, heap: Heap, object: number): readonly string[];
  /** Every line that was run before this one, oldest first. */
  readonly asked: readonly AskedLine[];
  /** What writes the session down; undefined: nothing does, nor could. */
  readonly recording: Recording | undefined;
  /**
   * Runs the steps of a session file in a session of their own, on the snapshots that are open, and compares what they
   * answer. Throws HeapshError when the file cannot be read.
   */
  replay(file: string, task: Task): Promise<ReplayedLines>;
  /** Every command, for help. */
  readonly commands: readonly Command[];
  /** Runs a line on the embedded example, for help's examples, and returns its text. */
  example(line: string): Promise<readonly string[]>;
  quit(): void;
}

/** The session as a file. The lines that are given say what there is to say. */
export interface Recording {
  /** Where it goes, and how much of it there is. */
  readonly status: readonly string[];
  /** From now on it goes to this file, which is begun, or continued when it is a session already. Throws HeapshError. */
  record(file: string): readonly string[];
  /** What was recorded so far goes to this file, which is new, and so does what follows. Throws HeapshError. */
  save(file: string): readonly string[];
}

/** What became of a session that was run again. */
export interface ReplayedLines {
  readonly lines: readonly ReplayedLine[];
  /** The sum of it, and what else there is to say, in a line each. */
  readonly notes: readonly string[];
}

export interface ReplayedLine {
  readonly step: number;
  readonly command: string;
  /** In a word or two: `equal`, `drift`, `now fails`. */
  readonly outcome: string;
  /** How it differs, in a line. */
  readonly difference: string | undefined;
  readonly passes: boolean;
}

/** An object with a name. */
export interface Mark {
  readonly name: string;
  readonly heap: Heap;
  readonly object: number;
}

/** A line that was run, and what came of it. */
export interface AskedLine {
  readonly line: string;
  /** The n of its `$n`; undefined: there is nothing to ask on. */
  readonly number: number | undefined;
  readonly kind: Result['kind'] | 'prose' | 'shell' | 'error';
  /** Rows of a table, steps of a path. */
  readonly rows: number | undefined;
  readonly milliseconds: number | undefined;
}

export interface OpenSnapshot {
  readonly name: string;
  readonly heap: Heap;
  readonly current: boolean;
}
