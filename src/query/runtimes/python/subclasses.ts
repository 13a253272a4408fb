import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { simpleValue } from '../../object-value.ts';
import { fieldReader } from './fields.ts';
import { follow } from './location.ts';

/**
 * Types whose method resolution order has a class of this name. For classes without objects of their own, as `Exception`
 * mostly is: they are no types of the snapshot, but objects in it. Undefined: there is no such class either.
 * One look at each object's type.
 */
export function subclasses(snapshot: HeapSnapshot, name: string): readonly number[] | undefined {
  const classes = new Set(classesNamed(snapshot, name));
  if (classes.size === 0) return undefined;
  return snapshot.types.flatMap((type, index) => {
    const order = type.objectIndex === NONE ? NONE : follow(snapshot, type.objectIndex, ['__mro__']);
    return order !== NONE && elements(snapshot, order).some((each) => classes.has(each)) ? [index] : [];
  });
}

/** Class objects of that name; else the only one whose name ends so. */
function classesNamed(snapshot: HeapSnapshot, name: string): readonly number[] {
  const { typeIndexes, nameIds } = snapshot.objects;
  const isMetaclass = snapshot.types.map((type) => type.kind === 'type');
  const moduleOf = fieldReader(snapshot, '__module__');
  const exact: number[] = [];
  const ending: number[] = [];
  for (let i = 0; i < snapshot.objectCount; i++) {
    if (!isMetaclass[typeIndexes[i]!] || nameIds[i] === NONE) continue;
    const own = snapshot.names.text(nameIds[i]!);
    if (own === name) exact.push(i);
    else if (own.endsWith(`.${name}`)) ending.push(i);
    else if (name.endsWith(`.${own}`)) {
      if (isModule(snapshot, moduleOf(i), name.slice(0, -own.length - 1))) exact.push(i);
    }
  }
  if (exact.length > 0) return exact;
  return ending.length === 1 ? ending : [];
}

/** Built-in classes name no module. */
function isModule(snapshot: HeapSnapshot, target: number, module: string): boolean {
  return target >= 0 ? simpleValue(snapshot, target) === module : module === 'builtins';
}

function elements({ edges }: HeapSnapshot, tuple: number): number[] {
  const found: number[] = [];
  for (let e = edges.first[tuple]!, end = edges.first[tuple + 1]!; e < end; e++) {
    if ((edges.kinds[e]! & EDGE_KIND_MASK) === EdgeKind.element) found.push(edges.targets[e]!);
  }
  return found;
}
