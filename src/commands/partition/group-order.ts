/** Which group is in which row. */
export interface GroupOrder {
  readonly length: number;
  /** The group of a row that there is. */
  at(row: number): number;
  /** Bytes of a row that there is and of all above. */
  bytesTo(row: number): number;
}

/** An order that has been found before; O(groups) when bytes are first asked for. */
export class KnownOrder implements GroupOrder {
  readonly #groups: Uint32Array;
  readonly #sizes: Float64Array;
  #bytesTo: Float64Array | undefined;

  constructor(groups: Uint32Array, sizes: Float64Array) {
    this.#groups = groups;
    this.#sizes = sizes;
  }

  get length(): number {
    return this.#groups.length;
  }

  at(row: number): number {
    return this.#groups[row]!;
  }

  bytesTo(row: number): number {
    this.#bytesTo ??= addUp(this.#groups, this.#sizes);
    return this.#bytesTo[row]!;
  }
}

function addUp(groups: Uint32Array, sizes: Float64Array): Float64Array {
  const bytesTo = new Float64Array(groups.length);
  let bytes = 0;
  for (let row = 0; row < groups.length; row++) {
    bytes += sizes[groups[row]!]!;
    bytesTo[row] = bytes;
  }
  return bytesTo;
}
