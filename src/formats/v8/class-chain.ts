import { EDGE_KIND_MASK, EdgeKind, NONE, type ObjectKind } from '../../model/kinds.ts';
import type { EdgeColumns, TypeRow } from '../../model/snapshot.ts';
import type { StringTable } from '../../model/string-table.ts';

/** Prototypes can be made to form no circle, but a file can say so. */
const LONGEST = 100;

/**
 * The constructors of the classes that an object is of, its own first: those of the prototypes along its `__proto__`, by
 * object index. O(edges of the prototypes).
 */
function classChain(edges: EdgeColumns, names: StringTable, object: number): number[] {
  const proto = names.find('__proto__');
  const creator = names.find('constructor');
  const chain: number[] = [];
  let prototype = propertyOf(edges, object, proto);
  for (let n = 0; n < LONGEST && prototype !== NONE; n++) {
    const found = propertyOf(edges, prototype, creator);
    if (found !== NONE) chain.push(found);
    prototype = propertyOf(edges, prototype, proto);
  }
  return chain;
}

function propertyOf({ first, targets, names, kinds }: EdgeColumns, object: number, name: number): number {
  for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
    if (names[e] === name && (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.attribute) return targets[e]!;
  }
  return NONE;
}

/** What is looked at of a type's objects, when those before were prototypes: they are called `Object` whatever they belong to. */
const MOST_SAMPLES = 50;

/** Kinds whose objects a class makes. */
const ofClasses: ReadonlySet<ObjectKind> = new Set([
  'instance',
  'exception',
  'list',
  'dict',
  'set',
  'weakref',
]);

/** A heap, or one that is being made. */
export interface Classes {
  readonly edges: EdgeColumns;
  readonly names: StringTable;
  readonly typeIndexes: Uint32Array;
  readonly nameIds: Uint32Array;
  readonly types: readonly TypeRow[];
}

/** Calls with the class chain of an object of each type, where one is known that the class of that name has made. O(objects). */
export function eachClass(classes: Classes, visit: (type: number, chain: readonly number[]) => void): void {
  const { typeIndexes, nameIds, types } = classes;
  const looked = Uint8Array.from(types, ({ kind }) => (ofClasses.has(kind) ? 0 : MOST_SAMPLES));
  for (let object = 0; object < typeIndexes.length; object++) {
    const type = typeIndexes[object]!;
    if (looked[type] === MOST_SAMPLES) continue;
    looked[type]!++;
    const chain = classChain(classes.edges, classes.names, object);
    if (chain.length === 0 || nameIds[chain[0]!] !== types[type]!.nameId) continue;
    looked[type] = MOST_SAMPLES;
    visit(type, chain);
  }
}
