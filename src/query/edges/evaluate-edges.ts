import { type MarkedEdges, markEdgesInto } from '../../analysis/edges-into.ts';
import { Bitset } from '../../base/bitset.ts';
import { PagedColumn } from '../../base/paged-column.ts';
import { sharedArray } from '../../base/shared-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { EdgeSelector, EdgesNode, EdgesPart } from '../ast.ts';
import { evaluateSet, holdersOut, resultRows } from '../evaluate.ts';
import type { Heap } from '../heap.ts';
import type { ObjectSet } from '../object-set.ts';
import { errorAt } from '../place-error.ts';
import { referrerEdgesOf, referrersOf } from '../reachability.ts';
import type { Scope } from '../scope.ts';
import { bitsOf } from '../sets/bit-rows.ts';
import { edgesOut } from '../sets/step-out.ts';
import { nearEdges } from './near-edges.ts';
import { storedEdges } from './stored-edges.ts';

/** Edges of one heap, a bit each, by edge index. */
export interface EdgeSet {
  readonly heap: Heap;
  readonly edges: Bitset;
  /** How many there are; at least one. */
  readonly count: number;
  /** How many of them are the engine's own, for the others: see `storedEdges`. */
  readonly storedCount?: number;
  /**
   * Objects: the edges are all that lead to these, one of them at least retains, and which they are is found when somebody asks.
   * Undefined: they are something else, or that is not known.
   */
  readonly into?: Uint32Array;
}

/**
 * The edges that EDGES means, weak ones included; where fields live in a dict of their own, `TYPE->name` is the entry of
 * that dict, and where the engine has a field twice it is both. Edges that are absent from the scope's heap are none. Throws QueryError where a part means nothing, with what
 * may have been.
 *
 * O(edges of the objects named); `*->SET` looks at each edge of the heap, unless referrers are known with their edges. A bit an edge.
 */
export function evaluateEdges(node: EdgesNode, scope: Scope): EdgeSet {
  const { heap } = scope;
  const [part, second] = node.parts;
  if (part?.kind === 'into' && second === undefined) return edgesIntoSet(part, scope);
  const edges = noEdges(heap);
  let [count, storedCount] = [0, 0];
  for (const part of node.parts) {
    const { added, stored = 0 } = addPart(edges, part, scope);
    count += added + stored;
    storedCount += stored;
  }
  return { heap, edges, count, storedCount };
}

function noEdges({ snapshot: { edgeCount } }: Heap): Bitset {
  return new Bitset(edgeCount, sharedArray(Uint32Array, (edgeCount + 31) >>> 5));
}

function edgesIntoSet(part: Extract<EdgesPart, { kind: 'into' }>, scope: Scope): EdgeSet {
  const { heap, task } = scope;
  const set = objectsNamed(part, scope);
  requireOwn(part, set.heap, scope);
  let marked: Pick<EdgeSet, 'edges' | 'count'> | undefined;
  const mark = () => {
    if (marked !== undefined) return marked;
    const edges = noEdges(heap);
    const { named, added } = addInto(edges, set, scope);
    if (named === 0) throw errorAt(part, `\`${part.text}\` names no edge`, nearEdges(part, set));
    marked = { edges, count: added };
    return marked;
  };
  if (heap !== heap.whole || !isHeld(set, heap, task)) return { heap, ...mark() };
  return {
    heap,
    into: set.indexes,
    get edges() {
      return mark().edges;
    },
    get count() {
      return mark().count;
    },
  };
}

/** Most objects are: among so many there is one that is, or it takes a look at all. */
const MOST_HELD = 1 << 10;

/** Whether an edge that retains is known to lead to an object of a set. */
function isHeld({ indexes }: ObjectSet, heap: Heap, task: Task): boolean {
  if (heap.known(referrersOf) === undefined) return false;
  const { first, weak } = heap.derivedNear(referrersOf, task);
  return indexes.subarray(0, MOST_HELD).some((object) => {
    const [start, end] = [first[object]!, first[object + 1]!];
    for (let row = start; row < end; row++) if (!weak.has(row)) return true;
    return false;
  });
}

/** Edges that were not there yet. */
interface Added {
  readonly added: number;
  readonly stored?: number;
}

function addPart(edges: Bitset, part: EdgesPart, scope: Scope): Added {
  if (part.kind === 'rows') return addRows(edges, part, scope);
  const set = objectsNamed(part, scope);
  requireOwn(part, set.heap, scope);
  const found = part.kind === 'from' ? addFrom(edges, set, part.edge, scope) : addInto(edges, set, scope);
  if (found.named === 0) throw errorAt(part, `\`${part.text}\` names no edge`, nearEdges(part, set));
  return found;
}

