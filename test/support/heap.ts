import { encodeWtf8 } from '../../src/base/wtf8.ts';
import { EdgeKind, NONE, type ObjectKind, ValueKind, WEAK } from '../../src/model/kinds.ts';
import type { CaptureFacts, HeapSnapshot } from '../../src/model/snapshot.ts';
import { SnapshotBuilder } from '../../src/model/snapshot-builder.ts';

/** An object by the label that the test gives it; labels may be used before they are declared. */
type Label = string;

export interface ObjectSpec {
  /** `list`, `dict`, … or `module.Name`; `object` when left out. */
  readonly type?: string;
  /** Bytes; 16 when left out. */
  readonly size?: number;
  /** 0x1000 + 16 × index when left out. */
  readonly address?: bigint;
  readonly refcount?: number;
  readonly generation?: number;
  /** What `len()` says; texts, bytes and containers have theirs without. */
  readonly length?: number;
  /** A number is an integer unless the type is of kind float; null is the null object. */
  readonly value?: string | Uint8Array | bigint | number | boolean | null;
  readonly line?: number;
  readonly name?: string;
  readonly file?: string;
  /** `.name` to what it refers to. */
  readonly attributes?: Readonly<Record<string, Label>>;
  readonly locals?: Readonly<Record<string, Label>>;
  readonly elements?: readonly Label[];
  /** Key and value of a dict. */
  readonly entries?: readonly (readonly [Label, Label])[];
  readonly members?: readonly Label[];
  readonly internals?: readonly Label[];
  /** Attributes that do not keep what they refer to alive. */
  readonly weak?: Readonly<Record<string, Label>>;
}

export interface TypeSpec {
  readonly kind?: ObjectKind;
  readonly bases?: readonly string[];
  /** The type's own object. */
  readonly object?: Label;
}

export interface HeapSpec {
  readonly objects: Readonly<Record<Label, ObjectSpec>>;
  /** Labels by root kind: `{ module: ['sys', 'app'] }`. A module or frame root is called by its label. */
  readonly roots?: Readonly<Record<string, readonly Label[]>>;
  /** Types that are not what their name says: `{ 'app.Registry': { kind: 'dict', bases: ['dict'] } }`. */
  readonly types?: Readonly<Record<string, TypeSpec>>;
  readonly threads?: readonly {
    readonly id?: string;
    readonly name: string;
    readonly frames: readonly Label[];
  }[];
  readonly capture?: Partial<CaptureFacts>;
  /** Derive hidden and immortal roots from the refcounts that are given. */
  readonly deriveRoots?: boolean;
}

/**
 * A snapshot from a few lines:
 *
 *     const { snapshot, id } = heap({
 *       objects: {
 *         app: { type: 'module', attributes: { cache: 'cache' } },
 *         cache: { type: 'dict', entries: [['key', 'value']] },
 *         key: { type: 'str', value: 'a' },
 *         value: { type: 'app.Node', size: 48, weak: { owner: 'app' } },
 *       },
 *       roots: { module: ['app'] },
 *     });
 *
 * Objects get the indexes 0, 1, … in the order they are declared.
 */
export function heap(spec: HeapSpec): { snapshot: HeapSnapshot; id: (label: Label) => number } {
  const builder = new SnapshotBuilder();
  const indexes = new Map(Object.keys(spec.objects).map((label, index) => [label, index]));
  const id = (label: Label): number => {
    const index = indexes.get(label);
    if (index === undefined) throw new Error(`no object is labelled ${label}`);
    return index;
  };
  const typeIndex = typeDeclarer(builder, spec, id);
  const specs = Object.values(spec.objects);
  for (const object of specs) addObject(builder, object, typeIndex(object.type ?? 'object'));
  for (const [index, object] of specs.entries()) addEdges(builder, index, object, id);
  for (const [kind, labels] of Object.entries(spec.roots ?? {})) {
    for (const label of labels) {
      builder.roots.add(id(label), builder.roots.kindOf(kind), builder.names.intern(label));
    }
  }
  if (spec.deriveRoots) builder.deriveRoots(Uint32Array.from(spec.roots?.thread ?? [], id));
  const threads = (spec.threads ?? []).map((thread, index) => ({
    id: thread.id ?? String(index + 1),
    name: thread.name,
    frames: thread.frames.map(id),
  }));
  return { snapshot: builder.finish(testSource, { ...testCapture, threads, ...spec.capture }), id };
}

/** Facts for snapshots that no process wrote. */
export const testCapture: CaptureFacts = {
  runtime: 'cpython',
  runtimeVersion: '3.11.2',
  writer: 'test',
  platform: 'linux-x86_64',
  arguments: ['app.py'],
  processId: 1,
  started: undefined,
  captured: undefined,
  residentSize: undefined,
  method: 'fork',
  hasValues: true,
  series: undefined,
  threads: [],
  omissions: [],
  identity: 'reused',
};

export const testSource = {
  file: 'test.heapsh',
  isStream: false,
  fileSize: 0,
  formatId: 'heapsh',
  formatLabel: 'heapsh',
  partial: undefined,
};

