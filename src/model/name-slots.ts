import { hashBytes, tableSize } from '../base/hash.ts';
import { quietTask, STEP, type Task } from '../base/task.ts';
import type { TextColumns } from './string-table.ts';

/** An open-addressing table from the bytes of a name to its id. At most half full. */
export class NameSlots {
  readonly #texts: () => TextColumns;
  /** Id + 1; 0: free. */
  #slots: Uint32Array;

  /** `slots`: of a table over the same names, as it was. */
  constructor(texts: () => TextColumns, slots: Uint32Array = new Uint32Array(1024)) {
    this.#texts = texts;
    this.#slots = slots;
  }

  get slots(): Uint32Array {
    return this.#slots;
  }

  /** The id, or -1. O(1) expected. */
  find(bytes: Uint8Array): number {
    return this.#slots[this.#slotOf(this.#texts(), bytes, 0, bytes.length)]! - 1;
  }

  /** The name's id; of a new one `next`, which must be added to the texts before anything else is asked. O(1) amortised. */
  findOrAdd(bytes: Uint8Array, next: number): number {
    if (2 * (next + 1) > this.#slots.length) this.addAll(next, quietTask);
    const slot = this.#slotOf(this.#texts(), bytes, 0, bytes.length);
    const known = this.#slots[slot]! - 1;
    if (known >= 0) return known;
    this.#slots[slot] = next + 1;
    return next;
  }

  /** Of the name that is bytes[start] … bytes[end-1]: where it is, or would be. No view is made of any: there are millions. */
  #slotOf(texts: TextColumns, bytes: Uint8Array, start: number, end: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashBytes(bytes, start, end) & mask;
    for (;;) {
      const id = slots[slot]! - 1;
      if (id < 0 || isText(texts, id, bytes, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /**
   * Adds names that are there already, all at once; call before anything else. Where some are equal, only the first is
   * found: returns the id to be used for each; undefined: all differ. O(bytes).
   */
  addAll(count: number, task: Task): Uint32Array | undefined {
    this.#slots = new Uint32Array(tableSize(count + 1));
    const texts = this.#texts();
    const { bytes, ends } = texts;
    let canonical: Uint32Array | undefined;
    for (let id = 0; id < count; id++) {
      if ((id & (STEP - 1)) === 0) task.step(id, count);
      const slot = this.#slotOf(texts, bytes, id === 0 ? 0 : ends[id - 1]!, ends[id]!);
      const known = this.#slots[slot]!;
      if (known === 0) {
        this.#slots[slot] = id + 1;
        continue;
      }
      canonical ??= Uint32Array.from({ length: count }, (_, each) => each);
      canonical[id] = known - 1;
    }
    return canonical;
  }
}

function isText(
  { bytes, ends }: TextColumns,
  id: number,
  wanted: Uint8Array,
  start: number,
  end: number,
): boolean {
  const from = id === 0 ? 0 : ends[id - 1]!;
  if (ends[id]! - from !== end - start) return false;
  for (let i = start, at = from; i < end; i++, at++) if (bytes[at] !== wanted[i]) return false;
  return true;
}
