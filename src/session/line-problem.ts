import { QueryError } from '../base/errors.ts';
import type { Task } from '../base/task.ts';
import { visible } from '../output/visible.ts';
import type { SetNode } from '../query/ast.ts';
import type { Heap } from '../query/heap.ts';
import { objectsByType } from '../query/objects-by-type.ts';
import { classifyLine, parseLine } from '../query/parser/parse.ts';
import { errorAt } from '../query/place-error.ts';
import type { Scope } from '../query/scope.ts';
import { isShellSet } from '../query/sets/shell-sets.ts';
import { typesOf } from '../query/sets/type-names.ts';
import type { Session } from './session.ts';

/** What is wrong with a line that is being typed, and where; columns count UTF-16 units from 0. */
export interface LineProblem {
  readonly column: number;
  readonly length: number;
  readonly message: string;
  readonly hint: string | undefined;
}

/**
 * The first thing that is wrong with a half-typed line: what the parser refuses, then names of types, results and
 * snapshots that there are none of. What reaches the end of the line, or the word that the cursor is in, may merely
 * not have been typed yet. Runs nothing; about a millisecond, but for the first look at a name that is wrong.
 */
export function lineProblem(
  session: Session,
  line: string,
  cursor: number,
  task: Task,
): LineProblem | undefined {
  if (classifyLine(line) !== 'pipeline') return undefined;
  let isParsed = false;
  try {
    const { stages } = parseLine(line, session.commands);
    isParsed = true;
    for (const { args } of stages) checkNames(args, session, task);
    return undefined;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return problemOf(error, line, cursor, isParsed);
  }
}

function problemOf(
  { where, message, hint }: QueryError,
  line: string,
  cursor: number,
  isParsed: boolean,
): LineProblem | undefined {
  const { column, length = 1 } = where;
  if (column === undefined) return undefined;
  const end = column + length;
  const word = wordAround(line, cursor);
  if (column <= word.end && end >= word.start) return undefined;
  // What the parser misses at the end is yet to come; a name that is there already is wrong or right.
  if (!isParsed && end >= line.trimEnd().length && cursor >= column) return undefined;
  return {
    column,
    length,
    message: visible(message),
    hint: hint === undefined ? undefined : visible(hint),
  };
}

function wordAround(line: string, cursor: number): { start: number; end: number } {
  const before = /[^\s|]*$/.exec(line.slice(0, cursor))![0];
  const after = /^[^\s|]*/.exec(line.slice(cursor))![0];
  return { start: cursor - before.length, end: cursor + after.length };
}

/** Throws QueryError at the first name in the arguments that means nothing. No recursion: lines nest deeply. */
function checkNames(args: object, session: Session, task: Task): void {
  const pending: { readonly node: object; readonly heap: Heap | undefined }[] = [
    { node: args, heap: session.current },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node } = next;
    const heap = checkNode(node as SetNode, next.heap, session, task);
    for (const child of Object.values(node).reverse()) {
      if (typeof child === 'object' && child !== null) pending.push({ node: child, heap });
    }
  }
}

/** The heap that the names inside are looked up in. */
function checkNode(node: SetNode, heap: Heap | undefined, session: Session, task: Task): Heap | undefined {
  switch (node.kind) {
    case 'name':
      if ('start' in node && !isNamed(node.name, heap, session)) {
        checkType(node, heap, session, task);
      }
      return heap;
    case 'result':
      if (!isNamed(node.name, heap, session)) throw noResult(node);
      return heap;
    case 'quoted':
    case 'glob':
      checkType(node, heap, session, task);
      return heap;
    case 'in-snapshot':
      return otherHeap(node, session);
    default:
      return heap;
  }
}

/** One of the shell's own sets, a mark or a result. */
function isNamed(name: string, heap: Heap | undefined, session: Session): boolean {
  if (isShellSet(name) || session.results.find(name) !== undefined) return true;
  return heap !== undefined && session.findMark(name, heap) !== undefined;
}

function noResult(node: Extract<SetNode, { kind: 'result' }>): QueryError {
  return errorAt(node, `there is no result \`${node.name}\` yet`);
}

function otherHeap(node: Extract<SetNode, { kind: 'in-snapshot' }>, session: Session): Heap {
  const heap = session.findSnapshot(node.snapshot);
  if (heap !== undefined) return heap;
  const span = { start: node.start, end: node.start + node.snapshot.length };
  throw errorAt(span, `no open snapshot \`${node.snapshot}\``);
}

/** Only once the types' objects are counted: until then it would take a moment. */
function checkType(node: SetNode, heap: Heap | undefined, session: Session, task: Task): void {
  if (heap?.known(objectsByType) === undefined) return;
  typesOf(node, quietScope(heap, session, task));
}

function quietScope(heap: Heap, session: Session, task: Task): Scope {
  return {
    heap,
    task,
    result: (name) => session.results.find(name),
    snapshot: (name) => session.findSnapshot(name),
    note: () => undefined,
    known: {
      commands: session.commands.flatMap(({ name, aliases }) => [name, ...aliases]),
      results: session.results.names,
      snapshots: session.snapshots.map(({ name }) => name),
    },
  };
}
