import { hash64, tableSize } from '../../base/hash.ts';

const FIRST_ROOM = 1 << 12;

/** Words a node: together, since a look at one is a look at all, and each look is a miss of the cache. */
const WORDS = 3;
/** The node above. */
const PARENT = 0;
/** The member that leads from there to it. */
const MEMBER = 1;
/** The number of the set that ends in it, plus one. */
const NUMBER = 2;

/**
 * Numbers sets of small numbers, equal ones alike, in the order that they first appear. A set is a path in a tree: its
 * members, smallest first, from the root. O(members) a set: a look into an array for the first, into a hash table for each
 * other; 20 – 40 bytes a node and 4 – 8 for each number up to the largest.
 */
export class SetNumbers {
  count = 0;
  #nodes = new Uint32Array(WORDS * FIRST_ROOM);
  /** The root is node 0, and is in no slot: 0 is a free one. */
  #nodeCount = 1;
  /** By member: the node below the root. Most sets have one member. */
  #firsts = new Uint32Array(FIRST_ROOM);
  /** Of nodes further below. */
  #slots = new Uint32Array(tableSize(FIRST_ROOM));

  /** Of a set whose members are given in ascending order, each once. It is new when the number is what `count` was before. */
  numberOf(members: Uint32Array, length: number): number {
    let node = 0;
    if (length > 0) node = this.#first(members[0]!);
    for (let i = 1; i < length; i++) node = this.#below(node, members[i]!);
    const at = WORDS * node + NUMBER;
    if (this.#nodes[at] === 0) this.#nodes[at] = ++this.count;
    return this.#nodes[at]! - 1;
  }

  #first(member: number): number {
    if (member >= this.#firsts.length)
      this.#firsts = grown(this.#firsts, Math.max(member + 1, 2 * this.#firsts.length));
    if (this.#firsts[member] === 0) this.#firsts[member] = this.#newNode(0, member);
    return this.#firsts[member]!;
  }

  #below(parent: number, member: number): number {
    const nodes = this.#nodes;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash64(parent, member) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const at = WORDS * slots[slot]!;
      if (nodes[at + PARENT] === parent && nodes[at + MEMBER] === member) return slots[slot]!;
    }
    const node = this.#newNode(parent, member);
    slots[slot] = node;
    if (2 * this.#nodeCount > slots.length) this.#growSlots();
    return node;
  }

  #newNode(parent: number, member: number): number {
    const node = this.#nodeCount++;
    const at = WORDS * node;
    if (at === this.#nodes.length) this.#nodes = grown(this.#nodes, 2 * at);
    this.#nodes[at + PARENT] = parent;
    this.#nodes[at + MEMBER] = member;
    return node;
  }

  #growSlots(): void {
    const slots = new Uint32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let node = 1; node < this.#nodeCount; node++) {
      const at = WORDS * node;
      // What is below the root is in no slot.
      if (this.#nodes[at + PARENT] === 0) continue;
      let slot = hash64(this.#nodes[at + PARENT]!, this.#nodes[at + MEMBER]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node;
    }
    this.#slots = slots;
  }
}

function grown(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}
