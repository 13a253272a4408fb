import { Bitset } from '../base/bitset.ts';
import { sharedArray } from '../base/shared-array.ts';
import { quietTask, type Task } from '../base/task.ts';
import { cutEvenly, orderCount, type Running, teamOf } from '../base/team.ts';
import type { Graph } from './graph.ts';
import { NOT_COUNTED, turnRound } from './turn-round.ts';

/**
 * The edges turned round, as compressed sparse rows: what refers to object i are the rows first[i] … first[i+1]-1,
 * ordered by source and, within a source, by edge, so several edges between the same two objects lie side by side.
 * Edges that a cut makes absent are not in it; weak ones are, marked in `weak`.
 *
 * Memory: 4 bytes an object, 8 an edge, shared among threads. The edge is kept, not searched for among the edges of its source: one list of
 * five million would make each of its elements' referrers cost five million.
 */
export interface Referrers {
  /** Length objectCount + 1. */
  readonly first: Uint32Array;
  /** Object index of the referrer. */
  readonly sources: Uint32Array;
  /** Edge index, for its name and kind. */
  readonly edges: Uint32Array;
  /** Rows whose edge is weak. */
  readonly weak: Bitset;
}

/** Counting sort in two passes, O(objects + edges): stable, hence the order. Each thread does the rows of some objects. */
export function referrers(graph: Graph, task: Task): Referrers {
  return beginReferrers(graph, task, teamOf(task).size).wait(task)[0]!;
}

/** The same, begun by other threads while this one does something else; there is one result. */
export function beginReferrers(
  graph: Graph,
  task: Task,
  threads = Math.max(teamOf(task).size - 1, 1),
): Running<Referrers> {
  const { objectCount, first: edgeStarts, targets, kinds, absent } = graph;
  const edgeCount = edgeStarts[objectCount]!;
  const rowCount = edgeCount - absentCount(absent, edgeCount);
  const rows = {
    first: sharedArray(Uint32Array, objectCount + 1),
    sources: sharedArray(Uint32Array, rowCount),
    edges: sharedArray(Uint32Array, rowCount),
    weak: sharedArray(Uint32Array, (rowCount + 31) >>> 5),
  };
  const pieces = cutEvenly(objectCount, pieceCount(graph, threads, task));
  const counts = new Int32Array(new SharedArrayBuffer(4 * pieces.length)).fill(NOT_COUNTED);
  const columns = { objectCount, first: edgeStarts, targets, kinds, absent };
  const orders = pieces.map(([from, to], piece) => ({ graph: columns, rows, from, to, piece, counts }));
  const running = teamOf(task).start(turnRound, orders);
  return {
    wait: (waiting = quietTask) => {
      running.wait(waiting);
      const { first, sources, edges, weak } = rows;
      return [{ first, sources, edges, weak: new Bitset(rowCount, weak) }];
    },
    abandon: () => running.abandon(),
  };
}

/** One for each thread: every one goes over all edges. Columns that threads cannot share would be copied for each. */
function pieceCount({ objectCount, targets }: Graph, threads: number, task: Task): number {
  const isShared = targets.buffer instanceof SharedArrayBuffer;
  return isShared && orderCount(objectCount + targets.length, task) > 1 ? threads : 1;
}

function absentCount(absent: Uint32Array | undefined, edgeCount: number): number {
  return absent === undefined ? 0 : new Bitset(edgeCount, absent).count();
}
