import type { Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import { allocators } from './allocation.ts';
import { dominatorTreeOf } from './dominance.ts';
import { asItIs, type Derivation, type Heap } from './heap.ts';
import { collectionKinds } from './lengths.ts';
import { knownValue } from './object-value.ts';
import { distancesOf, referrersOf } from './reachability.ts';
import type { Cell, ColumnUnit } from './result.ts';
import { typeOfTypeObject } from './type-objects.ts';

/** Something that heapsh knows of every object: `@name`. */
export interface Fact {
  readonly name: string;
  readonly unit: ColumnUnit;
  /** For help, in one line. */
  readonly doc: string;
  /** What a group of objects is called of which it is not known. Undefined: nothing. */
  readonly absent?: string;
  /** Prepares to tell it of many objects. Undefined: not known of this object. */
  reader(heap: Heap, task: Task): (objectIndex: number) => Cell;
  /** The same at once, of those that stand in a column. Undefined: of this heap they do not. */
  column?(heap: Heap, task: Task): NumberColumn | undefined;
}

/** Something that is known of every object, by object. */
export interface NumberColumn {
  readonly values: Float64Array | Uint32Array;
  /** The value that means that it is not known. Undefined: there is no such. */
  readonly none?: number;
  /** What is to be said of the values. */
  readonly note?: string | undefined;
}

/** Every fact there is. */
export const facts = [
  { name: 'type', unit: 'text', doc: 'the name of its type', reader: typeNames },
  { name: 'kind', unit: 'text', doc: 'its kind: instance, dict, list, frame, …', reader: kinds },
  {
    name: 'size',
    unit: 'bytes',
    doc: 'bytes of itself',
    reader: ({ snapshot: { objects } }) => column(objects.sizes),
    column: ({ snapshot: { objects } }) => ({ values: objects.sizes }),
  },
  {
    name: 'retained',
    unit: 'bytes',
    doc: 'bytes that would be freed with it, itself included; none: unreachable',
    reader: retainedSizes,
    column: retainedColumn,
  },
  {
    name: 'dominator',
    unit: 'object',
    doc: 'the nearest object without which nothing reaches it; none: no one object, or unreachable',
    reader: dominatorObjects,
  },
  { name: 'address', unit: 'address', doc: 'where it lies in memory', reader: addresses },
  { name: 'id', unit: 'heapId', doc: 'its heap id, where the runtime has such', reader: heapIds },
  { name: 'index', unit: 'index', doc: 'its number in the snapshot', reader: () => (index) => index },
  {
    name: 'len',
    unit: 'count',
    doc: 'characters, bytes, elements or entries it says to have; of arrays, Maps and Sets of V8 those that have left a trace, at least so many, since numbers leave none; none: not known',
    reader: ({ snapshot }) => columnWithout(snapshot.objects.lengths, -1),
    column: lengths,
  },
  {
    name: 'value',
    unit: 'value',
    doc: 'its value, or what it is in a few words; of a long text the beginning and …',
    reader: values,
  },
  { name: 'in', unit: 'count', doc: 'references to it, weak ones included', reader: referenceCounts },
  { name: 'out', unit: 'count', doc: 'references it has', reader: referentCounts },
  {
    name: 'depth',
    unit: 'count',
    doc: 'references from the nearest root; none: unreachable',
    reader: (heap, task) => readerOf(depths(heap, task)),
    column: depths,
  },
  {
    name: 'distance',
    unit: 'count',
    doc: 'the same as @depth; of a V8 heap, as Chrome DevTools counts it: globals are at 1',
    reader: (heap, task) => readerOf(runtimeDistances(heap, task)),
    column: runtimeDistances,
  },
  {
    name: 'detached',
    unit: 'boolean',
    doc: 'whether it was part of a page and is no more; none: its runtime does not tell',
    reader: detached,
  },
  {
    name: 'module',
    unit: 'text',
    doc: 'the module of its type; of a module or type, its own',
    reader: modules,
  },
  { name: 'name', unit: 'text', doc: 'of a function, code, frame, module or type: its name', reader: names },
  {
    name: 'file',
    unit: 'file',
    doc: 'of a function, code, frame or traceback: its source file',
    reader: files,
  },
  { name: 'line', unit: 'number', doc: 'of these: the line in the file', reader: lines },
  {
    name: 'allocated',
    unit: 'text',
    doc: 'the function that allocated it and where that begins; none: not recorded',
    absent: '(not recorded)',
    reader: ({ snapshot }) => allocators(snapshot),
  },
  {
    name: 'refcount',
    unit: 'count',
    doc: 'references that its runtime counted; none: immortal',
    reader: refcounts,
  },
] as const satisfies readonly Fact[];

export function findFact(name: string): Fact | undefined {
  return facts.find((fact) => fact.name === name);
}

type Reader = (objectIndex: number) => Cell;

function column(values: Float64Array | BigUint64Array): Reader {
  return (index) => values[index];
}

/** A column in which one value means that there is none. */
function columnWithout(values: Uint32Array | Float64Array, none: number): Reader {
  return (index) => (values[index] === none ? undefined : values[index]);
}

function readerOf({ values, none }: NumberColumn & { readonly none: number }): Reader {
  return columnWithout(values, none);
}

function typeNames({ snapshot: { objects, types } }: Heap): Reader {
  const { typeIndexes } = objects;
  return (index) => types[typeIndexes[index]!]!.name;
}

function kinds({ snapshot: { objects, types } }: Heap): Reader {
  const { typeIndexes } = objects;
  return (index) => types[typeIndexes[index]!]!.kind;
}

function addresses({ snapshot: { objects } }: Heap): Reader {
  const { addresses: column } = objects;
  return (index) => (column[index] === 0n ? undefined : column[index]);
}

function heapIds({ snapshot: { objects } }: Heap): Reader {
  return (index) => objects.heapIds?.[index];
}

function lengths({ snapshot: { objects, types }, runtime }: Heap): NumberColumn {
  const isUnsure = types.some(({ kind }) => collectionKinds.has(kind));
  return { values: objects.lengths, none: -1, note: isUnsure ? runtime.unsureLengths?.note : undefined };
}

function values({ snapshot, runtime }: Heap): Reader {
  return (index) => {
    const value = knownValue(snapshot, index);
    return value === undefined ? runtime.describe(snapshot, index) : value;
  };
}

function referenceCounts(heap: Heap, task: Task): Reader {
  const { first } = heap.derived(referrersOf, task);
  return (index) => first[index + 1]! - first[index]!;
}

function referentCounts({ graph: { first, absent } }: Heap): Reader {
  if (absent === undefined) return (index) => first[index + 1]! - first[index]!;
  return (index) => {
    let count = 0;
    for (let e = first[index]!, end = first[index + 1]!; e < end; e++) {
      count += 1 - ((absent[e >>> 5]! >>> (e & 31)) & 1);
    }
    return count;
  };
}

function depths(heap: Heap, task: Task): NumberColumn & { readonly none: number } {
  return { values: heap.derived(distancesOf, task).distances, none: NONE };
}

function runtimeDistances(heap: Heap, task: Task): NumberColumn & { readonly none: number } {
  return heap.runtime.distances === undefined
    ? depths(heap, task)
    : { values: heap.derived(ownDistancesOf, task).distances, none: NONE };
}

/** Of a runtime that counts otherwise than heapsh; NONE where it tells none. */
export const ownDistancesOf: Derivation<{ readonly distances: Uint32Array }> = {
  name: 'measuring distances as the runtime does',
  compute: ({ runtime, snapshot, graph }, task) => ({
    distances: runtime.distances?.(snapshot, graph, task) ?? new Uint32Array(graph.objectCount).fill(NONE),
  }),
  kept: asItIs('distances of the runtime'),
};

/** As in `ObjectColumns.detachedness`. */
const DETACHED = 2;

function detached({ snapshot: { objects } }: Heap): Reader {
  const { detachedness } = objects;
  return (index) => (detachedness === undefined ? undefined : detachedness[index] === DETACHED);
}

function retainedSizes(heap: Heap, task: Task): Reader {
  const known = retainedColumn(heap, task);
  if (known !== undefined) return column(known.values);
  const { idoms, sizes } = heap.derived(dominatorTreeOf, task);
  return (index) => (idoms[index] === NONE ? undefined : sizes[index]);
}

/** Where all objects are reachable: who is not is told by another column, which need not be read from an index file here. */
function retainedColumn(heap: Heap, task: Task): { readonly values: Float64Array } | undefined {
  if (!heap.snapshot.roots.reachAll || heap.lastCut !== undefined) return undefined;
  return { values: heap.derived(dominatorTreeOf, task).sizes };
}

function dominatorObjects(heap: Heap, task: Task): Reader {
  const { idoms, top } = heap.derived(dominatorTreeOf, task);
  return (index) => (idoms[index] === NONE || idoms[index] === top ? undefined : idoms[index]);
}

function modules({ snapshot }: Heap): Reader {
  const { typeIndexes } = snapshot.objects;
  return (index) => {
    const type = snapshot.types[typeIndexes[index]!]!;
    if (type.kind === 'module') return nameOf(snapshot, index);
    const own = type.kind === 'type' ? typeOfTypeObject(snapshot, index) : undefined;
    return (own ?? type).module;
  };
}

function names({ snapshot, runtime }: Heap): Reader {
  return (index) => nameOf(snapshot, index) ?? runtime.location(snapshot, index)?.name;
}

function nameOf({ objects, names: table }: HeapSnapshot, index: number): string | undefined {
  const id = objects.nameIds[index]!;
  return id === NONE ? undefined : table.text(id);
}

function files({ snapshot, runtime }: Heap): Reader {
  return (index) => runtime.location(snapshot, index)?.file;
}

function lines({ snapshot, runtime }: Heap): Reader {
  const { lines: column } = snapshot.objects;
  return (index) => column[index]! || runtime.location(snapshot, index)?.line;
}

function refcounts({ snapshot: { objects } }: Heap): Reader {
  return objects.refcounts === undefined ? () => undefined : columnWithout(objects.refcounts, NONE);
}