function requireOwn(part: EdgesPart, of: Heap, { heap }: Scope): void {
  if (of.snapshot === heap.snapshot) return;
  throw errorAt(part, `these are edges of \`${of.name}\``, `go there first: use ${of.name}`);
}

/** What refers; for `*->SET`, what is referred to. */
function objectsNamed(part: Exclude<EdgesPart, { kind: 'rows' }>, scope: Scope): ObjectSet {
  return evaluateSet(part.kind === 'from' ? holdersOut(part.from, part.edge, scope) : part.to, scope);
}

/** Those that rows of an answer stand for. */
function addRows(edges: Bitset, part: Extract<EdgesPart, { kind: 'rows' }>, scope: Scope): Added {
  const { text } = part;
  const found = resultRows(part.rows, scope);
  if (found === undefined)
    throw errorAt(
      part,
      `\`${text}\` names objects, not edges`,
      `references to them are *->${text}; what they refer to, ${text}->*`,
    );
  const { table, from, to } = found;
  const { edgesOf, heap } = table;
  if (edgesOf === undefined || heap === undefined)
    throw errorAt(
      part,
      `rows of \`${text}\` are no edges`,
      `those of \`free\` are; of objects, all edges are ${text}->*`,
    );
  requireOwn(part, heap, scope);
  if (from === to) throw errorAt(part, `\`${text}\` names no edge`, 'there are no rows');
  let added = 0;
  for (let row = from; row < to; row++) {
    for (const edge of edgesOf(row)) if (addNew(edges, edge)) added++;
  }
  return { added };
}

function addNew(edges: Bitset, edge: number): boolean {
  if (edges.has(edge)) return false;
  edges.add(edge);
  return true;
}

function addFrom(
  edges: Bitset,
  { indexes }: ObjectSet,
  selector: EdgeSelector,
  { heap, task }: Scope,
): MarkedEdges & Added {
  const each = edgesOut(heap, selector);
  const eachStored = storedEdges(heap, task);
  let [named, added, stored] = [0, 0, 0];
  const own: number[] = [];
  const add = (e: number): void => {
    named++;
    own.push(e);
    // A dict can hold the fields of two objects.
    if (addNew(edges, e)) added++;
  };
  const addStored = (e: number): void => {
    if (addNew(edges, e)) stored++;
  };
  task.phase('looking for edges');
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    const object = indexes[i]!;
    each(object, add);
    // Who cuts all cuts off these parts.
    if (selector.kind !== 'any') eachStored(object, own, addStored);
    own.length = 0;
  }
  return { named, added, stored };
}

function addInto(edges: Bitset, set: ObjectSet, scope: Scope): MarkedEdges {
  const found = addReferring(edges, set, scope);
  if (found !== undefined) return found;
  const { heap, task } = scope;
  task.phase('looking for edges');
  return markEdgesInto(heap.graph, bitsOf(set), edges, task);
}

/** Of all edges. Looking at each is quicker than finding so many where they lie. */
const MOST_REFERRING = 1 / 16;
/** Fewer take no time worth sparing. */
const LEAST_REFERRING = 1 << 16;

/** Where it is known by which edges objects are referred to. */
function addReferring(edges: Bitset, { indexes }: ObjectSet, { heap, task }: Scope): MarkedEdges | undefined {
  const { whole } = heap;
  if (whole.known(referrerEdgesOf) === undefined || whole.known(referrersOf) === undefined) return undefined;
  const first = new PagedColumn(whole.derivedNear(referrersOf, task).first);
  let rows = 0;
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    rows += first.at(indexes[i]! + 1) - first.at(indexes[i]!);
  }
  if (rows > Math.max(edges.size * MOST_REFERRING, LEAST_REFERRING)) return undefined;
  const edgeOf = new PagedColumn(whole.derivedNear(referrerEdgesOf, task).edges);
  const absent = new Bitset(edges.size, heap.graph.absent ?? new Uint32Array(0));
  let [named, added] = [0, 0];
  for (const object of indexes) {
    for (let row = first.at(object), end = first.at(object + 1); row < end; row++) {
      if ((row & (STEP - 1)) === 0) task.step(named, rows);
      const edge = edgeOf.at(row);
      if (absent.has(edge)) continue;
      named++;
      if (addNew(edges, edge)) added++;
    }
  }
  return { named, added };
}
