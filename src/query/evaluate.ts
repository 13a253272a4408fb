import { Pace } from '../base/pace.ts';
import { NONE } from '../model/kinds.ts';
import type { EdgeSelector, ExpectationNode, ExprNode, KeyNode, SetNode } from './ast.ts';
import { noteEntriesElsewhere } from './entries-elsewhere.ts';
import { compileKeyIn, compilePredicateIn } from './expressions/compile.ts';
import type { Environment, Key, Predicate } from './expressions/environment.ts';
import { type Judgement, judge } from './expressions/judge.ts';
import { fieldsAsked } from './fields-asked.ts';
import type { Heap } from './heap.ts';
import { didYouMean } from './nearest.ts';
import { noteNeverAlike } from './never-alike.ts';
import type { ObjectSet } from './object-set.ts';
import { errorAt } from './place-error.ts';
import type { Result, TableResult } from './result.ts';
import { objectsOfResult, objectsOfTable, pickRows } from './rows.ts';
import { type Scope, withHeap } from './scope.ts';
import { combine } from './sets/algebra.ts';
import { follow } from './sets/follow.ts';
import { noteFreedOfType } from './sets/freed-of-type.ts';
import { objectAt } from './sets/object-at.ts';
import { objectsOfTypes } from './sets/objects-of-types.ts';
import { isShellSet, shellSet } from './sets/shell-sets.ts';
import { typesOf } from './sets/type-names.ts';
import { noteFieldOfOthers, noteUnknownField } from './unknown-field.ts';

/**
 * The objects that a SET means, each once. Objects of types come ascending; rows, and what edges lead to, in their own
 * order. Throws QueryError with the span of the word that means nothing.
 */
export function evaluateSet(node: SetNode, scope: Scope): ObjectSet {
  switch (node.kind) {
    case 'name':
    case 'result':
      return namedSet(node, scope);
    case 'quoted':
    case 'glob':
    case 'regex':
    case 'subclasses':
      return { heap: scope.heap, indexes: objectsOfTypes(typesOf(node, scope), scope) };
    case 'address':
    case 'heapId':
      return { heap: scope.heap, indexes: Uint32Array.of(objectAt(node, scope.heap)) };
    case 'row':
      return rows(node, node.row, node.row === -1 ? undefined : node.row + 1, scope);
    case 'rows':
      return rows(node, node.from, node.to, scope);
    case 'filter':
      return filter(evaluateSet(node.of, scope), node.predicate, scope);
    case 'follow':
      if (node.edge.kind === 'name') noteUnknownField(node.edge.name, scope);
      return followFrom(node, scope);
    case 'algebra': {
      const set = combine(node, evaluateSet(node.left, scope), evaluateSet(node.right, scope), scope.task);
      noteFreedOfType(node, set, scope);
      return set;
    }
    case 'in-snapshot':
      return evaluateSet(node.of, withHeap(scope, otherHeap(node, scope)));
  }
}

function followFrom(node: Extract<SetNode, { kind: 'follow' }>, scope: Scope): ObjectSet {
  const { of, direction, edge, closure } = node;
  const holders = evaluateSet(direction === 'out' ? holdersOut(of, edge, scope) : of, scope);
  const found = follow(holders, direction, edge, closure, scope);
  const isNowhere = direction === 'out' && found.indexes.length === 0;
  if (isNowhere && edge.kind === 'name') noteFieldOfOthers(edge.name, holders, scope);
  if (direction === 'out' && edge.kind === 'any' && !closure) noteEntriesElsewhere(holders, scope);
  return found;
}

/** Whom an arrow begins at: `frame->f_locals->["x"]` at the frames, since no object is all the locals of one. */
export function holdersOut(of: SetNode, edge: EdgeSelector, { heap }: Scope): SetNode {
  const asksForKey = edge.kind === 'item' && typeof edge.key === 'string';
  if (!asksForKey || of.kind !== 'follow' || of.direction !== 'out' || of.edge.kind !== 'name') return of;
  return of.edge.name === heap.runtime.localsField ? of.of : of;
}

