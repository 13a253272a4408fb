import { decodeWtf8, encodeWtf8 } from '../base/wtf8.ts';
import { NONE } from './kinds.ts';
import { NameSlots } from './name-slots.ts';
import type { StringTable, TextColumns } from './string-table.ts';

/** A string table that is finished: over columns that may come only when they are looked at. */
export class StoredStrings implements StringTable {
  readonly count: number;
  readonly #columns: TextColumns;
  /** Names are few and shown often; other texts are neither. */
  readonly #decoded: string[] = [];
  #slots: NameSlots | undefined;

  constructor(count: number, columns: TextColumns) {
    this.count = count;
    this.#columns = columns;
  }

  text(id: number): string {
    if (!this.#isInterned) return decodeWtf8(this.bytes(id));
    const known = this.#decoded[id];
    if (known !== undefined) return known;
    const text = decodeWtf8(this.bytes(id));
    this.#decoded[id] = text;
    return text;
  }

  bytes(id: number): Uint8Array {
    if (id >= this.count) throw new RangeError(`there is no string ${id} among ${this.count}`);
    const { ends, bytes } = this.#columns;
    return bytes.subarray(id === 0 ? 0 : ends[id - 1]!, ends[id]!);
  }

  find(text: string): number {
    if (!this.#isInterned) return NONE;
    this.#slots ??= new NameSlots(() => this.#columns, this.#columns.slots);
    const id = this.#slots.find(encodeWtf8(text));
    return id < 0 ? NONE : id;
  }

  columns(): TextColumns {
    return this.#columns;
  }

  /** Whether there is the column, not what is in it. */
  get #isInterned(): boolean {
    return 'slots' in this.#columns;
  }
}
