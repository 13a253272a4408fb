/** Strings by dense id, kept as bytes and decoded on demand. */
export interface StringTable {
  readonly count: number;
  /** The text, lone surrogates included. O(length). */
  text(id: number): string;
  /** The raw bytes, a view, not a copy. */
  bytes(id: number): Uint8Array;
  /** The id of an interned text, or NONE. O(1) expected. Only for interned tables. */
  find(text: string): number;
  /** All of it: what `StoredStrings` makes the same table of. Views, not copies. */
  columns(): TextColumns;
}

export interface TextColumns {
  /** One text after the other. */
  readonly bytes: Uint8Array;
  /** Where each ends. */
  readonly ends: Uint32Array;
  /** Of interned texts: the table of `NameSlots`. */
  readonly slots?: Uint32Array;
}
