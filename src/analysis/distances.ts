import { Bitset } from '../base/bitset.ts';
import { areShared } from '../base/shared-array.ts';
import { SpareRoom } from '../base/spare-room.ts';
import { STEP, type Task } from '../base/task.ts';
import { type Job, type Running, soloTeam, teamOf } from '../base/team.ts';
import { NONE, WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';
import type { Path } from './shortest-path.ts';

/** Where reachability starts: object indexes, in the order of preference among equals; repeats are harmless. */
export interface Seeds {
  readonly named: Uint32Array;
  /** Held by something that the snapshot does not show: they only explain what no named root reaches. */
  readonly hidden: Uint32Array;
}

/**
 * How far each object is from the nearest root, and the way there. Following `parents` up to NONE gives a shortest path
 * from a root in O(length). An object that any named root reaches has its distance and path from the named roots, however
 * near a hidden one is; the others have theirs from the hidden roots, which are at distance 0 too.
 *
 * Memory: 12 bytes and a bit an object, shared among threads.
 */
export interface Distances {
  /** Edges from the nearest root; NONE: unreachable. */
  readonly distances: Uint32Array;
  /** The object before it on its path; NONE at roots and where unreachable. */
  readonly parents: Uint32Array;
  /** The edge from that object to this one; NONE as in `parents`. */
  readonly parentEdges: Uint32Array;
  /** Objects that only hidden roots reach. */
  readonly hidden: Bitset;
  readonly reachedCount: number;
}

/**
 * Breadth-first search over the edges that retain (neither weak nor absent), O(objects + edges), 4 bytes an object for
 * the queue while it runs. Among shortest paths it takes the one whose object was found first, then the first edge.
 */
export function distances(graph: Graph, seeds: Seeds, task: Task): Distances {
  const [measured] = soloTeam.start(measureDistances, [orderOf(graph, seeds)]).wait(task);
  return asDistances(graph, measured!);
}

/**
 * The same by another thread, if there is one that may look at the graph, while the calling one goes on: there is one result.
 * `spare`: where it may lie.
 */
export function beginDistances(
  graph: Graph,
  seeds: Seeds,
  task: Task,
  spare?: SpareRoom,
): Running<Distances> {
  const { targets, absent = targets } = graph;
  const team = areShared(targets, absent) ? teamOf(task) : soloTeam;
  team.begin();
  const running = team.start(measureDistances, [orderOf(graph, seeds, spare)]);
  return {
    wait: (waiting) => running.wait(waiting).map((measured) => asDistances(graph, measured)),
    abandon: () => running.abandon(),
  };
}

interface DistancesOrder {
  readonly graph: Graph;
  readonly seeds: Seeds;
  readonly room: SearchRoom;
}

/** By object. */
interface SearchRoom {
  readonly distances: Uint32Array;
  readonly parents: Uint32Array;
  readonly parentEdges: Uint32Array;
  /** What was reached, in that order: the queue never loses its front. */
  readonly queue: Uint32Array;
}

function orderOf(
  { objectCount, first, targets, kinds, absent }: Graph,
  seeds: Seeds,
  spare = new SpareRoom(),
): DistancesOrder {
  const column = () => spare.take(Uint32Array, objectCount);
  const room = { distances: column(), parents: column(), parentEdges: column(), queue: column() };
  // Threads are told no getters.
  return { graph: { objectCount, first, targets, kinds, absent }, seeds, room };
}

/** `Distances` as threads hand them over: where the columns are, the one that asks knows. */
interface Measured extends Omit<Distances, 'hidden'> {
  /** A bit an object. */
  readonly hidden: Uint32Array;
}

export const measureDistances: Job<DistancesOrder, Measured> = {
  name: 'distances',
  run({ graph, seeds, room }, task) {
    const search = new BreadthFirstSearch(graph, room, task);
    search.from(seeds.named);
    const namedCount = search.reachedCount;
    search.from(seeds.hidden);
    const { reachedCount } = search;
    const { queue, ...columns } = room;
    const hidden = new Bitset(graph.objectCount);
    for (let i = namedCount; i < reachedCount; i++) hidden.add(queue[i]!);
    return { ...columns, hidden: hidden.words, reachedCount };
  },
};

function asDistances({ objectCount }: Graph, measured: Measured): Distances {
  return { ...measured, hidden: new Bitset(objectCount, measured.hidden) };
}

/** The path from a root that `parents` tells of; undefined where nothing reaches the object. O(length). */
export function pathFromRoot(
  { distances, parents, parentEdges }: Pick<Distances, 'distances' | 'parents' | 'parentEdges'>,
  object: number,
): Path | undefined {
  const length = distances[object]!;
  if (length === NONE) return undefined;
  const objects = new Uint32Array(length + 1);
  const edges = new Uint32Array(length);
  objects[length] = object;
  for (let at = length; at > 0; at--) {
    const target = objects[at]!;
    objects[at - 1] = parents[target]!;
    edges[at - 1] = parentEdges[target]!;
  }
  return { objects, edges };
}

class BreadthFirstSearch {
  readonly #room: SearchRoom;
  reachedCount = 0;
  readonly #graph: Graph;
  readonly #task: Task;

  constructor(graph: Graph, room: SearchRoom, task: Task) {
    for (const column of [room.distances, room.parents, room.parentEdges]) column.fill(NONE);
    this.#room = room;
    this.#graph = graph;
    this.#task = task;
  }

  /** Goes on with what the seeds reach and nothing before them did. */
  from(seeds: Uint32Array): void {
    const begin = this.reachedCount;
    const { distances, queue } = this.#room;
    for (const object of seeds) {
      if (distances[object] !== NONE) continue;
      distances[object] = 0;
      queue[this.reachedCount++] = object;
    }
    this.#drain(begin);
  }

  #drain(begin: number): void {
    // Locals, not fields: this loop runs once an edge.
    const { distances, parents, parentEdges, queue } = this.#room;
    const { first, targets, kinds, absent, objectCount } = this.#graph;
    let reached = this.reachedCount;
    for (let i = begin; i < reached; i++) {
      if ((i & (STEP - 1)) === 0) this.#task.step(i, objectCount);
      const object = queue[i]!;
      const distance = distances[object]! + 1;
      for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
        const target = targets[e]!;
        if (distances[target] !== NONE || kinds[e]! & WEAK) continue;
        if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
        distances[target] = distance;
        parents[target] = object;
        parentEdges[target] = e;
        queue[reached++] = target;
      }
    }
    this.reachedCount = reached;
  }
}
