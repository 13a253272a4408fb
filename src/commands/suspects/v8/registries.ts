import { retains } from '../../../analysis/retains.ts';
import { STEP } from '../../../base/task.ts';
import { EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf, retainedOf } from '../../../query/dominance.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import type { Finding, Search } from '../finding.ts';
import { countedAlike, mostAlike } from './alike.ts';
import { isPart } from './engine-parts.ts';
import { objectsOfType } from './objects-of-type.ts';
import { variablePath } from './variable-path.ts';

const FEWEST = 100;
const CELL = 'system / WeakCell';

/** What one FinalizationRegistry waits for. */
interface Registry {
  readonly object: number;
  /** What its callback would be given. */
  readonly held: number[];
  /** What that is given for, when it is collected. */
  readonly registered: number[];
}

/**
 * What a FinalizationRegistry holds for things that are not collected, as where what it holds for each refers to it. Its cells
 * are a list, of which each keeps the next one alive: no object has them all below it.
 */
export function registries(search: Search): Finding[] {
  const { heap, task, least } = search;
  const { sizes } = heap.derived(dominatorTreeOf, task);
  task.phase('looking for registries');
  return allRegistries(search)
    .filter(({ object, held }) => held.length >= FEWEST && sizes[object]! >= least)
    .map((registry) => finding(search, registry));
}

function allRegistries({ heap, task }: Search): Registry[] {
  const { snapshot } = heap;
  const { nameIds } = snapshot.objects;
  const cellName = snapshot.names.find(CELL);
  const target = snapshot.names.find('target');
  if (cellName === NONE) return [];
  const objects = objectsOfType(heap, '(system)', task);
  const found = new Map<number, Registry>();
  for (let i = 0; i < objects.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, objects.length);
    const cell = objects[i]!;
    if (nameIds[cell] !== cellName) continue;
    const [object, held] = ownerAndHeld(heap, cell);
    if (object === undefined || held === undefined) continue;
    const registry = found.get(object) ?? { object, held: [], registered: [] };
    found.set(object, registry);
    registry.held.push(held);
    registry.registered.push(targetOf(snapshot, cell, EdgeKind.slot, target));
  }
  return [...found.values()];
}

/**
 * Of a cell the registry and, unless it is a number or the like, what this holds, in the order in which V8 writes them: all else
 * that a cell refers to is the engine's.
 */
function ownerAndHeld(heap: Heap, cell: number): number[] {
  const { first, targets } = heap.graph;
  const found: number[] = [];
  for (let e = first[cell]!; e < first[cell + 1]!; e++) {
    if (retains(heap.graph, e) && !isPart(heap, targets[e]!)) found.push(targets[e]!);
  }
  return found;
}

function finding(search: Search, { object, held, registered }: Registry): Finding {
  const { heap, task } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  // By what is held for it, not by the callback, say.
  const kept = registered.filter((each, i) => each !== NONE && tree.isRetained(each, held[i]!));
  const counted = countedAlike(heap, mostAlike(heap, held, task)!);
  const most = mostAlike(heap, kept, task);
  const why = most === undefined ? '' : `, which keep alive the ${countedAlike(heap, most)} they are for`;
  return {
    rule: 'registry',
    sentence: `${variablePath(search, object)} holds ${counted}${why}`,
    ...retainedOf(heap, Uint32Array.of(object), task),
    holder: object,
    command: (row) => `at ${row}`,
  };
}
