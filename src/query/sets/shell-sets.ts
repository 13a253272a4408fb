import { Bitset } from '../../base/bitset.ts';
import { NONE } from '../../model/kinds.ts';
import { freedOf } from '../freed.ts';
import type { Heap } from '../heap.ts';
import { allObjects } from '../objects-by-type.ts';
import { distancesOf } from '../reachability.ts';
import type { Scope } from '../scope.ts';
import { objectsOfTypes } from './objects-of-types.ts';
import type { shellSetNames } from './type-names.ts';

type ShellSetName = (typeof shellSetNames)[number];

/** The sets that the shell knows by name. */
const shellSets: Readonly<Record<ShellSetName, (scope: Scope) => Uint32Array>> = {
  all: ({ heap, task }) => heap.derived(allObjects, task),
  /** Each once, the named kinds first; those held by something outside the snapshot too. */
  roots: ({ heap }) => distinct(heap.snapshot.roots.objects, heap),
  modules,
  /** Those that were running: on the stacks of all threads, innermost first. The type `frame` has the others too. */
  frames: ({ heap }) =>
    Uint32Array.from(new Set(heap.snapshot.capture.threads.flatMap((each) => each.frames))),
  unreachable,
  freed: ({ heap, task }) => heap.derived(freedOf, task).objects,
};

export function isShellSet(name: string): name is ShellSetName {
  return Object.hasOwn(shellSets, name);
}

export function shellSet(name: string, scope: Scope): Uint32Array | undefined {
  return isShellSet(name) ? shellSets[name](scope) : undefined;
}

function distinct(objects: Uint32Array, heap: Heap): Uint32Array {
  const seen = new Bitset(heap.snapshot.objectCount);
  return objects.filter((object) => {
    const isNew = !seen.has(object);
    seen.add(object);
    return isNew;
  });
}

function modules(scope: Scope): Uint32Array {
  const { types } = scope.heap.snapshot;
  const moduleTypes = types.flatMap((type, index) => (type.kind === 'module' ? [index] : []));
  return objectsOfTypes(moduleTypes, scope);
}

/** What no root reaches by edges that retain, hidden roots included; what the cuts free with the rest. */
function unreachable({ heap, task }: Scope): Uint32Array {
  const { distances } = heap.derived(distancesOf, task);
  const all = heap.whole.derived(allObjects, task);
  return all.filter((index) => distances[index] === NONE);
}
