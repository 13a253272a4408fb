import { SpareRoom } from '../base/spare-room.ts';
import { STEP, type Task } from '../base/task.ts';
import { DepthFirstSearch, emptySearch, type Numbering } from '../model/depth-first-search.ts';
import { NONE } from '../model/kinds.ts';
import type { Seeds } from './distances.ts';
import type { Graph } from './graph.ts';
import type { Referrers } from './referrers.ts';

/** Which one object each object's life depends on: its immediate dominator. */
export interface Dominators {
  /**
   * By object: the object nearest to it through which all its paths from roots go; objectCount where it is a root or
   * roots reach it by ways that have nothing in common; NONE: unreachable.
   */
  readonly idoms: Uint32Array;
  /** How many roots reach. */
  readonly reachedCount: number;
  /** By number from 1 to reachedCount, each after its dominator: the object. At 0, above all: objectCount. */
  readonly objects: Uint32Array;
  /** By number: that of its dominator. */
  readonly dominators: Uint32Array;
  /** For their tree. */
  readonly room: TreeRoom;
}

/**
 * Shared memory for objectCount + 1 numbers each; what is in it means nothing any more. Memory is dear when it is first
 * written to, and nobody collects what is not used any more before that.
 */
export interface TreeRoom {
  readonly free: Uint32Array;
  readonly order: Uint32Array;
  readonly counts: Uint32Array;
  readonly sizes: Float64Array;
}

/**
 * Immediate dominators from above all roots, named and hidden alike, over the edges that retain (neither weak nor absent).
 *
 * Semi-NCA (L. Georgiadis, R. Tarjan, R. Werneck: Finding dominators in practice, 2006): semidominators by path
 * compression, as Lengauer and Tarjan have them; then the dominator of an object is the nearest common ancestor, in the
 * tree built so far, of its parent and its semidominator. Climbing there one by one would be quadratic where a long list
 * leads to what is also held from above, so it climbs by jumps (E. Myers: An applicative random-access stack, 1983).
 *
 * `referrersOf` is asked when objects are numbered: until then, others may still be finding them.
 *
 * O((objects + edges) · log objects) at worst, near O(objects + edges) on heaps. Nothing recurs. Memory: 28 bytes an
 * object, and up to 4 more where ways are long. Each stage writes over what none after it reads, and so does their tree:
 *
 *     numbering   semidominators   common ancestors   tree
 *     numbers     numbers          idoms              idoms
 *     objects     objects          objects            objects
 *     parents     parents          dominators         dominators, then positions
 *     cursors     semi             semi               free
 *     –           forest           jumps              sizes
 *     –           ways up          –                  order
 *     –           –                –                  counts
 */
export function dominators(
  numbering: Numbering,
  seeds: Seeds,
  referrersOf: () => Referrers,
  task: Task,
  room = new SemidominatorRoom(numbering.numbers.length, numbering.spare),
): Dominators {
  const semi = semidominators(numbering, referrersOf(), seeds, room, stage(task, 0));
  // Compressed paths are of no use any more, and their room is needed.
  nearestCommonAncestors(numbering, semi, room.forest, stage(task, 1));
  const { reachedCount, numbers, objects, parents, spare = new SpareRoom() } = numbering;
  return {
    ...{ idoms: numbers, reachedCount, objects, dominators: parents },
    room: {
      ...{ free: semi, order: room.ways, sizes: room.both },
      counts: spare.take(Uint32Array, numbers.length + 1),
    },
  };
}

/** What dominators are found by: O(objects + edges), 17 bytes an object. */
export function depthFirstNumbering(graph: Graph, { named, hidden }: Seeds, task: Task): Numbering {
  const search = new DepthFirstSearch(graph, emptySearch(graph.objectCount), task);
  for (const seed of named) search.from(seed);
  for (const seed of hidden) search.from(seed);
  return search.state;
}

const STAGES = 2;

/** Progress of one of the passes, which take about as long as each other. */
function stage(task: Task, index: number): Task {
  return {
    phase: (name) => task.phase(name),
    step: (done, total) => task.step(index * total + done, STAGES * total),
  };
}

/** Where semidominators are found. Until referrers are asked for, nothing is in it. */
export class SemidominatorRoom {
  readonly both: Float64Array;
  /**
   * The forest of the numbers that are done, its paths compressed. At 2 · number: the next ancestor; after it the least
   * semidominator on the way there. Whoever asks for one asks for the other: they lie side by side.
   */
  readonly forest: Uint32Array;
  /** Ways up the forest, which may be as long as there are numbers; most are short, and room that is not used costs nothing. */
  readonly ways: Uint32Array;

