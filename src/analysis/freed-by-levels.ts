import { append, GrowableArray } from '../base/growable-array.ts';
import { numericOrder } from '../base/numeric-order.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE, WEAK } from '../model/kinds.ts';
import { CutEdges, NO_CUT } from './cut-edges.ts';
import type { PagedGraph } from './paged-graph.ts';

/** What is taken away. */
export interface Removal {
  /** Edges, a bit each. */
  readonly edges?: Uint32Array | undefined;
  /** Objects, roots or not. */
  readonly objects?: Uint32Array | undefined;
}

/** Of the edges that may be looked at: each that is taken away costs a search for the object that it leaves. */
const MOST_CUT = 1 / 4;

// What is known of an object. Those from AFFECTED on are not known to be reached any more.
const UNSEEN = 0;
/** Roots, and what something that is not affected holds. */
const SAFE = 1;
const TO_REMOVE = 2;
const AFFECTED = 3;
const REMOVED = 4;

/** By what an object is held. */
const NOTHING = 0;
/** Something of which it is not known whether it is affected. */
const UNDECIDED = 1;
const SOMETHING_SAFE = 2;

/**
 * What no root reaches any more without some edges and objects, those objects included, of what roots reached before: what
 * two searches of the whole heap tell, found beside what is taken away. No order. Undefined: it would look at more
 * than `most` edges.
 *
 * Every object has a referrer nearer to the roots than itself. Level by level, those are affected that lose all nearer
 * referrers that are not: the others keep a way from a root (the first half of deleting an edge from a breadth-first
 * tree: Even and Shiloach 1981). Those of the affected that anything else holds are reached all the same, and what they lead to.
 *
 * O(edges into and out of affected objects). Memory: 5 bytes an object, most of them never written to,
 * 8 an affected object, 12 an edge that is taken away.
 */
export function freedByLevels(
  graph: PagedGraph,
  removal: Removal,
  most: number,
  task: Task,
): Uint32Array | undefined {
  const { edges, objects } = removal;
  const removed = partObjects(graph, objects ?? new Uint32Array(), most, task);
  if (removed === undefined) return undefined;
  const cut = edges && CutEdges.of(graph, edges, most * MOST_CUT, task);
  if (edges !== undefined && cut === undefined) return undefined;
  const search = new LevelSearch({ graph, cut, removal, removed, most, task });
  return search.findAffected() && search.bringBack() ? search.freed() : undefined;
}

/** Objects to be removed. What refers to nothing takes nothing with it, and where it was need not be looked at. */
interface PartedObjects {
  readonly referring: Uint32Array;
  readonly leaves: Uint32Array;
}

/** Undefined: they refer to more than `most`. O(objects) at most. */
function partObjects(
  { first, distances }: PagedGraph,
  objects: Uint32Array,
  most: number,
  task: Task,
): PartedObjects | undefined {
  const referring = new GrowableArray(Uint32Array);
  const leaves = new GrowableArray(Uint32Array);
  let looks = 0;
  for (let i = 0; i < objects.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, objects.length);
    const object = objects[i]!;
    const edges = first.at(object + 1) - first.at(object);
    looks += edges;
    if (looks > most) return undefined;
    if (edges > 0) append(referring, object);
    else if (distances.at(object) !== NONE) append(leaves, object);
  }
  return { referring: referring.finish(), leaves: leaves.finish() };
}

interface SearchOrder {
  readonly graph: PagedGraph;
  readonly cut: CutEdges | undefined;
  readonly removal: Removal;
  readonly removed: PartedObjects;
  readonly most: number;
  readonly task: Task;
}

class LevelSearch {
  readonly #graph: PagedGraph;
  readonly #cut: CutEdges | undefined;
  readonly #removal: Removal;
  readonly #removed: PartedObjects;
  readonly #most: number;
  readonly #task: Task;
  readonly #states: Uint8Array;
  /** In the order of their levels. */
  readonly #affected = new GrowableArray(Uint32Array);
  /** Those of them that are held by something UNDECIDED. */
  readonly #undecided = new GrowableArray(Uint32Array);
  #looks = 0;

