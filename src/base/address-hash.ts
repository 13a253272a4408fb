import { ABSENT, type AddressIndex, DuplicateAddress, type HashColumns } from './address-index.ts';
import { hash64, tableSize } from './hash.ts';
import { sharedArray } from './shared-array.ts';
import { quietTask, STEP, type Task } from './task.ts';

/** Open addressing with linear probing, at most half full: 8 – 16 bytes an address, two cache misses a look-up. */
export class AddressHash implements AddressIndex {
  readonly #words: Int32Array;
  /** Position + 1; 0: free. */
  #slots: Uint32Array;
  #count = 0;

  /** With all of them. Throws DuplicateAddress. */
  static build(words: Int32Array, task: Task = quietTask): AddressHash {
    const count = words.length >>> 1;
    const index = AddressHash.withRoom(words, count);
    for (let position = 0; position < count; position++) {
      if ((position & (STEP - 1)) === 0) task.step(position, count);
      if (!index.add(position)) throw new DuplicateAddress(position);
    }
    return index;
  }

  /** With none of them yet, and room for `count`. */
  static withRoom(words: Int32Array, count = 0): AddressHash {
    return new AddressHash({ words, slots: sharedArray(Uint32Array, tableSize(count)) });
  }

  /** Of what is there already: to look addresses up and not to add more. */
  constructor({ words, slots }: Omit<HashColumns, 'kind'>) {
    this.#words = words;
    this.#slots = slots;
  }

  get columns(): HashColumns {
    return { kind: 'hash', words: this.#words, slots: this.#slots };
  }

  find(low: number, high: number): number {
    if (low === 0 && high === 0) return ABSENT;
    return (this.#slots[this.#slotOf(low, high)]! - 1) >>> 0;
  }

  findAll(words: Int32Array, into: Uint32Array): void {
    const count = words.length >>> 1;
    for (let i = 0; i < count; i++) into[i] = this.find(words[2 * i]!, words[2 * i + 1]!);
  }

  /** False: the same address is there already. */
  add(position: number): boolean {
    const low = this.#words[2 * position]!;
    const high = this.#words[2 * position + 1]!;
    if (low === 0 && high === 0) return true;
    const slot = this.#slotOf(low, high);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = position + 1;
    if (2 * ++this.#count > this.#slots.length) this.#grow();
    return true;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = sharedArray(Uint32Array, old.length * 2);
    for (const entry of old) {
      if (entry === 0) continue;
      const position = entry - 1;
      this.#slots[this.#slotOf(this.#words[2 * position]!, this.#words[2 * position + 1]!)] = entry;
    }
  }

  /** The slot that holds the address, or the free one where it would go. */
  #slotOf(low: number, high: number): number {
    const words = this.#words;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash64(low, high) & mask;
    for (;;) {
      const position = slots[slot]! - 1;
      if (position < 0 || (words[2 * position] === low && words[2 * position + 1] === high)) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
