import { Bitset } from '../../base/bitset.ts';
import { append, GrowableArray } from '../../base/growable-array.ts';
import { STEP } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';

/** How an object leads on to the next one on its way to the targets; `link` is which one of these. */
export const Link = {
  /** By a row of that one's referrers: which edge it is need be known on few ways. */
  row: 0,
  /** By an edge. */
  edge: 1,
  /** By the edge along which that one sends it a unit, which it could take back. */
  back: 2,
} as const;

export type LinkKind = (typeof Link)[keyof typeof Link];

/**
 * What a search backwards from some targets has met. Each object has a position, in order of meeting, and leads on to one
 * that was met before. Where it does so no more, all that was met by way of it is lost: its positions stay behind, empty.
 *
 * Memory: 17 bytes a position, 4 an object and a bit.
 */
export class SearchTree {
  readonly met: Bitset;
  readonly #targets: Bitset;
  /** How many positions there are, with the empty ones. */
  count = 0;
  #lost = 0;
  // By position. Of no object: NONE; of a target, from where: NONE.
  #objects: Uint32Array;
  #from: Uint32Array;
  #links: Uint32Array;
  #kinds: Uint8Array;
  readonly #positions: Uint32Array;

  /** All targets are met; those that are gone on from are yet to be given their positions. */
  constructor(targets: Bitset) {
    const { size } = targets;
    this.#targets = targets;
    this.met = new Bitset(size);
    this.#objects = new Uint32Array(size);
    this.#from = new Uint32Array(size);
    this.#links = new Uint32Array(size);
    this.#kinds = new Uint8Array(size);
    this.#positions = new Uint32Array(size);
  }

  /** All targets are met again, and nothing else. */
  clear(): void {
    this.met.words.set(this.#targets.words);
    this.count = 0;
    this.#lost = 0;
  }

  /** The object at a position; NONE: it was lost. */
  objectAt(position: number): number {
    return this.#objects[position]!;
  }

  /** The position of an object that is met. */
  positionOf(object: number): number {
    return this.#positions[object]!;
  }

  /** Gives an object that is not met its position. */
  meet(object: number, from: number, link: number, kind: LinkKind): number {
    const position = this.count++;
    this.met.add(object);
    this.#objects[position] = object;
    this.#from[position] = from;
    this.#links[position] = link;
    this.#kinds[position] = kind;
    this.#positions[object] = position;
    return position;
  }

  /** Calls `visit` with each position on the way from one to a target, but not the target's. */
  eachOnWay(
    start: number,
    visit: (position: number, object: number, next: number, link: number, kind: LinkKind) => void,
  ): void {
    for (let at = start; this.#from[at] !== NONE; at = this.#from[at]!) {
      const next = this.#objects[this.#from[at]!]!;
      visit(at, this.#objects[at]!, next, this.#links[at]!, this.#kinds[at] as LinkKind);
    }
  }

  /**
   * Empties positions, given the last one first, and those of all that was met by way of them; gives what was there, in order.
   * O(positions); calls `tick` every STEP of them.
   */
  lose(positions: readonly number[], tick: () => void): Uint32Array {
    const objects = this.#objects;
    const from = this.#from;
    const lost = new GrowableArray(Uint32Array);
    let left = positions.length;
    for (let at = positions.at(-1) ?? this.count; at < this.count; at++) {
      if ((at & (STEP - 1)) === 0) tick();
      const object = objects[at]!;
      const isGone = left > 0 && at === positions[left - 1];
      if (isGone) left--;
      else if (object === NONE || from[at] === NONE || objects[from[at]!] !== NONE) continue;
      append(lost, object);
      this.met.delete(object);
      objects[at] = NONE;
    }
    this.#lost += lost.length;
    this.#makeRoom();
    return lost.finish();
  }

  /** For all objects that are not met. */
  #makeRoom(): void {
    const { size } = this.met;
    if (size + this.#lost <= this.#objects.length) return;
    const room = size + 2 * this.#lost;
    this.#objects = larger(this.#objects, room, this.count);
    this.#from = larger(this.#from, room, this.count);
    this.#links = larger(this.#links, room, this.count);
    const kinds = new Uint8Array(room);
    kinds.set(this.#kinds.subarray(0, this.count));
    this.#kinds = kinds;
  }
}

function larger(column: Uint32Array, length: number, used: number): Uint32Array {
  const grown = new Uint32Array(length);
  grown.set(column.subarray(0, used));
  return grown;
}
