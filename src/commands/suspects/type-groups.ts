import type { ObjectKind } from '../../model/kinds.ts';
import { NONE } from '../../model/kinds.ts';
import { dominatorTreeOf, retainedOf } from '../../query/dominance.ts';
import type { Heap } from '../../query/heap.ts';
import { objectsByType } from '../../query/objects-by-type.ts';
import { referrersOf } from '../../query/reachability.ts';
import { countedType } from './counted.ts';
import type { Finding, Search } from './finding.ts';
import { holderName } from './holder-name.ts';
import { typeWord } from './set-words.ts';
import { ownerOf } from './v8/engine-parts.ts';

/** That a heap is full of lists says nothing; that it is full of sessions does. */
const plainKinds: ReadonlySet<ObjectKind> = new Set([
  ...(['dict', 'list', 'tuple', 'set', 'string', 'bytes', 'integer', 'float', 'boolean', 'null'] as const),
  ...(['module', 'type', 'function', 'method', 'code', 'cell', 'opaque'] as const),
]);
const MOST_GROUPS = 2;
const FEWEST = 10;
const ASKED_FOR_HOLDER = 1000;

/** Many objects of one type that no one object holds, but all of them at once or their owners do. */
export function typeGroups(search: Search): Finding[] {
  const { heap, task, least } = search;
  const { types, objects } = heap.snapshot;
  const tree = heap.derived(dominatorTreeOf, task);
  task.phase('looking for types that retain much');
  const retained = new Float64Array(types.length);
  const counts = new Uint32Array(types.length);
  tree.forEachChild(tree.top, (child) => {
    const type = objects.typeIndexes[child]!;
    retained[type]! += tree.sizes[child]!;
    counts[type]!++;
  });
  return Array.from(retained.keys())
    .filter((type) => retained[type]! >= least && !plainKinds.has(types[type]!.kind))
    .filter((type) => counts[type]! >= FEWEST && !isUntold(heap, type))
    .sort((a, b) => retained[b]! - retained[a]! || a - b)
    .slice(0, MOST_GROUPS)
    .map((type) => typeGroup(search, type));
}

/** In JavaScript all that is written as `{}` is of one class. Of what Node keeps for a program other rules tell. */
const untold: ReadonlySet<string> = new Set(['Object', 'Timeout', 'TimersList', 'Listener']);

function isUntold({ runtime, snapshot }: Heap, type: number): boolean {
  return runtime.id === 'v8' && untold.has(snapshot.types[type]!.name);
}

function typeGroup({ heap, task }: Search, typeIndex: number): Finding {
  const type = heap.snapshot.types[typeIndex]!;
  const { first, objects } = heap.derived(objectsByType, task);
  const members = objects.subarray(first[typeIndex], first[typeIndex + 1]);
  const freed = retainedOf(heap, members, task);
  const common = commonHolder({ heap, task }, members);
  const isOfEngine = heap.runtime.id === 'v8' && common !== NONE;
  const holder = isOfEngine ? ownerOf({ heap, task }, common) : common;
  const counted = countedType(members.length, type);
  const by = holder === NONE ? '' : `, such as ${holderName(heap, holder, task)}`;
  return {
    rule: 'type',
    sentence: `${counted}, held not by one object but by many${by}`,
    ...freed,
    holder,
    command: () => `retained ${typeWord(type)} | head 5`,
  };
}

/** Of the first members, the object that refers to most of them; NONE: nothing refers to them. */
function commonHolder({ heap, task }: Pick<Search, 'heap' | 'task'>, members: Uint32Array): number {
  const { first, sources, weak } = heap.derived(referrersOf, task);
  const counts = new Map<number, number>();
  let best = NONE;
  for (const member of members.subarray(0, ASKED_FOR_HOLDER)) {
    // Of what a million objects refer to, the first few tell enough.
    const end = Math.min(first[member + 1]!, first[member]! + ASKED_FOR_HOLDER);
    for (let row = first[member]!; row < end; row++) {
      if (weak.has(row)) continue;
      const source = sources[row]!;
      const count = (counts.get(source) ?? 0) + 1;
      counts.set(source, count);
      if (best === NONE || count > counts.get(best)!) best = source;
    }
  }
  return best;
}
