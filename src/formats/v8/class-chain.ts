import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import type { EdgeColumns, TypeRow } from '../../model/snapshot.ts';
import type { StringTable } from '../../model/string-table.ts';
import { sampleQuotas, takeSample } from './class-samples.ts';

/** Prototypes can be made to form no circle, but a file can say so. */
const LONGEST = 100;

/** Ids of the names `__proto__` and `constructor`. */
interface PropertyNames {
  readonly proto: number;
  readonly creator: number;
}

/**
 * The constructors of the classes that an object is of, its own first: those of the prototypes along its `__proto__`, by
 * object index. O(edges of the prototypes).
 */
function classChain(edges: EdgeColumns, { proto, creator }: PropertyNames, object: number): number[] {
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

/** A heap, or one that is being made. */
export interface Classes {
  readonly edges: EdgeColumns;
  readonly names: StringTable;
  readonly typeIndexes: Uint32Array;
  readonly nameIds: Uint32Array;
  readonly types: readonly TypeRow[];
}

/**
 * Calls with the class chain of an object of each type, where one is known that the class of that name has made. `samples`:
 * the objects to ask.
 */
export function eachClass(
  classes: Classes,
  samples: Uint32Array,
  visit: (type: number, chain: readonly number[]) => void,
): void {
  const { edges, names, typeIndexes, nameIds, types } = classes;
  const quotas = sampleQuotas(types);
  const propertyNames = { proto: names.find('__proto__'), creator: names.find('constructor') };
  for (const object of samples) {
    const type = typeIndexes[object]!;
    if (!takeSample(quotas, type)) continue;
    const chain = classChain(edges, propertyNames, object);
    if (chain.length === 0 || nameIds[chain[0]!] !== types[type]!.nameId) continue;
    quotas[type] = 0;
    visit(type, chain);
  }
}
