import { type AddressIndex, DuplicateAddress } from '../base/address-index.ts';
import { FormatError } from '../base/errors.ts';
import { indexAddresses } from '../base/index-addresses.ts';
import { quietTask, type Task } from '../base/task.ts';
import { findAddress } from './address-lookup.ts';
import { deriveRoots } from './derived-roots.ts';
import { EdgeRows } from './edge-rows.ts';
import { NONE } from './kinds.ts';
import { NameTable } from './name-table.ts';
import { ObjectRows } from './object-rows.ts';
import { RootRows } from './root-rows.ts';
import type { AllocationColumns, CaptureFacts, HeapSnapshot, SnapshotSource } from './snapshot.ts';
import { TextList } from './text-list.ts';
import { TypeRows } from './type-rows.ts';
import { ValueRows } from './value-rows.ts';

export interface BuilderOptions {
  /** The runtime numbers its objects by ids that are no addresses. */
  readonly heapIds?: boolean;
  /** Strings that the format has already, for names and texts alike: `names.index` must be called. */
  readonly strings?: TextList;
}

/**
 * The only writer of a HeapSnapshot. A format goes over its file in this order:
 *
 * 1. types and objects: `types.declare`, `objects.add` a block at a time, then the block's columns directly; or
 *    `objects.allocate` for all of them, whose columns several threads may fill;
 * 2. `indexAddresses()`, when it knows objects by address, and resolves whole columns of addresses with the answer;
 * 3. edges: `edges.begin(source)` and `edges.add(…)` in the order of objects; or all at once, `edges.adopt`;
 * 4. roots, `types.relate`, and `finish`.
 *
 * Columns are on shared memory, so that worker threads can read them without a copy.
 */
export class SnapshotBuilder {
  readonly names: NameTable;
  readonly texts: TextList;
  readonly types: TypeRows;
  readonly objects: ObjectRows;
  readonly values = new ValueRows();
  readonly edges = new EdgeRows();
  readonly roots = new RootRows();
  /** Set where the format knows them. */
  allocations: AllocationColumns | undefined;
  #addressIndex: AddressIndex | undefined;
  #heldByRoots: Uint32Array | undefined;

  constructor(options: BuilderOptions = {}) {
    this.texts = options.strings ?? new TextList();
    this.names = new NameTable(options.strings);
    this.types = new TypeRows(this.names);
    this.objects = new ObjectRows(options.heapIds ?? false);
  }

  /** Call once, after the last object. Throws FormatError when two objects share an address. O(objects). */
  indexAddresses(task: Task = quietTask): AddressIndex {
    const addresses = this.objects.columns.addresses.subarray(0, this.objects.count);
    try {
      this.#addressIndex = indexAddresses(addresses, task);
    } catch (error) {
      if (!(error instanceof DuplicateAddress)) throw error;
      const address = addresses[error.position]!.toString(16);
      throw new FormatError(`two objects have the address 0x${address}`, { cause: error });
    }
    return this.#addressIndex;
  }

  /**
   * Asks `finish` to derive hidden and immortal roots from the refcounts. `held`: objects that a root already added
   * holds by a counted reference of its own, once for each.
   */
  deriveRoots(held: Uint32Array): void {
    this.#heldByRoots = held;
  }

  #objectAt(hasHeapIds: boolean, task: Task): HeapSnapshot['objectAt'] {
    if (hasHeapIds && this.#addressIndex === undefined) return () => NONE;
    const index = this.#addressIndex ?? this.indexAddresses(task);
    return (address) => findAddress(index, address);
  }

  /** Seals everything. The builder must not be used afterwards. */
  finish(
    source: Omit<SnapshotSource, 'edgesToNowhere'>,
    capture: CaptureFacts,
    task: Task = quietTask,
  ): HeapSnapshot {
    const objects = this.objects.finish();
    const edges = this.edges.finish(this.objects.count);
    if (this.#heldByRoots !== undefined) deriveRoots(objects, edges, this.roots, this.#heldByRoots, task);
    return {
      source: { ...source, edgesToNowhere: this.edges.toNowhere },
      capture,
      objectCount: this.objects.count,
      edgeCount: this.edges.count,
      objects,
      edges,
      values: this.values.finish(),
      types: this.types.finish(),
      roots: this.roots.finish(),
      allocations: this.allocations,
      names: this.names,
      texts: this.texts,
      objectAt: this.#objectAt(objects.heapIds !== undefined, task),
    };
  }
}