/** One of the shell's own sets, a marked object, a result, or else a type. */
function namedSet(node: Extract<SetNode, { kind: 'name' | 'result' }>, scope: Scope): ObjectSet {
  const { heap } = scope;
  const own = node.kind === 'name' ? shellSet(node.name, scope) : undefined;
  if (own !== undefined) return { heap, indexes: own };
  const marked = node.kind === 'name' ? scope.mark?.(node.name, heap) : undefined;
  if (marked !== undefined) return { heap, indexes: Uint32Array.of(marked) };
  const result = scope.result(node.name);
  if (result?.kind === 'scalar' || result?.kind === 'text') throw noObjects(node, result.kind, scope);
  if (result !== undefined) return inScope(objectsOfResult(result, scope.task), scope);
  if (node.kind === 'result') throw errorAt(node, `there is no result \`${node.name}\` yet`);
  return { heap, indexes: objectsOfTypes(typesOf(node, scope), scope) };
}

const LONGEST_QUOTED = 40;

/** "`$4` is a value (`… | count`), not objects" */
function noObjects(
  node: Extract<SetNode, { kind: 'name' | 'result' }>,
  kind: 'scalar' | 'text',
  scope: Scope,
): Error {
  const line = scope.commandOf?.(node.name)?.trim();
  const isLong = line !== undefined && line.length > LONGEST_QUOTED;
  const made = line === undefined ? '' : ` (\`${isLong ? `…${line.slice(1 - LONGEST_QUOTED)}` : line}\`)`;
  const what = kind === 'scalar' ? 'a value' : 'a text';
  return errorAt(
    node,
    `\`${node.name}\` is ${what}${made}, not objects`,
    'tables, trees, paths and single objects can be asked on',
  );
}

/** A result from before a cut is about the same snapshot: it is asked on through the cuts of now. */
function inScope(set: ObjectSet, { heap }: Scope): ObjectSet {
  return set.heap.snapshot === heap.snapshot ? { ...set, heap } : set;
}

function otherHeap(node: Extract<SetNode, { kind: 'in-snapshot' }>, scope: Scope): Heap {
  const { snapshot: name, start } = node;
  const heap = scope.snapshot(name);
  if (heap !== undefined) return heap;
  const hint = didYouMean(name, scope.known.snapshots) ?? '`snapshots` lists those that are open';
  throw errorAt({ start, end: start + name.length }, `no open snapshot \`${name}\``, hint);
}

/** Rows of a result are handles for the objects behind them; of any other set, a row is an object. */
function rows(
  node: Extract<SetNode, { kind: 'row' | 'rows' }>,
  from: number,
  to: number | undefined,
  scope: Scope,
): ObjectSet {
  const result = resultOf(node.of, scope);
  if (result?.kind === 'table') {
    const range = rangeOf(node, from, to, result.rowCount);
    return inScope(objectsOfTable(result, ...range, scope.task), scope);
  }
  const { heap, indexes } = evaluateSet(node.of, scope);
  return { heap, indexes: indexes.subarray(...rangeOf(node, from, to, indexes.length)) };
}

/** As Python counts: negative numbers from the end; a slice may reach beyond the rows, a single row may not. */
function rangeOf(
  node: Extract<SetNode, { kind: 'row' | 'rows' }>,
  from: number,
  to: number | undefined,
  count: number,
): [number, number] {
  const place = (row: number): number => Math.min(Math.max(row < 0 ? row + count : row, 0), count);
  if (node.kind === 'rows') return [place(from), Math.max(place(from), place(to ?? count))];
  if (node.row >= count || node.row < -count) {
    const hint = count === 0 ? undefined : `rows are 0 … ${count - 1}`;
    throw errorAt(node, `there is no row ${node.row}: there are ${count}`, hint);
  }
  return [place(from), place(from) + 1];
}

function resultOf(node: SetNode, scope: Scope): Result | undefined {
  if (node.kind === 'result') return scope.result(node.name);
  if (node.kind !== 'name' || isShellSet(node.name)) return undefined;
  if (scope.mark?.(node.name, scope.heap) !== undefined) return undefined;
  return scope.result(node.name);
}

