import { sharedArray } from '../base/shared-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { Seeds } from './distances.ts';
import { depthFirstNumbering, type Numbering } from './dominator-numbering.ts';
import type { Graph } from './graph.ts';
import type { Referrers } from './referrers.ts';

/** Which one object each object's life depends on: its immediate dominator. */
export interface Dominators {
  /**
   * By object: the object nearest to it through which all its paths from roots go; objectCount where it is a root or
   * roots reach it by ways that have nothing in common; NONE: unreachable.
   */
  readonly idoms: Uint32Array;
  /** What roots reach, each object after its dominator. */
  readonly order: Uint32Array;
  /** For their tree. */
  readonly room: TreeRoom;
}

/**
 * Shared memory that was written to before, for objectCount + 1 numbers each; what is in it means nothing any more. Memory
 * is dear when it is first written to, and nobody collects what is not used any more before that.
 */
export interface TreeRoom {
  readonly positions: Uint32Array;
  readonly counts: Uint32Array;
  readonly sizes: Float64Array;
  readonly order: Uint32Array;
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
 * O((objects + edges) · log objects) at worst, near O(objects + edges) on heaps. Nothing recurs. Memory: 24 bytes an
 * object, and up to 4 more where ways are long. Each stage writes over what none after it reads, and so does their tree:
 *
 *     numbering      semidominators   common ancestors   by object   tree
 *     numbers        numbers          –                  idoms       idoms
 *     objects        objects          objects            order       –
 *     parents        parents          dominators         –           positions
 *     cursors        labels           depths             –           counts
 *     –              semi, ancestors  semi, jumps        –           sizes
 *     –              ways up          –                  –           order
 */
export function dominators(
  graph: Graph,
  seeds: Seeds,
  referrersOf: () => Referrers,
  task: Task,
  room = new SemidominatorRoom(graph.objectCount),
): Dominators {
  const numbering = depthFirstNumbering(graph, seeds, stage(task, 0));
  const work = new Semidominators(numbering, referrersOf(), seeds, room);
  work.run(stage(task, 1));
  nearestCommonAncestors(numbering, work, stage(task, 2));
  const { ways: order, both: sizes } = room;
  const counts = work.labels;
  const found = byObject(graph.objectCount, numbering, task);
  return { ...found, room: { positions: numbering.parents, counts, sizes, order } };
}

const STAGES = 3;

/** Progress of one of the passes, which take about as long as each other. */
function stage(task: Task, index: number): Task {
  return {
    phase: (name) => task.phase(name),
    step: (done, total) => task.step(index * total + done, STAGES * total),
  };
}

/** Where semidominators are found. Until referrers are asked for, nothing is in it. */
export class SemidominatorRoom {
  /** `semi` and `ancestors` are its halves. */
  readonly both: Float64Array;
  /** By number: that of the semidominator. */
  readonly semi: Uint32Array;
  /** The forest of the numbers that are done, by number, its paths compressed: the next ancestor. */
  readonly ancestors: Uint32Array;
  /** Ways up the forest, which may be as long as there are numbers; most are short, and room that is not used costs nothing. */
  readonly ways: Uint32Array;

  constructor(objectCount: number) {
    const length = objectCount + 1;
    this.both = sharedArray(Float64Array, length);
    this.semi = new Uint32Array(this.both.buffer, 0, length);
    this.ancestors = new Uint32Array(this.both.buffer, this.semi.byteLength, length);
    this.ways = sharedArray(Uint32Array, length);
  }
}

class Semidominators {
  readonly semi: Uint32Array;
  readonly ancestors: Uint32Array;
  /** By number: the least semidominator on the way to the next ancestor in the forest. */
  readonly labels: Uint32Array;
  readonly #ways: Uint32Array;
  readonly #numbering: Numbering;
  readonly #referrers: Referrers;

