import { sharedArray } from '../../base/shared-array.ts';
import type { ObjectKind } from '../../model/kinds.ts';
import { NONE } from '../../model/kinds.ts';
import type { NameTable } from '../../model/name-table.ts';
import type { TypeRows } from '../../model/type-rows.ts';
import { kindOfClass } from './class-kinds.ts';
import type { NodeTypes } from './node-types.ts';

/** Types of nodes that Chrome DevTools calls otherwise than by their own name, and what they are. */
const groups: Readonly<Record<string, readonly [name: string, kind: ObjectKind]>> = {
  hidden: ['(system)', 'opaque'],
  array: ['(array)', 'opaque'],
  string: ['(string)', 'string'],
  'concatenated string': ['(concatenated string)', 'string'],
  'sliced string': ['(sliced string)', 'string'],
  code: ['(compiled code)', 'code'],
  closure: ['Function', 'function'],
  regexp: ['RegExp', 'opaque'],
  number: ['(number)', 'float'],
  bigint: ['(bigint)', 'integer'],
};

function groupOf(nodeType: string): readonly [name: string, kind: ObjectKind] {
  return groups[nodeType] ?? [`(${nodeType})`, 'opaque'];
}

/** What the type of a node is called, as far as the node alone tells. `name`: for those that are called by their class. */
export function typeName(nodeType: string, name: string | undefined): string {
  return name === undefined ? groupOf(nodeType)[0] : className(name);
}

/** What tells the type of a node: see `TypeWriter`. */
export interface TypeIds {
  /** By node type: the type of all its nodes; NONE: each has its own. */
  readonly ofNodeType: Uint32Array;
  /** By name id: the type of the nodes of that class, plus one. */
  readonly ofName: Uint32Array;
  /** By type: the id of its name. */
  readonly names: Uint32Array;
}

/**
 * The types that nodes are of, named as in Chrome DevTools' summary: objects and native ones by their class, everything
 * else by what it is.
 */
export class TypeTable {
  readonly #types: TypeRows;
  readonly #names: NameTable;
  readonly #nodeTypes: NodeTypes;
  readonly #group: Uint32Array;
  /** 0: not met yet. */
  readonly #classes: Uint32Array;
  readonly #byName = new Map<string, number>();
  readonly #nameIds: number[] = [];

  constructor(types: TypeRows, names: NameTable, nodeTypes: NodeTypes) {
    this.#types = types;
    this.#names = names;
    this.#nodeTypes = nodeTypes;
    this.#classes = sharedArray(Uint32Array, names.count);
    this.#group = Uint32Array.from(nodeTypes.names, (name, type) =>
      this.#isClass(type) ? NONE : this.#declare(...groupOf(name)),
    );
  }

  /** Makes a class known by a node that is called so. */
  meet(nodeType: number, nameId: number): void {
    if (this.#classes[nameId] === 0)
      this.#classes[nameId] = this.typeNamed(this.#names.text(nameId), nodeType) + 1;
  }

  /** Of all that were met. */
  ids(): TypeIds {
    return { ofNodeType: this.#group, ofName: this.#classes, names: Uint32Array.from(this.#nameIds) };
  }

  /** The type that a name stands for, whether or not the file has that text: of `<div class="x">` it is `<div>`. */
  typeNamed(text: string, nodeType: number): number {
    const name = className(text);
    const kind = nodeType === this.#nodeTypes.native ? 'opaque' : kindOfClass(name);
    return this.#byName.get(name) ?? this.#declare(name, kind);
  }

  /** Whether nodes of a type are called by their class, so that their name says nothing more. */
  #isClass(nodeType: number): boolean {
    return nodeType === this.#nodeTypes.object || nodeType === this.#nodeTypes.native;
  }

  #declare(name: string, kind: ObjectKind): number {
    const known = this.#byName.get(name);
    // An object of a class that calls itself "(array)" is none.
    if (known !== undefined && this.#types.at(known)!.kind === kind) return known;
    const type = this.#types.declare({ name, shortName: name, qualifiedName: name, module: '', kind });
    this.#byName.set(name, type);
    this.#nameIds[type] = this.#types.at(type)!.nameId;
    return type;
  }
}

/** Where V8 shows itself in full each context is called by its scope: as many names as functions that have variables. */
const CONTEXT = 'system / Context';

/** Stands before the address of the page that a global object is of: `Window / https://…`. Node has none to write behind it. */
const NO_PAGE = ' / ';

/** `<div class="x">` is a `<div>`, and one that is detached a `Detached <div>`; `global / ` is `global`. */
function className(name: string): string {
  if (name.endsWith(NO_PAGE)) return name.slice(0, -NO_PAGE.length);
  if (name.startsWith(`${CONTEXT} / scope @`)) return CONTEXT;
  const begin = name.startsWith('<') ? 0 : name.startsWith('Detached <') ? 'Detached '.length : -1;
  const space = begin < 0 ? -1 : name.indexOf(' ', begin + 1);
  return space < 0 ? name : `${name.slice(0, space)}>`;
}
