import { EdgeKind, NONE } from '../../model/kinds.ts';

/** Kinds and names of edges that follow one another. */
export interface EdgeItems {
  readonly kinds: Uint8Array;
  /** Name id, index or NONE, as the kind wants it. */
  readonly names: Uint32Array;
}

/** The items of containers: as a shape has them, but without an end. */
class EndlessItems {
  readonly #kind: EdgeKind;
  readonly #name: (index: number) => number;
  #items: EdgeItems = { kinds: new Uint8Array(0), names: new Uint32Array(0) };

  constructor(kind: EdgeKind, name: (index: number) => number) {
    this.#kind = kind;
    this.#name = name;
  }

  /** `count` items at least. */
  upTo(count: number): EdgeItems {
    if (count > this.#items.names.length) this.#extend(Math.max(1024, 2 * count));
    return this.#items;
  }

  #extend(count: number): void {
    const names = new Uint32Array(count);
    for (let index = 0; index < count; index++) names[index] = this.#name(index);
    this.#items = { kinds: new Uint8Array(count).fill(this.#kind), names };
  }
}

export const elements = new EndlessItems(EdgeKind.element, (index) => index);
export const internals = new EndlessItems(EdgeKind.internal, (index) => index);
export const members = new EndlessItems(EdgeKind.member, () => NONE);