/** The table that a set of rows is of, and which of its rows: `$3`, `$3[0]`, `$3[2:5]`. Undefined: it is of no answer. */
export function resultRows(
  node: SetNode,
  scope: Scope,
): { readonly table: TableResult; readonly from: number; readonly to: number } | undefined {
  const isPart = node.kind === 'row' || node.kind === 'rows';
  const table = resultOf(isPart ? node.of : node, scope);
  if (table?.kind !== 'table') return undefined;
  if (!isPart) return { table, from: 0, to: table.rowCount };
  const end = node.kind === 'rows' ? node.to : node.row === -1 ? undefined : node.row + 1;
  const [from, to] = rangeOf(node, node.kind === 'rows' ? node.from : node.row, end, table.rowCount);
  return { table, from, to };
}

/**
 * What a set shows when it is a line's head: `$3` and `$3[2:5]` are the result itself, or some of its rows. Undefined for
 * everything else, which is a table of objects: `$3[0]` is the objects behind a row.
 */
export function shownResult(node: SetNode, scope: Scope): Result | undefined {
  if (node.kind !== 'rows') return resultOf(node, scope);
  const result = resultOf(node.of, scope);
  if (result?.kind !== 'table') return undefined;
  const [from, to] = rangeOf(node, node.from, node.to, result.rowCount);
  return pickRows(
    result,
    new Uint32Array(to - from).map((_, i) => from + i),
  );
}

function filter(set: ObjectSet, predicate: ExprNode, scope: Scope): ObjectSet {
  const { heap, indexes } = set;
  const holds = compilePredicate(predicate, withHeap(scope, heap));
  const found = new Uint32Array(indexes.length);
  let count = 0;
  scope.task.phase('filtering');
  const pace = new Pace();
  for (let i = 0; i < indexes.length; ) {
    scope.task.step(i, indexes.length);
    for (const end = Math.min(i + pace.next(), indexes.length); i < end; i++) {
      const index = indexes[i]!;
      if (holds(index)) found[count++] = index;
    }
  }
  if (count === 0) noteFieldsOfOthers(predicate, set, scope);
  return { heap, indexes: found.subarray(0, count) };
}

function noteFieldsOfOthers(predicate: ExprNode, set: ObjectSet, scope: Scope): void {
  for (const name of fieldsAsked(predicate)) noteFieldOfOthers(name, set, scope);
  noteNeverAlike(predicate, set, scope);
}

/** Of a predicate that held for no row: says which of its fields none of the rows' objects has. */
export function noteFieldsOfNoRow(predicate: ExprNode, table: TableResult, scope: Scope): void {
  const { heap, rowCount } = table;
  if (heap === undefined) return;
  const subjects = new Uint32Array(rowCount).map((_, row) => table.subjectOf(row));
  noteFieldsOfOthers(predicate, { heap, indexes: subjects.filter((object) => object !== NONE) }, scope);
}

/** A test of objects of the scope's heap, by object index. Throws QueryError. */
export function compilePredicate(expression: ExprNode, scope: Scope): Predicate {
  return compilePredicateIn(expression, {
    scope,
    subjectOf: undefined,
    rowCount: 0,
    columns: [],
    evaluateSet,
  });
}

/** A test of a table's rows: bare names are columns, `.field` and `@fact` are the row's subject's. Throws QueryError. */
export function rowPredicate(expression: ExprNode, table: TableResult, scope: Scope): Predicate {
  return compilePredicateIn(expression, rowEnvironment(table, scope));
}

/** A key of a table's rows. Throws QueryError. */
export function rowKey(key: KeyNode, table: TableResult, scope: Scope): Key {
  return compileKeyIn(key.expression, rowEnvironment(table, scope));
}

function rowEnvironment(table: TableResult, scope: Scope): Environment {
  return {
    scope: table.heap === undefined ? scope : withHeap(scope, table.heap),
    subjectOf: (row) => table.subjectOf(row),
    rowCount: table.rowCount,
    columns: table.columns,
    evaluateSet,
  };
}

/** Whether an expectation holds, and by which values. Types that there are none of have no objects. Throws QueryError. */
export function judgeExpectation({ expression }: ExpectationNode, scope: Scope): Judgement {
  return judge(expression, {
    scope: { ...scope, unknownTypesAreEmpty: true },
    subjectOf: () => NONE,
    rowCount: 1,
    columns: [],
    computed: new Map(),
    evaluateSet,
  });
}
