import { FormatError } from '../base/errors.ts';
import { GrowableArray } from '../base/growable-array.ts';
import { sharedArray } from '../base/shared-array.ts';
import { ExtraEdges } from './extra-edges.ts';
import { NONE } from './kinds.ts';
import type { EdgeColumns } from './snapshot.ts';

/**
 * The edges while they are being written: object by object in ascending order, as most formats have them, and those
 * that turn up out of order as extras. Both by object index; a format that meets addresses first reads its objects,
 * then resolves whole columns with `SnapshotBuilder.indexAddresses`.
 */
export class EdgeRows {
  count = 0;
  /** Edges that were left out because no object is at their target. */
  toNowhere = 0;
  readonly #first = new GrowableArray(Uint32Array);
  #targets = sharedArray(Uint32Array, 0);
  #names = sharedArray(Uint32Array, 0);
  #kinds = sharedArray(Uint8Array, 0);
  readonly #extras = new ExtraEdges();
  #adopted: EdgeColumns | undefined;

  /** Makes room for this many objects and edges in all, extras included. More than needed costs nothing. */
  reserve(objects: number, edges: number): void {
    if (edges >= NONE) throw new FormatError('there are more than 4,294,967,294 edges');
    this.#first.reserve(objects + 1);
    if (edges > this.#targets.length) this.#grow(edges);
  }

  /** The edges that follow are those of `source`, which must be greater than the source before it. */
  begin(source: number): void {
    const next = this.#first.length;
    if (source < next) throw new RangeError(`edges of object ${source} after those of object ${next - 1}`);
    this.#first.extend(source + 1 - next);
    if (source === next) this.#first.array[source] = this.count;
    else this.#first.array.fill(this.count, next, source + 1);
  }

  /** One edge of the object that was begun. `kind` is an EdgeKind, WEAK added or not; `name` is what that kind says. */
  add(target: number, kind: number, name: number): void {
    if (this.count === this.#targets.length) this.reserve(0, Math.max(1024, 2 * this.count));
    const edge = this.count++;
    this.#targets[edge] = target;
    this.#names[edge] = name;
    this.#kinds[edge] = kind;
  }

  /**
   * Edges of the object that was begun to targets[start] … targets[end-1]; those to NONE are left out. Kinds and names
   * are taken from `item` on. The same as so many calls of `add`, at a third of the cost. Returns how many were left out.
   */
  addRun(
    targets: Uint32Array,
    start: number,
    end: number,
    kinds: Uint8Array,
    names: Uint32Array,
    item: number,
  ): number {
    const before = this.count;
    if (before + end - start > this.#targets.length)
      this.reserve(0, Math.max(1024, 2 * (before + end - start)));
    const toTargets = this.#targets;
    const toNames = this.#names;
    const toKinds = this.#kinds;
    let edge = before;
    for (let i = start, from = item; i < end; i++, from++) {
      const target = targets[i]!;
      if (target === NONE) continue;
      toTargets[edge] = target;
      toNames[edge] = names[from]!;
      toKinds[edge] = kinds[from]!;
      edge++;
    }
    this.count = edge;
    return end - start - (edge - before);
  }

  /** One edge of any object, at any time; it comes after those added in order. About three times as costly. */
  addExtra(source: number, target: number, kind: number, name: number): void {
    this.#extras.add(source, target, kind, name);
  }

  /** All edges at once, with columns that the format has already. Instead of `begin` and `add`. */
  adopt(columns: EdgeColumns): void {
    this.#adopted = columns;
    this.count = columns.targets.length;
  }

  /** The columns, as long as `objectCount` says. Extras are moved into place without a second copy of the columns. */
  finish(objectCount: number): EdgeColumns {
    if (this.#adopted !== undefined) return this.#adopted;
    this.begin(objectCount);
    const ordered = this.count;
    this.count += this.#extras.count;
    this.reserve(objectCount, this.count);
    const columns = {
      first: this.#first.finish(),
      targets: this.#targets.subarray(0, this.count),
      names: this.#names.subarray(0, this.count),
      kinds: this.#kinds.subarray(0, this.count),
    };
    this.#extras.mergeInto(columns, ordered);
    return columns;
  }

  #grow(edges: number): void {
    const targets = sharedArray(Uint32Array, edges);
    const names = sharedArray(Uint32Array, edges);
    const kinds = sharedArray(Uint8Array, edges);
    targets.set(this.#targets.subarray(0, this.count));
    names.set(this.#names.subarray(0, this.count));
    kinds.set(this.#kinds.subarray(0, this.count));
    this.#targets = targets;
    this.#names = names;
    this.#kinds = kinds;
  }
}
