import { type MarkedEdges, markEdgesInto } from '../../analysis/edges-into.ts';
import { Bitset } from '../../base/bitset.ts';
import { PagedColumn } from '../../base/paged-column.ts';
import { sharedArray } from '../../base/shared-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { sourceOfEdge } from '../../model/source-of-edge.ts';
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
import { StoredEdges } from './stored-edges.ts';

/** Edges of one heap, a bit each, by edge index. */
export interface EdgeSet {
  readonly heap: Heap;
  readonly edges: Bitset;
  /** How many there are; at least one. */
  readonly count: number;
  /** Those of them that are the engine's own, for the others: see `StoredEdges`. Undefined: none. */
  readonly stored?: Bitset | undefined;
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
  const found = new FoundEdges(heap);
  for (const part of node.parts) addPart(found, part, scope);
  const { edges, stored, count } = found;
  return { heap, edges, stored, count };
}

class FoundEdges {
  readonly edges: Bitset;
  stored: Bitset | undefined;
  count = 0;

  constructor(heap: Heap) {
    this.edges = noEdges(heap);
  }

  add(edge: number): void {
    if (addNew(this.edges, edge)) this.count++;
  }

  addStored(edge: number): void {
    if (!addNew(this.edges, edge)) return;
    this.stored ??= new Bitset(this.edges.size);
    this.stored.add(edge);
    this.count++;
  }
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

function addPart(found: FoundEdges, part: EdgesPart, scope: Scope): void {
  if (part.kind === 'rows') {
    addRows(found, part, scope);
    return;
  }
  const set = objectsNamed(part, scope);
  requireOwn(part, set.heap, scope);
  const named = part.kind === 'from' ? addFrom(found, set, part.edge, scope) : addAllInto(found, set, scope);
  if (named === 0) throw errorAt(part, `\`${part.text}\` names no edge`, nearEdges(part, set));
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
function addRows(found: FoundEdges, part: Extract<EdgesPart, { kind: 'rows' }>, scope: Scope): void {
  const { text } = part;
  const rows = resultRows(part.rows, scope);
  if (rows === undefined)
    throw errorAt(
      part,
      `\`${text}\` names objects, not edges`,
      `references to them are *->${text}; what they refer to, ${text}->*`,
    );
  const { table, from, to } = rows;
  const { edgesOf, heap } = table;
  if (edgesOf === undefined || heap === undefined)
    throw errorAt(
      part,
      `rows of \`${text}\` are no edges`,
      `those of \`free\` are; of objects, all edges are ${text}->*`,
    );
  requireOwn(part, heap, scope);
  if (from === to) throw errorAt(part, `\`${text}\` names no edge`, 'there are no rows');
  const storedEdges = new StoredEdges(heap, to - from, scope.task);
  const { first } = heap.near.edges;
  const bySource = new Map<number, number[]>();
  for (let row = from; row < to; row++) {
    for (const edge of edgesOf(row)) {
      found.add(edge);
      const source = sourceOfEdge(first, edge);
      const own = bySource.get(source);
      if (own === undefined) bySource.set(source, [edge]);
      else own.push(edge);
    }
  }
  for (const [source, own] of bySource) storedEdges.of(source, own, (edge) => found.addStored(edge));
}

function addNew(edges: Bitset, edge: number): boolean {
  if (edges.has(edge)) return false;
  edges.add(edge);
  return true;
}

/** Returns how many the selector means, those among them that another object had added: a dict can hold the fields of two. */
function addFrom(
  found: FoundEdges,
  { indexes }: ObjectSet,
  selector: EdgeSelector,
  { heap, task }: Scope,
): number {
  const each = edgesOut(heap, selector);
  const storedEdges = new StoredEdges(heap, indexes.length, task);
  let named = 0;
  // All edges of an object are those to its parts, too: nothing leads to these any more.
  const isSome = selector.kind !== 'any';
  const own: number[] = [];
  task.phase('looking for edges');
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    const object = indexes[i]!;
    each(object, (edge) => {
      found.add(edge);
      named++;
      if (isSome) own.push(edge);
    });
    if (own.length > 0) storedEdges.of(object, own, (edge) => found.addStored(edge));
    own.length = 0;
  }
  return named;
}

function addAllInto(found: FoundEdges, set: ObjectSet, scope: Scope): number {
  const { named, added } = addInto(found.edges, set, scope);
  found.count += added;
  return named;
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