  /** Takes what it needs of what is to spare. */
  constructor(objectCount: number, spare = new SpareRoom()) {
    const length = objectCount + 1;
    this.both = spare.take<Float64Array>(Float64Array, length);
    this.forest = new Uint32Array(this.both.buffer, 0, 2 * length);
    this.ways = spare.take(Uint32Array, length);
  }

  /** For those who need room before: columns of a number an object. */
  get columns(): Uint32Array[] {
    const { length } = this.ways;
    return [this.forest.subarray(0, length), this.forest.subarray(length), this.ways];
  }
}

/** By number: that of the semidominator. Compresses paths in the room's forest. */
function semidominators(
  numbering: Numbering,
  { first, sources, weak: { words: weak } }: Referrers,
  seeds: Seeds,
  { forest, ways }: SemidominatorRoom,
  task: Task,
): Uint32Array {
  const { reachedCount, numbers, objects, parents } = numbering;
  const semi = firstCandidates(numbering, seeds);
  for (let number = reachedCount; number > 0; number--) {
    if ((number & (STEP - 1)) === 0) task.step(reachedCount - number, reachedCount);
    const object = objects[number]!;
    let least = semi[number]!;
    // Nothing is above 0.
    for (let row = first[object]!, end = first[object + 1]!; row < end && least !== 0; row++) {
      if ((row & (STEP - 1)) === 0) task.step(reachedCount - number, reachedCount);
      const source = numbers[sources[row]!]!;
      let candidate = source;
      if (source > number) {
        candidate =
          forest[2 * source]! <= number ? forest[2 * source + 1]! : leastAbove(forest, ways, source, number);
      }
      // Few are less, so that this is looked at last: what is unreachable, and weak edges, are no candidates.
      if (candidate >= least || source === 0 || (weak[row >>> 5]! >>> (row & 31)) & 1) continue;
      least = candidate;
    }
    semi[number] = least;
    forest[2 * number] = parents[number]!;
    forest[2 * number + 1] = least;
  }
  return semi;
}

/** Parents; and what is above all roots for these: another root may reach them first. Written over the scratch. */
function firstCandidates({ parents, numbers, scratch }: Numbering, seeds: Seeds): Uint32Array {
  scratch.set(parents);
  for (const seed of seeds.named) scratch[numbers[seed]!] = 0;
  for (const seed of seeds.hidden) scratch[numbers[seed]!] = 0;
  return scratch;
}

/** The least semidominator on the path from `from` up to, but without, the first number that is at most `last`. */
function leastAbove(forest: Uint32Array, ways: Uint32Array, from: number, last: number): number {
  let length = 0;
  let above = from;
  for (; forest[2 * above]! > last; above = forest[2 * above]!) ways[length++] = above;
  const end = forest[2 * above]!;
  let least = forest[2 * above + 1]!;
  while (length > 0) {
    const place = 2 * ways[--length]!;
    if (forest[place + 1]! < least) least = forest[place + 1]!;
    else forest[place + 1] = least;
    forest[place] = end;
  }
  return least;
}

/**
 * Writes the number of its dominator, by number, over that of the parent, which is needed once; and, by object, the dominator
 * over the number, which nobody asks for any more. `jumps`: room for two numbers an object; at 2 · number: where it jumps to, then
 * its depth.
 */
function nearestCommonAncestors(
  { reachedCount, numbers, objects, parents: dominators }: Numbering,
  semi: Uint32Array,
  jumps: Uint32Array,
  task: Task,
): void {
  const idoms = numbers.fill(NONE);
  objects[0] = idoms.length;
  jumps[0] = 0;
  jumps[1] = 0;
  for (let number = 1; number <= reachedCount; number++) {
    if ((number & (STEP - 1)) === 0) task.step(number, reachedCount);
    const highest = semi[number]!;
    let above = dominators[number]!;
    while (above > highest) above = jumps[2 * above]! > highest ? jumps[2 * above]! : dominators[above]!;
    dominators[number] = above;
    idoms[objects[number]!] = objects[above]!;
    const jump = jumps[2 * above]!;
    const depth = jumps[2 * above + 1]!;
    // Two jumps of one length make one that is longer by one step: lengths are 1, 3, 7, …
    const far = jumps[2 * jump]!;
    const equal = depth - jumps[2 * jump + 1]! === jumps[2 * jump + 1]! - jumps[2 * far + 1]!;
    jumps[2 * number] = equal ? far : above;
    jumps[2 * number + 1] = depth + 1;
  }
}