const builtinKinds: Readonly<Record<string, ObjectKind>> = {
  object: 'instance',
  dict: 'dict',
  list: 'list',
  tuple: 'tuple',
  set: 'set',
  frozenset: 'set',
  str: 'string',
  bytes: 'bytes',
  int: 'integer',
  float: 'float',
  bool: 'boolean',
  NoneType: 'null',
  code: 'code',
  frame: 'frame',
  traceback: 'traceback',
  function: 'function',
  method: 'method',
  module: 'module',
  type: 'type',
  cell: 'cell',
  weakref: 'weakref',
  generator: 'generator',
  BaseException: 'exception',
  Exception: 'exception',
  ValueError: 'exception',
};

/** Types are declared when they are first named: by an object, as a base, or in `types`. */
function typeDeclarer(
  builder: SnapshotBuilder,
  spec: HeapSpec,
  id: (label: Label) => number,
): (name: string) => number {
  const known = new Map<string, number>();
  const typeIndex = (name: string): number => {
    const index = known.get(name);
    if (index !== undefined) return index;
    const given = spec.types?.[name];
    const bases = (given?.bases ?? []).map(typeIndex);
    const dot = name.lastIndexOf('.');
    const shortName = name.slice(dot + 1);
    const module = dot < 0 ? 'builtins' : name.slice(0, dot);
    const kind = given?.kind ?? builtinKinds[name] ?? 'instance';
    const declared = builder.types.declare({ name, shortName, qualifiedName: shortName, module, kind });
    const ancestors = [
      ...new Set(bases.flatMap((base) => [base, ...(builder.types.at(base)?.ancestors ?? [])])),
    ];
    builder.types.relate(declared, {
      objectIndex: given?.object === undefined ? NONE : id(given.object),
      bases,
      ancestors,
    });
    known.set(name, declared);
    return declared;
  };
  for (const name of Object.keys(spec.types ?? {})) typeIndex(name);
  return typeIndex;
}

function addObject(builder: SnapshotBuilder, spec: ObjectSpec, typeIndex: number): void {
  const index = builder.objects.add(1, typeIndex);
  const { columns } = builder.objects;
  columns.addresses[index] = spec.address ?? 0x1000n + 16n * BigInt(index);
  columns.sizes[index] = spec.size ?? 16;
  columns.lengths[index] = spec.length ?? naturalLength(spec);
  if (columns.refcounts !== undefined) columns.refcounts[index] = spec.refcount ?? NONE;
  if (columns.generations !== undefined) columns.generations[index] = spec.generation ?? 255;
  columns.lines[index] = spec.line ?? 0;
  columns.nameIds[index] = spec.name === undefined ? NONE : builder.names.intern(spec.name);
  columns.fileIds[index] = spec.file === undefined ? NONE : builder.names.intern(spec.file);
  const [kind, valueIndex] = addValue(builder, spec.value, builder.types.at(typeIndex)?.kind);
  columns.valueKinds[index] = kind;
  columns.valueIndexes[index] = valueIndex;
}

function naturalLength({ value, elements, entries, members }: ObjectSpec): number {
  if (typeof value === 'string') return Array.from(value).length;
  if (value instanceof Uint8Array) return value.length;
  return (elements ?? entries ?? members)?.length ?? -1;
}

function addValue(
  builder: SnapshotBuilder,
  value: ObjectSpec['value'],
  typeKind: ObjectKind | undefined,
): [kind: number, index: number] {
  if (value === undefined) return [ValueKind.none, 0];
  if (value === null) return [ValueKind.null, 0];
  if (typeof value === 'boolean') return [ValueKind.boolean, value ? 1 : 0];
  if (typeof value === 'string') return [ValueKind.text, builder.texts.add(encodeWtf8(value))];
  if (value instanceof Uint8Array) return [ValueKind.bytes, builder.texts.add(value)];
  if (typeof value === 'number' && typeKind === 'float') {
    return [ValueKind.float, builder.values.addFloats(Float64Array.of(value))];
  }
  const integer = BigInt(value);
  if (BigInt.asIntN(64, integer) === integer) {
    return [ValueKind.integer, builder.values.addIntegers(BigInt64Array.of(integer))];
  }
  const bits = BigInt(integer.toString(2).replace('-', '').length);
  return [ValueKind.bigInteger, builder.values.addIntegers(BigInt64Array.of(integer < 0n ? -bits : bits))];
}

function addEdges(
  builder: SnapshotBuilder,
  source: number,
  spec: ObjectSpec,
  id: (label: Label) => number,
): void {
  const { edges, names } = builder;
  const named = (labels: Readonly<Record<string, Label>> | undefined, kind: number): void => {
    for (const [name, label] of Object.entries(labels ?? {})) edges.add(id(label), kind, names.intern(name));
  };
  edges.begin(source);
  named(spec.attributes, EdgeKind.attribute);
  named(spec.locals, EdgeKind.local);
  for (const [i, label] of (spec.elements ?? []).entries()) edges.add(id(label), EdgeKind.element, i);
  for (const [key, value] of spec.entries ?? []) {
    edges.add(id(key), EdgeKind.key, NONE);
    edges.add(id(value), EdgeKind.entry, id(key));
  }
  for (const label of spec.members ?? []) edges.add(id(label), EdgeKind.member, NONE);
  for (const [i, label] of (spec.internals ?? []).entries()) edges.add(id(label), EdgeKind.internal, i);
  named(spec.weak, EdgeKind.attribute | WEAK);
}
