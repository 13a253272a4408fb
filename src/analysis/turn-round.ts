import { STEP, type Task } from '../base/task.ts';
import type { Job } from '../base/team.ts';
import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';

/** What is not yet known of a piece. */
export const NOT_COUNTED = -1;

/** Milliseconds between two looks at whether the work is still wanted. */
const LOOK = 5;

/** The rows of the objects from … to-1, which are one of several pieces. All arrays are shared. */
export interface TurnRoundOrder {
  readonly graph: Graph;
  readonly rows: {
    readonly first: Uint32Array;
    readonly sources: Uint32Array;
    /** Undefined: nobody wants to know. */
    readonly edges?: Uint32Array | undefined;
    /** A bit a row. */
    readonly weak: Uint32Array;
  };
  readonly from: number;
  readonly to: number;
  readonly piece: number;
  /** By piece: how many rows it has, or NOT_COUNTED. */
  readonly counts: Int32Array;
}

/** Counts the edges that lead to some objects, learns how many lead to those before them, and puts each in its row. */
export const turnRound: Job<TurnRoundOrder, void> = {
  name: 'turn round',
  run(order, task) {
    const { counts, piece } = order;
    Atomics.store(counts, piece, count(order, task));
    Atomics.notify(counts, piece);
    let start = 0;
    for (let before = 0; before < piece; before++) start += waitFor(counts, before, task);
    place(order, start, task);
  },
};

/** Pieces are begun in their order, so somebody is at work on each one before. */
function waitFor(counts: Int32Array, piece: number, task: Task): number {
  for (;;) {
    const count = Atomics.load(counts, piece);
    if (count !== NOT_COUNTED) return count;
    task.step(1, 2);
    Atomics.wait(counts, piece, NOT_COUNTED, LOOK);
  }
}

/** Writes the number of rows of each object at its place in `first`; returns their sum. */
function count({ graph, rows: { first }, from, to }: TurnRoundOrder, task: Task): number {
  const { targets, absent } = graph;
  const edgeCount = graph.first[graph.objectCount]!;
  const width = to - from;
  let total = 0;
  for (let e = 0; e < edgeCount; e++) {
    if ((e & (STEP - 1)) === 0) task.step(e, 2 * edgeCount);
    const place = targets[e]! - from;
    if (place >>> 0 >= width) continue;
    if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
    first[from + place]!++;
    total++;
  }
  return total;
}

function place({ graph, rows, from, to }: TurnRoundOrder, start: number, task: Task): void {
  const { first, sources, edges, weak } = rows;
  const { first: edgeStarts, targets, kinds, absent, objectCount } = graph;
  const next = startsOf(first, from, to, start);
  const width = to - from;
  let e = 0;
  for (let source = 0; source < objectCount; source++) {
    if ((source & (STEP - 1)) === 0) task.step(objectCount + source, 2 * objectCount);
    for (const end = edgeStarts[source + 1]!; e < end; e++) {
      const place = targets[e]! - from;
      if (place >>> 0 >= width) continue;
      if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
      const row = next[place]!++;
      sources[row] = source;
      if (edges !== undefined) edges[row] = e;
      // Where two pieces meet, both write to one word.
      if (kinds[e]! & WEAK) Atomics.or(weak, row >>> 5, 1 << (row & 31));
    }
  }
}

/** Makes starts of the counts in `first`; returns a copy of them, for this piece to count on. */
function startsOf(first: Uint32Array, from: number, to: number, start: number): Uint32Array {
  let row = start;
  for (let object = from; object < to; object++) {
    const count = first[object]!;
    first[object] = row;
    row += count;
  }
  if (to === first.length - 1) first[to] = row;
  return first.slice(from, to);
}

/** The rows of the objects from … to-1, whose starts are known, and where their edges shall stand. All arrays are shared. */
export interface FindEdgesOrder {
  readonly graph: Graph;
  readonly first: Uint32Array;
  readonly edges: Uint32Array;
  readonly from: number;
  readonly to: number;
}

/** Puts each edge that leads to one of the objects in its row: they come in the order of the rows. */
export const findEdges: Job<FindEdgesOrder, void> = {
  name: 'find edges of referrers',
  run({ graph, first, edges, from, to }, task) {
    const { targets, absent } = graph;
    const edgeCount = graph.first[graph.objectCount]!;
    const next = first.slice(from, to);
    const width = to - from;
    for (let e = 0; e < edgeCount; e++) {
      if ((e & (STEP - 1)) === 0) task.step(e, edgeCount);
      const place = targets[e]! - from;
      if (place >>> 0 >= width) continue;
      if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
      edges[next[place]!++] = e;
    }
  },
};
