import { FormatError } from '../base/errors.ts';
import { GrowableArray } from '../base/growable-array.ts';
import { sharedArray } from '../base/shared-array.ts';
import { NONE } from './kinds.ts';
import type { EdgeColumns } from './snapshot.ts';

/**
 * The edges while they are being written: object by object in ascending order, or all at once in columns. Both by object
 * index; a format that meets addresses first reads its objects, then resolves whole columns with
 * `SnapshotBuilder.indexAddresses`.
 */
export class EdgeRows {
  count = 0;
  /** Edges that were left out because no object is at their target. */
  toNowhere = 0;
  readonly #first = new GrowableArray(Uint32Array);
  readonly #targets = new GrowableArray(Uint32Array);
  readonly #names = new GrowableArray(Uint32Array);
  readonly #kinds = new GrowableArray(Uint8Array);
  #adopted: EdgeColumns | undefined;

  /** The edges that follow are those of `source`, which must be greater than the source before it. */
  begin(source: number): void {
    const next = this.#first.length;
    if (source < next) throw new RangeError(`edges of object ${source} after those of object ${next - 1}`);
    this.#first.extend(source + 1 - next);
    this.#first.array.fill(this.count, next, source + 1);
  }

  /** One edge of the object that was begun. `kind` is an EdgeKind, WEAK added or not; `name` is what that kind says. */
  add(target: number, kind: number, name: number): void {
    const edge = this.#targets.extend(1);
    this.#names.extend(1);
    this.#kinds.extend(1);
    this.#targets.array[edge] = target;
    this.#names.array[edge] = name;
    this.#kinds.array[edge] = kind;
    this.count++;
  }

  /** Columns for this many edges, to be written to and then adopted. More than needed costs nothing. */
  allocate(objects: number, edges: number): EdgeColumns {
    if (edges >= NONE) throw new FormatError('there are more than 4,294,967,294 edges');
    return {
      first: sharedArray(Uint32Array, objects + 1),
      targets: sharedArray(Uint32Array, edges),
      names: sharedArray(Uint32Array, edges),
      kinds: sharedArray(Uint8Array, edges),
    };
  }

  /** All edges at once, with columns that the format has already. Instead of `begin` and `add`. */
  adopt(columns: EdgeColumns): void {
    this.#adopted = columns;
    this.count = columns.targets.length;
  }

  /** The columns, as long as `objectCount` says. */
  finish(objectCount: number): EdgeColumns {
    if (this.#adopted !== undefined) return this.#adopted;
    this.begin(objectCount);
    return {
      first: this.#first.finish(),
      targets: this.#targets.finish(),
      names: this.#names.finish(),
      kinds: this.#kinds.finish(),
    };
  }
}
