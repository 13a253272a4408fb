import { QueryError } from '../base/errors.ts';
import type { Task } from '../base/task.ts';
import type { CommandContext, RowKey, RowsWanted } from '../commands/command.ts';
import type { EdgesNode, ExpectationNode, ExprNode, KeyNode, SetNode } from '../query/ast.ts';
import { type EdgeSet, evaluateEdges } from '../query/edges/evaluate-edges.ts';
import {
  compilePredicate,
  evaluateSet,
  judgeExpectation,
  noteFieldsOfNoRow,
  rowKey,
  rowPredicate,
  shownResult,
} from '../query/evaluate.ts';
import type { Judgement } from '../query/expressions/judge.ts';
import type { Heap } from '../query/heap.ts';
import type { ObjectSet } from '../query/object-set.ts';
import type { Result, TableResult } from '../query/result.ts';
import { objectsOfResult, tableOf } from '../query/rows.ts';
import type { Scope } from '../query/scope.ts';
import type { Session } from './session.ts';

/** What one stage of a line may use: the session as its words mean it, and what stood before its `|`. */
export class StageContext implements CommandContext {
  readonly task: Task;
  readonly input: Result | undefined;
  readonly wanted: RowsWanted | undefined;
  readonly shell: Session;
  readonly #notes: string[];

  constructor(
    session: Session,
    task: Task,
    { input, wanted }: { readonly input: Result | undefined; readonly wanted: RowsWanted | undefined },
    notes: string[],
  ) {
    this.shell = session;
    this.task = task;
    this.input = input && asLookedAt(input, session);
    this.wanted = wanted;
    this.#notes = notes;
  }

  /** After `|` the heap is that of what stands before it, which may be another snapshot's. */
  get heap(): Heap {
    const heap = this.input?.heap ?? this.shell.current;
    if (heap === undefined) throw new QueryError('no snapshot is open', { hint: 'open one with: open FILE' });
    return heap;
  }

  objects(set: SetNode | undefined): ObjectSet {
    if (set !== undefined) return evaluateSet(set, this.#scope(this.heap));
    if (this.input !== undefined) return objectsOfResult(this.input, this.task);
    throw new QueryError('this needs a set of objects', { hint: 'write one behind it, or put it after a |' });
  }

  subjects(set: SetNode | undefined): ObjectSet {
    const { heap, indexes, subjects } = this.objects(set);
    return { heap, indexes: subjects ?? indexes };
  }

  edges(edges: EdgesNode): EdgeSet {
    return evaluateEdges(edges, this.#scope(this.heap.whole));
  }

  judge(expectation: ExpectationNode): Judgement {
    return judgeExpectation(expectation, this.#scope(this.heap));
  }

  /** What a line that begins with a SET alone shows: an earlier result, or rows of one, as it was. */
  shown(set: SetNode): Result | undefined {
    return shownResult(set, this.#scope(this.heap));
  }

  rows(): TableResult {
    if (this.input === undefined) throw new QueryError('no rows stand before this');
    return tableOf(this.input);
  }

  predicate(expression: ExprNode, heap: Heap): (objectIndex: number) => boolean {
    return compilePredicate(expression, this.#scope(heap));
  }

  rowPredicate(expression: ExprNode, table: TableResult): (row: number) => boolean {
    return rowPredicate(expression, table, this.#scope(table.heap ?? this.heap));
  }

  noteNoRows(predicate: ExprNode, table: TableResult): void {
    noteFieldsOfNoRow(predicate, table, this.#scope(table.heap ?? this.heap));
  }

  rowKey(key: KeyNode, table: TableResult): RowKey {
    return rowKey(key, table, this.#scope(table.heap ?? this.heap));
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  #scope(heap: Heap): Scope {
    const { shell } = this;
    return {
      heap,
      task: this.task,
      result: (name) => shell.results.find(name),
      mark: (name, of) => shell.findMark(name, of),
      commandOf: (name) => shell.results.commandOf(name),
      snapshot: (name) => shell.findSnapshot(name),
      note: (text) => this.note(text),
      known: {
        commands: shell.commands.flatMap(({ name, aliases }) => [name, ...aliases]),
        results: shell.results.names,
        snapshots: shell.snapshots.map(({ name }) => name),
        marks: shell.marks.map((mark) => ({
          name: mark.name,
          written: mark.heap.isOf(heap) ? mark.name : `${mark.heap.name}:${mark.name}`,
        })),
      },
    };
  }
}

/** `$1 | chain` after a cut asks the heap as it is now, though `$1` shows what was answered then. */
function asLookedAt(result: Result, session: Session): Result {
  const then = result.heap;
  const now = then && session.snapshots.find(({ heap }) => heap.isOf(then))?.heap;
  return now === undefined || now === then ? result : ({ ...result, heap: now } as Result);
}
