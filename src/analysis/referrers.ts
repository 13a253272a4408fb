import { Bitset } from '../base/bitset.ts';
import { areShared, sharedArray } from '../base/shared-array.ts';
import { SpareRoom } from '../base/spare-room.ts';
import { quietTask, type Task } from '../base/task.ts';
import { cutEvenly, orderCount, type Running, runAll, teamOf } from '../base/team.ts';
import type { Graph } from './graph.ts';
import { PiecesInStep } from './pieces-in-step.ts';
import { findEdges, turnRound } from './turn-round.ts';

/**
 * The edges turned round, as compressed sparse rows: what refers to object i are the rows first[i] … first[i+1]-1,
 * ordered by source and, within a source, by edge, so several edges between the same two objects lie side by side.
 * Edges that a cut makes absent are not in it; weak ones are, marked in `weak`.
 *
 * Memory: 4 bytes an object, 4 and a bit an edge, shared among threads.
 */
export interface Referrers {
  /** Length objectCount + 1. */
  readonly first: Uint32Array;
  /** Object index of the referrer. */
  readonly sources: Uint32Array;
  /** Rows whose edge is weak. */
  readonly weak: Bitset;
}

/**
 * The same with the edge of each row, for its name and kind: 4 bytes an edge more. It is kept, not searched for among the
 * edges of its source: one list of five million would make each of its elements' referrers cost five million.
 */
export interface EdgeReferrers extends Referrers {
  /** Edge index. */
  readonly edges: Uint32Array;
}

/**
 * Counting sort in two passes, O(objects + edges): stable, hence the order. Each thread does some
 * of the edges; more while it runs: 4 bytes an object for each thread.
 */
export function referrers(graph: Graph, task: Task): Referrers {
  return begin(graph, roomFor(graph), { threads: someThreads(task) }, task).wait(task)[0]!;
}

/** See `beginReferrers`. */
export interface Finders {
  readonly threads: number;
  readonly lent: readonly Uint32Array[];
  readonly spare?: SpareRoom | undefined;
}

/**
 * The same, begun by so many threads; there is one result. The one that calls is among them if it is to wait for it at once;
 * else the others do it while this one does something else. `lent`: columns of a number an object that nobody else uses
 * until then, one for each thread; what is in them is lost. `spare`: what the result may lie in.
 */
export function beginReferrers(
  graph: Graph,
  { threads, lent, spare }: Finders,
  task: Task,
): Running<Referrers> {
  const finders = { threads: Math.max(Math.min(threads, lent.length), 1), lent };
  return begin(graph, roomFor(graph, spare), finders, task);
}

/** With the edges at once, in the same two passes. */
export function edgeReferrers(graph: Graph, task: Task): EdgeReferrers {
  const room = roomFor(graph);
  const edges = sharedArray(Uint32Array, room.sources.length);
  const [rows] = begin(graph, { ...room, edges }, { threads: someThreads(task) }, task).wait(task);
  return { ...rows!, edges };
}

/** The edge of each row of referrers that are there: one pass, O(objects + edges). Each thread does some objects' rows. */
export function edgesOfReferrers(graph: Graph, { first, sources }: Referrers, task: Task): Uint32Array {
  const edges = sharedArray(Uint32Array, sources.length);
  const columns = columnsOf(graph);
  const pieces = cutEvenly(graph.objectCount, pieceCount(graph, teamOf(task).size, task));
  const orders = pieces.map(([from, to]) => ({ graph: columns, first, edges, from, to }));
  runAll(findEdges, orders, task);
  return edges;
}

/** Each takes 4 bytes an object, and memory is what more of them would wait for. */
const MOST_THREADS = 4;

function someThreads(task: Task): number {
  return Math.min(teamOf(task).size, MOST_THREADS);
}

/** There are at most 2^8 blocks of objects: threads do about the same number of these, and their counts stay in the cache. */
const BLOCKS_BITS = 8;

interface RowColumns {
  readonly first: Uint32Array;
  readonly sources: Uint32Array;
  readonly edges?: Uint32Array;
  readonly weak: Uint32Array;
}

function roomFor({ objectCount, first, absent }: Graph, spare = new SpareRoom()): RowColumns {
  const edgeCount = first[objectCount]!;
  const rowCount = edgeCount - absentCount(absent, edgeCount);
  return {
    first: spare.take(Uint32Array, objectCount + 1),
    sources: spare.take(Uint32Array, rowCount),
    weak: spare.take(Uint32Array, (rowCount + 31) >>> 5).fill(0),
  };
}

function begin(
  graph: Graph,
  rows: RowColumns,
  { threads, lent = [] }: { readonly threads: number; readonly lent?: readonly Uint32Array[] },
  task: Task,
): Running<Referrers> {
  const { objectCount } = graph;
  const blockBits = 32 - Math.clz32(objectCount >>> BLOCKS_BITS);
  const blockCount = Math.ceil(objectCount / 2 ** blockBits);
  const ranges = cutEvenly(blockCount, pieceCount(graph, threads, task));
  const edges = cutEvenly(graph.first[objectCount]!, ranges.length);
  const shared = {
    graph: columnsOf(graph),
    rows,
    blockBits,
    places: ranges.map((_, piece) => lent[piece] ?? sharedArray(Uint32Array, objectCount)),
    totals: ranges.map(() => sharedArray(Uint32Array, blockCount)),
    steps: PiecesInStep.memory(ranges.length),
  };
  const orders = ranges.map((blocks, piece) => {
    const objects = blocks.map((block) => Math.min(block * 2 ** blockBits, objectCount)) as [number, number];
    const [from, to] = edges[piece] ?? [0, 0];
    return { ...shared, objects, from, to, piece };
  });
  const running = teamOf(task).start(turnRound, orders);
  return {
    wait: (waiting = quietTask) => {
      running.wait(waiting);
      const { first, sources, weak } = rows;
      return [{ first, sources, weak: new Bitset(sources.length, weak) }];
    },
    abandon: () => running.abandon(),
  };
}

/** As plain columns: threads are told no getters. */
function columnsOf({ objectCount, first, targets, kinds, absent }: Graph): Graph {
  return { objectCount, first, targets, kinds, absent };
}

/** One for each thread: all work at the same time. Columns that threads cannot share would be copied for each. */
function pieceCount({ objectCount, targets }: Graph, threads: number, task: Task): number {
  return areShared(targets) && orderCount(objectCount + targets.length, task) > 1 ? threads : 1;
}

function absentCount(absent: Uint32Array | undefined, edgeCount: number): number {
  return absent === undefined ? 0 : new Bitset(edgeCount, absent).count();
}
