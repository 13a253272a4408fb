import type { Graph } from '../../analysis/graph.ts';
import type { Task } from '../../base/task.ts';
import type { ObjectKind } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';

/** The field exists and holds nothing: a null pointer in C, or a reference to the runtime's null object that was not recorded. */
export const EMPTY_FIELD = -1;
/** The object has no such field. */
export const NO_FIELD = -2;

/** What the objects of one runtime mean: how its programmers name fields, values, places and types. No state; one file a runtime. */
export interface Runtime {
  /** As in CaptureFacts.runtime. */
  readonly id: string;
  /** How its null object is written: `None`, `null`. */
  readonly nullName: string;
  /** How its booleans are written: `True`, `true`. */
  readonly booleanNames: { readonly true: string; readonly false: string };
  /** Other names of types that its programmers type: `types.TracebackType` → `traceback`. Values are TypeRow names. */
  readonly typeAliases: ReadonlyMap<string, string>;
  /** The edge from an object to the dict that holds its fields: `__dict__`. Undefined: fields are edges. */
  readonly dictField: string | undefined;
  /** The slot that leads to the part of an object in which its entries are: `table` of a Map. Undefined: entries are edges of their own object. */
  readonly entriesSlot: string | undefined;
  /** Whether `object["name"]` is `object.name`. */
  readonly itemsAreFields: boolean;
  /** Whether a reference of which only the number is known is written `object[3]`; else it is the engine's own, and no element. */
  readonly internalsAreItems: boolean;
  /** The field that stands for all locals of a frame, though no object does: `f_locals`, `.f_locals.x`. */
  readonly localsField: string | undefined;
  /** Fields that are no objects in the snapshot but columns of it: `.tb_lineno`. */
  readonly columnFields: ReadonlyMap<string, ColumnField>;
  /** Fields that leave no trace in the snapshot where they hold nothing: `.tb_next` of the last traceback. */
  readonly emptyFields: ReadonlySet<string>;

  /**
   * Tells the object that `object.name` refers to in the program, following `__dict__` where the runtime keeps fields there,
   * or EMPTY_FIELD or NO_FIELD. What depends on the name alone is looked up once; then O(edges of the object).
   */
  fieldReader(snapshot: HeapSnapshot, name: string): (objectIndex: number) => number;
  /** Tells the object that `object[key]` refers to: an element by index, a dict entry by a string or integer key. O(edges of the object). */
  itemReader(snapshot: HeapSnapshot, key: string | number | bigint): (objectIndex: number) => number;
  /**
   * Types that descend from a class that has no objects of its own, and so is no type of the snapshot. Undefined: there is
   * no such class in it either.
   */
  subclasses(snapshot: HeapSnapshot, name: string): readonly number[] | undefined;
  /** The fields that `object.` would complete to, for a type: names that its objects really have. Bounded work. */
  fieldNames(snapshot: HeapSnapshot, typeIndex: number): readonly string[];
  /** The value as a programmer would recognise it, in one line, without control characters being treated: `'abc'…`, `manager.py:227 in f`. Undefined: nothing to say. */
  describe(snapshot: HeapSnapshot, objectIndex: number): string | undefined;
  /** Where in the source the object comes from: a frame's, traceback's, code's, function's file, line and function name. */
  location(snapshot: HeapSnapshot, objectIndex: number): SourceLocation | undefined;
  /** How far objects are from the roots as the runtime's own tools count; NONE: unreachable. Undefined: as `@depth` does. O(objects + edges). */
  distances?(snapshot: HeapSnapshot, graph: Graph, task: Task): Uint32Array;
  /** Whether the snapshot has no numbers because its writer leaves them out unless asked. Undefined: it never does. O(objects). */
  leavesNumbersOut?(snapshot: HeapSnapshot): boolean;
  /**
   * Where numbers may be left out: tells whether an object in which nothing is found at a name, key or index may have a number
   * there, or, of NONE, whether any may where no edge has that name. What depends on that alone is looked up once; then O(edges of the object and its parts).
   */
  mayHoldNumber?(snapshot: HeapSnapshot, key: string | number | bigint): (objectIndex: number) => boolean;
  /** Set where fields or elements are a second time in parts of their object. */
  readonly stores?: Stores;
  /** What to say of an object of which the snapshot tells something else than one would think, in a line. */
  remark?(snapshot: HeapSnapshot, objectIndex: number): string | undefined;
  /** Set where it does not write how many items its collections hold. Undefined: lengths are exact. */
  readonly unsureLengths?: UnsureLengths;
  /** heapy's "class or dict of class": the owner's type name for an instance's dict (`dict of astroid.nodes.Const`), else the type's name. */
  classOrDictOwner(snapshot: HeapSnapshot, objectIndex: number, owners: OwnerLookup): string;
}

/** Where an engine keeps what an object refers to, beside the edges that the object has. */
export interface Stores {
  /** That lead to such parts: `elements` of an array. */
  readonly slots: readonly string[];
  /** What stands in a part in place of a value, and refers to that, by its name. */
  readonly cell: string;
}

/** What is known of lists, dicts and sets all the same. */
export interface UnsureLengths {
  /** What their lengths are, in a line. */
  readonly note: string;
  /** What of their waste is told, and what is not, in a line. */
  readonly wasteBound: string;
  /** Whether one certainly has no items, no room for any, and is nothing else besides. */
  isBare(snapshot: HeapSnapshot, objectIndex: number): boolean;
}

/** Which objects have the field, and which column holds it. */
export interface ColumnField {
  readonly kinds: readonly ObjectKind[];
  readonly column: 'line' | 'name';
}

export interface SourceLocation {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly name: string | undefined;
}

/** For `classOrDictOwner`: the object whose `__dict__` this is, or NONE. */
export type OwnerLookup = (dictIndex: number) => number;
