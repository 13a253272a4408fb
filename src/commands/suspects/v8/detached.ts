import { accumulationPoints } from '../../../analysis/accumulation-points.ts';
import type { DominatorTree } from '../../../analysis/dominator-tree.ts';
import { lastAtMost } from '../../../base/bisect.ts';
import { formatCount } from '../../../base/quantities.ts';
import { STEP, type Task } from '../../../base/task.ts';
import { NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf, retainedOf } from '../../../query/dominance.ts';
import type { Finding, Search } from '../finding.ts';
import { countedAlike, mostAlike } from './alike.ts';
import { ownerOf } from './engine-parts.ts';
import { variablePath } from './variable-path.ts';

/** As in `ObjectColumns.detachedness`. */
const DETACHED = 2;
const FEWEST = 10;
const MOST_PLACES = 4;

/**
 * Nodes that are no longer part of a page, by the object that keeps them alive: they pile up where none of what it holds
 * has half of them, as bytes do.
 */
export function detachedNodes(search: Search): Finding[] {
  const { heap, task } = search;
  const { detachedness } = heap.snapshot.objects;
  if (detachedness?.includes(DETACHED) !== true) return [];
  task.phase('looking for nodes that are detached');
  const tree = heap.derived(dominatorTreeOf, task);
  const countOf = detachedCounts(tree, detachedness, task);
  // What has a good part of them is looked at for itself; a single widget of a few nodes is not.
  const least = Math.max(FEWEST, countOf(tree.top) / MOST_PLACES);
  return accumulationPoints(tree, least, task, countOf)
    .sort((a, b) => b.rest - a.rest)
    .map(({ object }) => finding(search, object, detachedness));
}

/** Tells how many nodes that are detached an object keeps alive, itself among them: O(log of all). */
function detachedCounts(
  { positions, counts, top }: DominatorTree,
  detachedness: Uint8Array,
  task: Task,
): (object: number) => number {
  const found: number[] = [];
  for (let at = detachedness.indexOf(DETACHED); at >= 0; at = detachedness.indexOf(DETACHED, at + 1)) {
    if ((found.length & (STEP - 1)) === 0) task.step(at, detachedness.length);
    if (positions[at] !== NONE) found.push(positions[at]!);
  }
  const sorted = Uint32Array.from(found).sort();
  // What an object keeps alive comes right after it.
  return (object) => {
    if (object === top) return sorted.length;
    const position = positions[object]!;
    return countBelow(sorted, position + counts[object]!) - countBelow(sorted, position);
  };
}

/** How many of ascending numbers are below another. */
function countBelow(sorted: Uint32Array, limit: number): number {
  if (sorted.length === 0 || sorted[0]! >= limit) return 0;
  return lastAtMost((i) => sorted[i]!, sorted.length, limit - 1) + 1;
}

function finding(search: Search, point: number, detachedness: Uint8Array): Finding {
  const { heap, task } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  const holder = holderOf(search, point, detachedness);
  const members = tree.subtree(point).filter((object) => detachedness[object] === DETACHED);
  const most = mostAlike(heap, members, task)!;
  const others = members.length - most.count;
  const text = `${countedAlike(heap, most)}${others === 0 ? '' : ` and ${formatCount(others)} more`}`;
  return {
    rule: 'detached',
    sentence: `${variablePath(search, holder)} keeps ${formatCount(members.length)} nodes that no page has any more: ${text}`,
    ...retainedOf(heap, members.toSorted(), task),
    holder,
    command: (row) => `mpaths ${row}[@detached]`,
  };
}

/** Of one that is detached itself the first above that is so too: that is what the program holds. */
function holderOf(search: Search, point: number, detachedness: Uint8Array): number {
  const { idoms, top } = search.heap.derived(dominatorTreeOf, search.task);
  let at = point;
  while (detachedness[at] === DETACHED && idoms[at] !== top && detachedness[idoms[at]!] === DETACHED)
    at = idoms[at]!;
  const owner = ownerOf(search, at);
  return owner === NONE ? at : owner;
}
