import { FormatError } from '../base/errors.ts';
import { GrowableArray } from '../base/growable-array.ts';
import { NONE } from './kinds.ts';
import type { ObjectColumns } from './snapshot.ts';

/** Columns of all objects, that are taken over and not copied. */
export interface AdoptedColumns {
  readonly sizes: GrowableArray<Float64Array>;
  readonly heapIds: GrowableArray<Float64Array>;
  readonly detachedness: Uint8Array | undefined;
}

/** The columns of objects while they are being written. */
export class ObjectRows {
  count = 0;
  /** Written to directly. Anew after every `add`: the arrays may have been replaced by larger ones. */
  columns: ObjectColumns;
  readonly #growing: ReturnType<typeof emptyColumns>;
  #detachedness: Uint8Array | undefined;

  constructor(hasHeapIds: boolean) {
    this.#growing = emptyColumns(hasHeapIds);
    this.columns = this.#current();
  }

  /** Makes room for `count` objects in all, so that nothing has to be copied. */
  reserve(count: number): void {
    for (const column of Object.values(this.#growing)) column?.reserve(count);
    this.columns = this.#current();
  }

  /** Appends `count` objects of which nothing is known but the type; returns the index of the first. */
  add(count: number, typeIndex: number): number {
    const start = this.count;
    const end = start + count;
    this.#extend(count);
    this.columns.typeIndexes.fill(typeIndex, start, end);
    this.columns.lengths.fill(-1, start, end);
    this.columns.refcounts?.fill(NONE, start, end);
    this.columns.generations?.fill(255, start, end);
    this.columns.nameIds.fill(NONE, start, end);
    this.columns.fileIds.fill(NONE, start, end);
    return start;
  }

  /** All objects at once; the format writes every column itself, in whatever order. Instead of `add`. */
  allocate(count: number): ObjectColumns {
    this.#extend(count);
    return this.finish();
  }

  /** The same, with columns that the format has already. */
  adopt(count: number, columns: AdoptedColumns): void {
    this.#growing.sizes = columns.sizes;
    this.#growing.heapIds = columns.heapIds;
    this.#detachedness = columns.detachedness;
    columns.sizes.length = 0;
    columns.heapIds.length = 0;
    this.#extend(count);
  }

  finish(): ObjectColumns {
    const growing = this.#growing;
    return {
      addresses: growing.addresses.finish(),
      heapIds: growing.heapIds?.finish(),
      typeIndexes: growing.typeIndexes.finish(),
      sizes: growing.sizes.finish(),
      lengths: growing.lengths.finish(),
      refcounts: growing.refcounts?.finish(),
      generations: growing.generations?.finish(),
      valueKinds: growing.valueKinds.finish(),
      valueIndexes: growing.valueIndexes.finish(),
      lines: growing.lines.finish(),
      nameIds: growing.nameIds.finish(),
      fileIds: growing.fileIds.finish(),
      detachedness: this.#detachedness,
    };
  }

  #extend(count: number): void {
    const end = this.count + count;
    if (end >= NONE) throw new FormatError('there are more than 4,294,967,294 objects');
    for (const column of Object.values(this.#growing)) column?.extend(count);
    this.count = end;
    this.columns = this.#current();
  }

  #current(): ObjectColumns {
    const growing = this.#growing;
    return {
      addresses: growing.addresses.array,
      heapIds: growing.heapIds?.array,
      typeIndexes: growing.typeIndexes.array,
      sizes: growing.sizes.array,
      lengths: growing.lengths.array,
      refcounts: growing.refcounts?.array,
      generations: growing.generations?.array,
      valueKinds: growing.valueKinds.array,
      valueIndexes: growing.valueIndexes.array,
      lines: growing.lines.array,
      nameIds: growing.nameIds.array,
      fileIds: growing.fileIds.array,
      detachedness: this.#detachedness,
    };
  }
}

/** Runtimes that number their objects count no references. */
function emptyColumns(hasHeapIds: boolean) {
  return {
    addresses: new GrowableArray(BigUint64Array),
    heapIds: hasHeapIds ? new GrowableArray<Float64Array>(Float64Array) : undefined,
    typeIndexes: new GrowableArray(Uint32Array),
    sizes: new GrowableArray<Float64Array>(Float64Array),
    lengths: new GrowableArray(Float64Array),
    refcounts: hasHeapIds ? undefined : new GrowableArray(Uint32Array),
    generations: hasHeapIds ? undefined : new GrowableArray(Uint8Array),
    valueKinds: new GrowableArray(Uint8Array),
    valueIndexes: new GrowableArray(Uint32Array),
    lines: new GrowableArray(Uint32Array),
    nameIds: new GrowableArray(Uint32Array),
    fileIds: new GrowableArray(Uint32Array),
  };
}
