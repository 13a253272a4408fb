import { hashBytes, tableSize } from '../base/hash.ts';
import { encodeWtf8 } from '../base/wtf8.ts';
import { NONE } from './kinds.ts';
import type { StringTable } from './string-table.ts';
import { TextList } from './text-list.ts';

/** Interned strings: one id a distinct text. */
export class NameTable implements StringTable {
  readonly #texts = new TextList();
  /** Id + 1; 0: free. At most half full. */
  #slots = new Uint32Array(1024);
  /** Names are few and shown often. */
  readonly #decoded: string[] = [];

  get count(): number {
    return this.#texts.count;
  }

  /** The id of the name, new or known. */
  intern(name: string): number {
    return this.internBytes(encodeWtf8(name));
  }

  /** Like `intern`, for bytes as `encodeWtf8` would give them. */
  internBytes(bytes: Uint8Array): number {
    const slot = this.#slotOf(bytes);
    const known = this.#slots[slot]!;
    if (known !== 0) return known - 1;
    const id = this.#texts.add(bytes);
    this.#slots[slot] = id + 1;
    if (2 * this.count > this.#slots.length) this.#rehash();
    return id;
  }

  text(id: number): string {
    const known = this.#decoded[id];
    if (known !== undefined) return known;
    const text = this.#texts.text(id);
    this.#decoded[id] = text;
    return text;
  }

  bytes(id: number): Uint8Array {
    return this.#texts.bytes(id);
  }

  find(text: string): number {
    const id = this.#slots[this.#slotOf(encodeWtf8(text))]! - 1;
    return id < 0 ? NONE : id;
  }

  #slotOf(bytes: Uint8Array): number {
    const mask = this.#slots.length - 1;
    let slot = hashBytes(bytes) & mask;
    for (;;) {
      const id = this.#slots[slot]! - 1;
      if (id < 0 || Buffer.compare(this.#texts.bytes(id), bytes) === 0) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #rehash(): void {
    this.#slots = new Uint32Array(tableSize(this.count) * 2);
    for (let id = 0; id < this.count; id++) this.#slots[this.#slotOf(this.bytes(id))] = id + 1;
  }
}
