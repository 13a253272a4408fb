import { FormatError } from '../base/errors.ts';
import { GrowableArray } from '../base/growable-array.ts';
import type { RootColumns } from './snapshot.ts';

/** Kinds that are derived; they come after those that a format names, in this order. */
export const IMMORTAL = 'immortal';
export const HIDDEN = 'hidden';

/** The roots while they are being written. */
export class RootRows {
  readonly #kindNames: string[] = [];
  readonly #objects = new GrowableArray(Uint32Array);
  readonly #kinds = new GrowableArray(Uint8Array);
  readonly #nameIds = new GrowableArray(Uint32Array);
  readonly #surplus = new GrowableArray(Uint32Array);

  get count(): number {
    return this.#objects.length;
  }

  /** The number of a kind of that name, new or known. */
  kindOf(name: string): number {
    const known = this.#kindNames.indexOf(name);
    if (known >= 0) return known;
    if (this.#kindNames.length === 256) throw new FormatError('there are more than 256 kinds of roots');
    return this.#kindNames.push(name) - 1;
  }

  /** `nameId`: of the module or thread, or NONE; `surplus`: of a hidden root. */
  add(object: number, kind: number, nameId: number, surplus = 0): void {
    const row = this.#objects.extend(1);
    this.#kinds.extend(1);
    this.#nameIds.extend(1);
    this.#surplus.extend(1);
    this.#objects.array[row] = object;
    this.#kinds.array[row] = kind;
    this.#nameIds.array[row] = nameId;
    this.#surplus.array[row] = surplus;
  }

  /** The objects that are roots so far, a view. */
  objects(): Uint32Array {
    return this.#objects.finish();
  }

  /** The columns: named kinds in the order they were added, then immortal, then hidden. */
  finish(): RootColumns {
    const order = this.#order();
    return {
      objects: order.map((row) => this.#objects.array[row]!),
      kinds: Uint8Array.from(order, (row) => this.#kinds.array[row]!),
      nameIds: order.map((row) => this.#nameIds.array[row]!),
      surplus: order.map((row) => this.#surplus.array[row]!),
      kindNames: this.#kindNames,
    };
  }

  #order(): Uint32Array {
    const order = new Uint32Array(this.count);
    let next = 0;
    for (let rank = 0; rank <= 2; rank++) {
      for (let row = 0; row < order.length; row++) {
        if (this.#rank(this.#kinds.array[row]!) === rank) order[next++] = row;
      }
    }
    return order;
  }

  #rank(kind: number): number {
    return 1 + [IMMORTAL, HIDDEN].indexOf(this.#kindNames[kind]!);
  }
}
