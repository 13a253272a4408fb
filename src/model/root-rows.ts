import { FormatError } from '../base/errors.ts';
import { GrowableArray } from '../base/growable-array.ts';
import { NONE } from './kinds.ts';
import type { RootColumns } from './snapshot.ts';

/** Kinds that are derived; they come after those that a format names, in this order. */
const IMMORTAL = 'immortal';
const HIDDEN = 'hidden';
const MOST_KINDS = 254;

/** The roots while they are being written. */
export class RootRows {
  /** See RootColumns. */
  reachAll = false;
  readonly #kindNames: string[] = [];
  readonly #objects = new GrowableArray(Uint32Array);
  readonly #kinds = new GrowableArray(Uint8Array);
  readonly #nameIds = new GrowableArray(Uint32Array);
  readonly #immortal = new GrowableArray(Uint32Array);
  /** Pairs: object, surplus. */
  readonly #hidden = new GrowableArray(Uint32Array);

  /** The number of a kind of that name, new or known. */
  kindOf(name: string): number {
    const known = this.#kindNames.indexOf(name);
    if (known >= 0) return known;
    if (this.#kindNames.length === MOST_KINDS) throw new FormatError('there are too many kinds of roots');
    return this.#kindNames.push(name) - 1;
  }

  /** `nameId`: of the module or thread, or NONE. */
  add(object: number, kind: number, nameId: number): void {
    const row = this.#objects.extend(1);
    this.#kinds.extend(1);
    this.#nameIds.extend(1);
    this.#objects.array[row] = object;
    this.#kinds.array[row] = kind;
    this.#nameIds.array[row] = nameId;
  }

  addImmortal(object: number): void {
    const row = this.#immortal.extend(1);
    this.#immortal.array[row] = object;
  }

  /** `surplus`: references that the snapshot does not show. */
  addHidden(object: number, surplus: number): void {
    const row = this.#hidden.extend(2);
    this.#hidden.array[row] = object;
    this.#hidden.array[row + 1] = surplus;
  }

  /** The objects that are roots of named kinds so far: a view. */
  named(): Uint32Array {
    return this.#objects.finish();
  }

  /** The columns: named kinds in the order they were added, then immortal, then hidden. */
  finish(): RootColumns {
    const named = this.#objects.length;
    const firstHidden = named + this.#immortal.length;
    const count = firstHidden + this.#hidden.length / 2;
    const objects = new Uint32Array(count);
    const kinds = new Uint8Array(count);
    const nameIds = new Uint32Array(count).fill(NONE);
    const surplus = new Uint32Array(count);
    objects.set(this.#objects.finish());
    kinds.set(this.#kinds.finish());
    nameIds.set(this.#nameIds.finish());
    objects.set(this.#immortal.finish(), named);
    kinds.fill(this.kindOf(IMMORTAL), named, firstHidden);
    kinds.fill(this.kindOf(HIDDEN), firstHidden);
    const hidden = this.#hidden.finish();
    for (let row = firstHidden, i = 0; row < count; row++, i += 2) {
      objects[row] = hidden[i]!;
      surplus[row] = hidden[i + 1]!;
    }
    return { objects, kinds, nameIds, surplus, kindNames: this.#kindNames, reachAll: this.reachAll };
  }
}
