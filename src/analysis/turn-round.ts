import { lastAtMost } from '../base/bisect.ts';
import { STEP, type Task } from '../base/task.ts';
import type { Job } from '../base/team.ts';
import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';
import { PiecesInStep, type StepsMemory } from './pieces-in-step.ts';

/** The edges from … to-1, which are one of several pieces that are worked on at the same time. All arrays are shared. */
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
  /** The objects whose rows this piece finds the starts of, for all: some blocks of 2^blockBits. */
  readonly objects: readonly [from: number, to: number];
  readonly blockBits: number;
  /** By piece, by object: how many of its edges lead there; then the row of the next of them. Full of anything. */
  readonly places: readonly Uint32Array[];
  /** By piece, by block: how many of its edges lead there. */
  readonly totals: readonly Uint32Array[];
  readonly steps: StepsMemory;
}

/** Counts where some edges lead, learns how many others lead there before them, and puts each in its row. */
export const turnRound: Job<TurnRoundOrder, void> = {
  name: 'turn round',
  run(order, task) {
    const steps = new PiecesInStep(order.steps);
    try {
      count(order, task);
      steps.waitForAll('counted', task);
      findStarts(order, task);
      steps.waitForAll('started', task);
      place(order, task);
    } catch (error) {
      steps.fail();
      throw error;
    }
  },
};

function count({ graph, places, totals, blockBits, piece, from, to }: TurnRoundOrder, task: Task): void {
  const { targets, absent, objectCount } = graph;
  const counts = places[piece]!.fill(0, 0, objectCount);
  const inBlocks = totals[piece]!.fill(0);
  for (let e = from; e < to; e++) {
    if ((e & (STEP - 1)) === 0) task.step(e - from, 2 * (to - from));
    if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
    const target = targets[e]!;
    counts[target]!++;
    inBlocks[target >>> blockBits]!++;
  }
}

/** Of an object's rows, those of the first piece come first. */
function findStarts(order: TurnRoundOrder, task: Task): void {
  const { places, rows, objects } = order;
  const { first } = rows;
  const [from, to] = objects;
  let row = rowsBefore(order);
  for (let object = from; object < to; object++) {
    if ((object & (STEP - 1)) === 0) task.step(1, 2);
    first[object] = row;
    for (let piece = 0; piece < places.length; piece++) {
      const counts = places[piece]!;
      const count = counts[object]!;
      counts[object] = row;
      row += count;
    }
  }
  if (to === first.length - 1) first[to] = row;
}

function rowsBefore({ totals, objects: [object], blockBits }: TurnRoundOrder): number {
  let sum = 0;
  for (const inBlocks of totals)
    for (let block = 0; block < object >>> blockBits; block++) sum += inBlocks[block]!;
  return sum;
}

function place({ graph, rows, places, piece, from, to }: TurnRoundOrder, task: Task): void {
  const { sources, edges, weak } = rows;
  const { first: edgeStarts, targets, kinds, absent } = graph;
  const next = places[piece]!;
  let e = from;
  for (let source = lastAtMost((i) => edgeStarts[i]!, edgeStarts.length - 1, from); e < to; source++) {
    for (const end = Math.min(edgeStarts[source + 1]!, to); e < end; e++) {
      if ((e & (STEP - 1)) === 0) task.step(e - from + to - from, 2 * (to - from));
      if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
      const row = next[targets[e]!]!++;
      sources[row] = source;
      if (edges !== undefined) edges[row] = e;
      // Others write to the same word.
      if (kinds[e]! & WEAK) Atomics.or(weak, row >>> 5, 1 << (row & 31));
    }
  }
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
