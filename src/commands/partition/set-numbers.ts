import { hash64, tableSize } from '../../base/hash.ts';

const FIRST_ROOM = 1 << 12;

/**
 * Numbers sets of small numbers, equal ones alike, in the order that they first appear. A set is a path in a tree: its
 * members, smallest first, from the root. O(members) a set, with one look into a hash table for each; 20 – 40 bytes a node.
 */
export class SetNumbers {
  count = 0;
  /** Of each node: the one above, the member that leads from there to it, and the number of the set that ends in it, plus one. */
  #parents = new Uint32Array(FIRST_ROOM);
  #members = new Uint32Array(FIRST_ROOM);
  #numbers = new Uint32Array(FIRST_ROOM);
  /** The root is node 0, and is in no slot: 0 is a free one. */
  #nodeCount = 1;
  #slots = new Uint32Array(tableSize(FIRST_ROOM));

  /** Of a set whose members are given in ascending order, each once. It is new when the number is what `count` was before. */
  numberOf(members: Uint32Array, length: number): number {
    let node = 0;
    for (let i = 0; i < length; i++) node = this.#below(node, members[i]!);
    if (this.#numbers[node] === 0) this.#numbers[node] = ++this.count;
    return this.#numbers[node]! - 1;
  }

  #below(parent: number, member: number): number {
    const parents = this.#parents;
    const members = this.#members;
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash64(parent, member) & mask; ; slot = (slot + 1) & mask) {
      const node = slots[slot]!;
      if (node === 0) return this.#add(parent, member, slot);
      if (parents[node] === parent && members[node] === member) return node;
    }
  }

  #add(parent: number, member: number, slot: number): number {
    if (this.#nodeCount === this.#parents.length) {
      this.#grow();
      return this.#below(parent, member);
    }
    const node = this.#nodeCount++;
    this.#parents[node] = parent;
    this.#members[node] = member;
    this.#slots[slot] = node;
    return node;
  }

  #grow(): void {
    const room = 2 * this.#parents.length;
    this.#parents = grown(this.#parents, room);
    this.#members = grown(this.#members, room);
    this.#numbers = grown(this.#numbers, room);
    this.#slots = new Uint32Array(tableSize(room));
    const mask = this.#slots.length - 1;
    for (let node = 1; node < this.#nodeCount; node++) {
      let slot = hash64(this.#parents[node]!, this.#members[node]!) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = node;
    }
  }
}

function grown(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}
