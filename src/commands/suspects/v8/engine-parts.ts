import { EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import type { Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';

/** What V8 makes objects of, and no programmer has a name for: tables, shapes, code. */
const parts: ReadonlySet<string> = new Set([
  '(array)',
  '(system)',
  '(object shape)',
  '(compiled code)',
  '(synthetic)',
]);

export function isPart(heap: Heap, object: number): boolean {
  return parts.has(typeOf(heap, object).name);
}

/** Where an object has its properties or elements, or a Map or Set its entries. */
export function isTable(heap: Heap, object: number): boolean {
  return typeOf(heap, object).name === '(array)';
}

/** The object whose properties are the program's globals, or what it was made from. */
export function isGlobal(heap: Heap, object: number): boolean {
  return /^(global|globalThis|GlobalObject|Window\b.*)$/.test(typeOf(heap, object).name);
}

/** The object of the program that a part belongs to, which alone keeps it alive; NONE: it is the engine's own. */
export function ownerOf({ heap, task }: Pick<Search, 'heap' | 'task'>, object: number): number {
  const { idoms, top } = heap.derived(dominatorTreeOf, task);
  let at = object;
  while (at !== top && isPart(heap, at)) at = idoms[at]!;
  return at === top ? NONE : at;
}

/**
 * What Node keeps of a file of the program, or of its timers of one duration. That there are such, each with what is the program's,
 * is nothing to tell.
 */
export function isBookkeeping(heap: Heap, object: number): boolean {
  const { name } = typeOf(heap, object);
  if (name === 'Timeout' || name === 'TimersList') return true;
  const file = heap.snapshot.names.find('filename');
  return name === 'Module' && targetOf(heap.snapshot, object, EdgeKind.attribute, file) !== NONE;
}

const OBJECTS_LOOKED_AT = 2000;

/**
 * Whether some objects are Node's own business: their class or function is, and so is every place in the source that they keep
 * alive. Of a list of timers or listeners it is not, since each keeps a function of the program. Bounded work.
 */
export function isNodesOwn(
  { heap, task }: Pick<Search, 'heap' | 'task'>,
  objects: Iterable<number>,
): boolean {
  const tree = heap.derived(dominatorTreeOf, task);
  let left = OBJECTS_LOOKED_AT;
  let isNodes = false;
  for (const object of objects) {
    for (const each of tree.subtree(object).subarray(0, left)) {
      const file = heap.runtime.location(heap.snapshot, each)?.file ?? '';
      if (file !== '' && !file.startsWith('node:')) return false;
      isNodes ||= each === object && file !== '';
      if (--left === 0) return isNodes;
    }
  }
  return isNodes;
}