  constructor({ graph, cut, removal, removed, most, task }: SearchOrder) {
    this.#graph = graph;
    this.#cut = cut;
    this.#removal = removal;
    this.#removed = removed;
    this.#most = most;
    this.#task = task;
    this.#states = new Uint8Array(graph.objectCount);
    for (const object of removed.leaves) this.#states[object] = REMOVED;
    for (const object of removed.referring) this.#states[object] = TO_REMOVE;
    for (const root of graph.roots) if (this.#states[root] === UNSEEN) this.#states[root] = SAFE;
  }

  /** False: it takes too long. */
  findAffected(): boolean {
    const { distances } = this.#graph;
    const starts = this.#starts();
    let started = 0;
    let level = 0;
    for (let from = 0, end = 0; ; from = end, level++) {
      // Those from `from` on are of the level before.
      end = this.#affected.length;
      if (from === end) {
        if (started === starts.length) return true;
        level = distances.at(starts[started]!);
      }
      for (let i = from; i < end; i++) {
        this.#lookBeyond(this.#affected.array[i]!, level);
        if (this.#looks > this.#most) return false;
      }
      while (started < starts.length && distances.at(starts[started]!) === level) {
        this.#look(starts[started++]!, level);
        if (this.#looks > this.#most) return false;
      }
    }
  }

  /** Of the affected objects, what something else holds, and what that leads to. False: it takes too long. */
  bringBack(): boolean {
    const states = this.#states;
    const undecided = this.#undecided.finish();
    const found = new GrowableArray(Uint32Array);
    const bringBack = (object: number) => {
      states[object] = SAFE;
      append(found, object);
    };
    for (let i = 0; i < undecided.length; i++) {
      const object = undecided[i]!;
      if (states[object] === AFFECTED && this.#heldBy(object, NONE) === SOMETHING_SAFE) bringBack(object);
      for (let done = 0; done < found.length; done++) this.#eachLeft(found.array[done]!, bringBack);
      found.length = 0;
      if (this.#looks > this.#most) return false;
    }
    return true;
  }

  freed(): Uint32Array {
    const affected = this.#affected.finish().filter((object) => this.#states[object]! >= AFFECTED);
    const { leaves } = this.#removed;
    const all = new Uint32Array(affected.length + leaves.length);
    all.set(affected);
    all.set(leaves, affected.length);
    return all;
  }

  /** Where something is taken away, the nearest to the roots first. */
  #starts(): Uint32Array {
    const { distances } = this.#graph;
    const targets = this.#cut?.targets ?? new Uint32Array();
    const { referring } = this.#removed;
    const objects = new Uint32Array(targets.length + referring.length);
    objects.set(targets);
    objects.set(referring, targets.length);
    const reached = objects.filter((object) => distances.at(object) !== NONE);
    const levels = Float64Array.from(reached, (object) => distances.at(object));
    return numericOrder(levels, this.#task).map((place) => reached[place]!);
  }

  /** What an affected object leads to, one level on. */
  #lookBeyond(object: number, level: number): void {
    const { first, targets, distances } = this.#graph;
    const states = this.#states;
    const [start, end] = [first.at(object), first.at(object + 1)];
    for (let edge = start; edge < end; edge++) {
      if ((edge & (STEP - 1)) === 0) this.#step();
      const target = targets.at(edge);
      if (states[target] === SAFE || states[target]! >= AFFECTED) continue;
      if (distances.at(target) === level) this.#look(target, level);
    }
    this.#looks += end - start;
  }

  /** At an object of this level, when all before it have been looked at. */
  #look(object: number, level: number): void {
    const state = this.#states[object]!;
    if (state === SAFE || state >= AFFECTED) return;
    const held = state === TO_REMOVE ? NOTHING : this.#heldBy(object, level);
    if (held === SOMETHING_SAFE) {
      this.#states[object] = SAFE;
      return;
    }
    this.#states[object] = state === TO_REMOVE ? REMOVED : AFFECTED;
    append(this.#affected, object);
    if (held === UNDECIDED) append(this.#undecided, object);
  }

  /** By what is left. Objects nearer to the roots than `below` are safe when they are not affected. */
  #heldBy(object: number, below: number): number {
    const { first, sources, weak } = this.#graph.referrers;
    const { distances } = this.#graph;
    const [start, end] = [first.at(object), first.at(object + 1)];
    const cut = this.#cut;
    const states = this.#states;
    let place = cut?.beginOf(object) ?? NO_CUT;
    let held = NOTHING;
    let row = start;
    for (; row < end && held !== SOMETHING_SAFE; row++) {
      if ((row & (STEP - 1)) === 0) this.#step();
      if (weak.has(row)) continue;
      const source = sources.at(row);
      if (place !== NO_CUT && cut!.isAt(place, source)) {
        place = cut!.after(place);
      } else if (states[source]! < AFFECTED && source !== object) {
        const distance = distances.at(source);
        if (distance < below) held = SOMETHING_SAFE;
        else if (distance !== NONE) held = UNDECIDED;
      }
    }
    this.#looks += row - start;
    return held;
  }

  /** Calls with each affected object that an object still holds. */
  #eachLeft(object: number, visit: (target: number) => void): void {
    const { first, targets, kinds } = this.#graph;
    const gone = this.#removal.edges;
    const [start, end] = [first.at(object), first.at(object + 1)];
    for (let edge = start; edge < end; edge++) {
      if ((edge & (STEP - 1)) === 0) this.#step();
      const target = targets.at(edge);
      if (this.#states[target] !== AFFECTED || kinds.at(edge) & WEAK) continue;
      if (gone === undefined || ((gone[edge >>> 5]! >>> (edge & 31)) & 1) === 0) visit(target);
    }
    this.#looks += end - start;
  }

  #step(): void {
    this.#task.step(Math.min(this.#looks, this.#most), this.#most);
  }
}