  constructor(numbering: Numbering, referrers: Referrers, seeds: Seeds, room: SemidominatorRoom) {
    this.#numbering = numbering;
    this.#referrers = referrers;
    this.semi = room.semi;
    this.ancestors = room.ancestors;
    this.#ways = room.ways;
    this.labels = numbering.scratch;
    this.semi.set(numbering.parents);
    this.ancestors.set(numbering.parents);
    // Those that another root reaches first have their edge from above all the same.
    for (const seed of seeds.named) this.semi[numbering.numbers[seed]!] = 0;
    for (const seed of seeds.hidden) this.semi[numbering.numbers[seed]!] = 0;
  }

  run(task: Task): void {
    const { reachedCount, numbers, objects } = this.#numbering;
    const { first, sources, weak } = this.#referrers;
    const { semi, labels } = this;
    const weakWords = weak.words;
    for (let number = reachedCount; number > 0; number--) {
      if ((number & (STEP - 1)) === 0) task.step(reachedCount - number, reachedCount);
      const object = objects[number]!;
      let least = semi[number]!;
      // Nothing is above 0.
      for (let row = first[object]!, end = first[object + 1]!; row < end && least !== 0; row++) {
        if ((row & (STEP - 1)) === 0) task.step(reachedCount - number, reachedCount);
        const source = numbers[sources[row]!]!;
        if (source === 0 || (weakWords[row >>> 5]! >>> (row & 31)) & 1) continue;
        const candidate = source <= number ? source : this.#leastAbove(source, number);
        if (candidate < least) least = candidate;
      }
      semi[number] = least;
      labels[number] = least;
    }
  }

  /** The least semidominator on the path from `from` up to, but without, the first number that is at most `last`. */
  #leastAbove(from: number, last: number): number {
    const { ancestors, labels } = this;
    if (ancestors[from]! <= last) return labels[from]!;
    const ways = this.#ways;
    let length = 0;
    let above = from;
    for (; ancestors[above]! > last; above = ancestors[above]!) ways[length++] = above;
    const end = ancestors[above]!;
    let least = labels[above]!;
    while (length > 0) {
      const number = ways[--length]!;
      if (labels[number]! < least) least = labels[number]!;
      else labels[number] = least;
      ancestors[number] = end;
    }
    return least;
  }
}

/** Writes the number of its dominator, by number, over that of the parent, which is needed once. */
function nearestCommonAncestors(numbering: Numbering, work: Semidominators, task: Task): void {
  const { reachedCount, parents: dominator } = numbering;
  // Compressed paths are of no use any more, and their room is needed.
  const { semi, ancestors: jumps, labels: depths } = work;
  jumps[0] = 0;
  depths[0] = 0;
  for (let number = 1; number <= reachedCount; number++) {
    if ((number & (STEP - 1)) === 0) task.step(number, reachedCount);
    const highest = semi[number]!;
    let above = dominator[number]!;
    while (above > highest) above = jumps[above]! > highest ? jumps[above]! : dominator[above]!;
    dominator[number] = above;
    const depth = depths[above]! + 1;
    const jump = jumps[above]!;
    // Two jumps of one length make one that is longer by one step: lengths are 1, 3, 7, …
    const far = jumps[jump]!;
    const equal = depths[above]! - depths[jump]! === depths[jump]! - depths[far]!;
    jumps[number] = equal ? far : above;
    depths[number] = depth;
  }
}

/** Of dominators by number. Nobody asks for an object's number any more. */
function byObject(objectCount: number, numbering: Numbering, task: Task): Omit<Dominators, 'room'> {
  const { reachedCount, objects, parents: dominators } = numbering;
  const idoms = numbering.numbers.fill(NONE);
  for (let number = 1; number <= reachedCount; number++) {
    if ((number & (STEP - 1)) === 0) task.step(1, 1);
    const dominator = dominators[number]!;
    idoms[objects[number]!] = dominator === 0 ? objectCount : objects[dominator]!;
  }
  return { idoms, order: objects.subarray(1, reachedCount + 1) };
}
