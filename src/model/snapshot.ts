import type { ObjectKind } from './kinds.ts';
import type { StringTable } from './string-table.ts';

/**
 * One loaded heap: columns indexed by object index (dense, 0 … objectCount-1) and by edge index (0 … edgeCount-1, the
 * edges of one object side by side, in the order the format gave them). Immutable; written by SnapshotBuilder alone.
 * What can be derived (referrers, distances, dominators) lives beside it, in `query/heap.ts`.
 *
 * Memory: about 50 bytes an object and 9 an edge.
 */
export interface HeapSnapshot {
  readonly source: SnapshotSource;
  readonly capture: CaptureFacts;
  readonly objectCount: number;
  readonly edgeCount: number;
  readonly objects: ObjectColumns;
  readonly edges: EdgeColumns;
  readonly values: ValuePools;
  readonly types: readonly TypeRow[];
  readonly roots: RootColumns;
  /** Undefined: the runtime recorded none while the program ran. */
  readonly allocations: AllocationColumns | undefined;
  /** Interned: edge names, type names, function names, source files. One id a distinct name. */
  readonly names: StringTable;
  /** Previews of string and bytes values, in the order of the file; not interned. */
  readonly texts: StringTable;
  /** Object index at an address, or NONE. O(1) expected. */
  objectAt(address: bigint): number;
}

export interface ObjectColumns {
  /** Runtime addresses, exact to 64 bits; 0n where the runtime has none. */
  readonly addresses: BigUint64Array;
  /** Heap ids (V8's `@123`), where the runtime has them. */
  readonly heapIds: Float64Array | undefined;
  /** Index into `types`. */
  readonly typeIndexes: Uint32Array;
  /** Bytes of the object itself. */
  readonly sizes: Float64Array;
  /** `len()` of a text, bytes, list, dict …; -1 where it has none. */
  readonly lengths: Float64Array;
  /** NONE: immortal or unknown. Undefined: the runtime counts none. */
  readonly refcounts: Uint32Array | undefined;
  /** The collector's generation; 255: not tracked. Undefined: the runtime tells none. */
  readonly generations: Uint8Array | undefined;
  /** ValueKind. */
  readonly valueKinds: Uint8Array;
  /** What it means depends on `valueKinds`. */
  readonly valueIndexes: Uint32Array;
  /** Source line: the first of a code object, the current of a frame or traceback; 0: unknown. */
  readonly lines: Uint32Array;
  /** Name id of a code, function, module or type object; NONE: none. */
  readonly nameIds: Uint32Array;
  /** Name id of the source file; NONE: none. */
  readonly fileIds: Uint32Array;
  /** Of what a page shows: 0 unknown, 1 attached to it, 2 detached. Undefined: the runtime has no such. */
  readonly detachedness: Uint8Array | undefined;
}

export interface EdgeColumns {
  /** Length objectCount + 1: the edges of object i are first[i] … first[i+1]-1. */
  readonly first: Uint32Array;
  /** Object index of what the edge refers to. */
  readonly targets: Uint32Array;
  /** A name id, an index, or an object index, by kind: see EdgeKind. */
  readonly names: Uint32Array;
  /** EdgeKind, plus WEAK and UNCOUNTED. */
  readonly kinds: Uint8Array;
}

export interface ValuePools {
  readonly integers: BigInt64Array;
  readonly floats: Float64Array;
}

export interface TypeRow {
  /** As shown: `traceback` for built-ins, `module.qualname` for everything else. */
  readonly name: string;
  /** Name id of `name`: two types of one name share it, and histograms group by it. */
  readonly nameId: number;
  readonly shortName: string;
  readonly qualifiedName: string;
  readonly module: string;
  readonly kind: ObjectKind;
  /** The type's own object, or NONE. */
  readonly objectIndex: number;
  /** Type indexes of the direct bases, and of the whole method resolution order without itself; those that are in the snapshot. */
  readonly bases: readonly number[];
  readonly ancestors: readonly number[];
}

export interface RootColumns {
  /** Object indexes; an object may be a root more than once, by different kinds. Named kinds first, `hidden` last. */
  readonly objects: Uint32Array;
  /** Index into `kindNames`. */
  readonly kinds: Uint8Array;
  /** Name id (module or thread name), or NONE. */
  readonly nameIds: Uint32Array;
  /** For `hidden` roots: references that the snapshot does not show; else 0. */
  readonly surplus: Uint32Array;
  readonly kindNames: readonly string[];
  /** Whether it is known that roots reach every object, by edges that retain. */
  readonly reachAll: boolean;
}

/**
 * By which calls objects were allocated. Calls form trees: one has a row for each different way by which it was reached, so
 * that a row stands for a whole stack.
 */
export interface AllocationColumns {
  /** By object: the call that allocated it; NONE: it was there before the recording began, or the runtime itself made it. */
  readonly stacks: Uint32Array;
  /** By call: the call that made it, a smaller row; NONE: none. */
  readonly callers: Uint32Array;
  /** By call: its function, an index into the columns below. */
  readonly functions: Uint32Array;
  /** Name ids of functions and their source files, either of which may be "". */
  readonly functionNames: Uint32Array;
  readonly functionFiles: Uint32Array;
  /** Where functions begin; 0: unknown. */
  readonly functionLines: Uint32Array;
}

export interface SnapshotSource {
  /** As the user named it; `-` is standard input. */
  readonly file: string;
  /** It came from standard input or a pipe: nobody can open it once more. */
  readonly isStream: boolean;
  /** Bytes of the file on disk, or that came. */
  readonly fileSize: number;
  /** "heapsh", "v8" … */
  readonly formatId: string;
  readonly formatLabel: string;
  /** Set when only the whole part of a damaged file was loaded: what is missing, in words. */
  readonly partial: string | undefined;
  /** Edges whose target is not in the snapshot, dropped. */
  readonly edgesToNowhere: number;
}

export interface CaptureFacts {
  /** "cpython", "v8" … */
  readonly runtime: string;
  readonly runtimeVersion: string;
  readonly writer: string;
  readonly platform: string;
  readonly arguments: readonly string[];
  readonly processId: number | undefined;
  /** ISO 8601 */
  readonly started: string | undefined;
  readonly captured: string | undefined;
  /** Bytes. */
  readonly residentSize: number | undefined;
  readonly method: string | undefined;
  readonly hasValues: boolean;
  readonly series: { readonly id: string; readonly number: number } | undefined;
  readonly threads: readonly ThreadFacts[];
  /** What the writer could not record, in words. */
  readonly omissions: readonly string[];
  /** May two snapshots of one process be matched by address or heap id? */
  readonly identity: 'stable' | 'reused' | 'none';
}

export interface ThreadFacts {
  readonly id: string;
  readonly name: string;
  /** Object indexes, innermost first. */
  readonly frames: readonly number[];
}
