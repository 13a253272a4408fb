/** The coarse closed set that every runtime's types are sorted into. The order is the number in columns. */
export const objectKinds = [
  'instance',
  'dict',
  'list',
  'tuple',
  'set',
  'string',
  'bytes',
  'integer',
  'float',
  'boolean',
  'null',
  'code',
  'frame',
  'traceback',
  'function',
  'method',
  'module',
  'type',
  'cell',
  'weakref',
  'generator',
  'exception',
  'iterator',
  'opaque',
] as const;

export type ObjectKind = (typeof objectKinds)[number];

/** How an edge is named. The numbers up to `internal` are those of the `.heapsh` container. */
export const EdgeKind = {
  /** `.name`: names[e] is a name id */
  attribute: 0,
  /** `[3]`: names[e] is the index */
  element: 1,
  /** `["key"]`: names[e] is the object index of the key, or NONE when the key is not in the snapshot */
  entry: 2,
  /** a dict to one of its keys; names[e] is NONE */
  key: 3,
  /** a set to a member; names[e] is NONE */
  member: 4,
  /** a frame to the value of a local, cell or free variable: names[e] is a name id */
  local: 5,
  /** a reference that only C code could name: names[e] is its index */
  internal: 6,
  /** a reference inside the engine that has a name, and is no field of the program: names[e] is a name id */
  slot: 7,
} as const;

export type EdgeKind = (typeof EdgeKind)[keyof typeof EdgeKind];

/** Set in an edge's kind byte: the edge does not keep its target alive. */
export const WEAK = 0x80;

/**
 * Set beside WEAK: the program does hold its target by this edge, but it does not count as holding it, because another
 * edge does (a WeakMap's value is held by its key) or because the holder is the engine's own.
 */
export const UNCOUNTED = 0x40;

/** Whether an edge that has this kind byte is weak in the program itself. */
export function isWeak(kind: number): boolean {
  return (kind & (WEAK | UNCOUNTED)) === WEAK;
}

/** Masks the kind out of an edge's kind byte. */
export const EDGE_KIND_MASK = 0x0f;

/** "No such object, name, or value" in every column of 32-bit indexes. */
export const NONE = 0xffffffff;

/** What `valueIndexes` of an object points into. */
export const ValueKind = {
  none: 0,
  /** an id in `texts`: the first characters of a string; `lengths` has the full length in characters */
  text: 1,
  /** an id in `texts`: the first bytes of a byte string, raw; `lengths` has the full length */
  bytes: 2,
  /** an index in `values.integers` */
  integer: 3,
  /** an index in `values.integers`: sign × bit length of a number beyond 64 bits */
  bigInteger: 4,
  /** an index in `values.floats` */
  float: 5,
  /** 0 or 1 */
  boolean: 6,
  /** the runtime's null object */
  null: 7,
  /** a text that is two others joined: those that the slots `first` and `second` refer to, which may be joined themselves; the object index of one that it begins with and that has the first JOINED_PREVIEW characters, itself where there is none */
  joined: 8,
} as const;

export type ValueKind = (typeof ValueKind)[keyof typeof ValueKind];
