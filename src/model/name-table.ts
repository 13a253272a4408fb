import type { Task } from '../base/task.ts';
import { encodeWtf8 } from '../base/wtf8.ts';
import { NONE } from './kinds.ts';
import { NameSlots } from './name-slots.ts';
import type { StringTable, TextColumns } from './string-table.ts';
import { TextList } from './text-list.ts';

/** Interned strings: one id a distinct text. */
export class NameTable implements StringTable {
  readonly #texts: TextList;
  readonly #slots = new NameSlots(() => this.#texts.room);
  /** Names are few and shown often. */
  readonly #decoded: string[] = [];

  /** Of strings that are there already: taken over, so that their ids are what they were. Then call `index`. */
  constructor(texts: TextList = new TextList()) {
    this.#texts = texts;
  }

  /** Makes strings that were taken over known; the id to be used for each, where some are equal. O(bytes). */
  index(task: Task): Uint32Array | undefined {
    return this.#slots.addAll(this.count, task);
  }

  get count(): number {
    return this.#texts.count;
  }

  /** The id of the name, new or known. */
  intern(name: string): number {
    return this.internBytes(encodeWtf8(name));
  }

  /** Like `intern`, for bytes as `encodeWtf8` would give them. */
  internBytes(bytes: Uint8Array): number {
    const next = this.count;
    const id = this.#slots.findOrAdd(bytes, next);
    if (id === next) this.#texts.add(bytes);
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
    const id = this.#slots.find(encodeWtf8(text));
    return id < 0 ? NONE : id;
  }

  columns(): TextColumns {
    return { ...this.#texts.columns(), slots: this.#slots.slots };
  }
}
