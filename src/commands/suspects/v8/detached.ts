import { formatCount } from '../../../base/quantities.ts';
import { STEP } from '../../../base/task.ts';
import { NONE } from '../../../model/kinds.ts';
import { retainedOf } from '../../../query/dominance.ts';
import { distancesOf } from '../../../query/reachability.ts';
import type { Finding, Search } from '../finding.ts';
import { countedAlike, mostAlike } from './alike.ts';
import { ownerOf } from './engine-parts.ts';
import { variablePath } from './variable-path.ts';

/** As in `ObjectColumns.detachedness`. */
const DETACHED = 2;
const FEWEST = 10;
const MOST_FINDINGS = 3;

/** Nodes that are no longer part of the page, by what of the program holds them: on a shortest path, what comes before the first of them. */
export function detachedNodes(search: Search): Finding[] {
  const groups = [...byHolder(search)].filter(([, members]) => members.length >= FEWEST);
  groups.sort(([, a], [, b]) => b.length - a.length);
  return groups.slice(0, MOST_FINDINGS).map(([holder, members]) => finding(search, holder, members));
}

function finding(search: Search, holder: number, members: readonly number[]): Finding {
  const { heap, task } = search;
  const most = mostAlike(heap, members, task)!;
  const others = members.length - most.count;
  const text = `${countedAlike(heap, most)}${others === 0 ? '' : ` and ${formatCount(others)} others`}`;
  return {
    rule: 'detached',
    sentence: `${variablePath(search, holder)} holds ${text} that are not part of the page any more`,
    ...retainedOf(heap, Uint32Array.from(members), task),
    holder,
    command: (row) => `mpaths ${row}[@detached]`,
  };
}

function byHolder(search: Search): Map<number, number[]> {
  const { heap, task } = search;
  const { detachedness } = heap.snapshot.objects;
  const groups = new Map<number, number[]>();
  if (detachedness === undefined) return groups;
  const { parents } = heap.derived(distancesOf, task);
  task.phase('looking for nodes that are detached');
  /** By object: what holds it, once that is known. */
  const holders = new Map<number, number>();
  for (let object = 0; object < detachedness.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, detachedness.length);
    if (detachedness[object] !== DETACHED) continue;
    const holder = holderOf(object, detachedness, parents, holders);
    if (holder === NONE) continue;
    const owner = ownerOf(search, holder);
    if (owner === NONE) continue;
    const members = groups.get(owner) ?? [];
    groups.set(owner, members);
    members.push(object);
  }
  return groups;
}

function holderOf(
  object: number,
  detachedness: Uint8Array,
  parents: Uint32Array,
  holders: Map<number, number>,
): number {
  const passed: number[] = [];
  let at = object;
  while (at !== NONE && detachedness[at] === DETACHED && !holders.has(at)) {
    passed.push(at);
    at = parents[at]!;
  }
  const holder = at === NONE ? NONE : (holders.get(at) ?? at);
  for (const each of passed) holders.set(each, holder);
  return holder;
}
