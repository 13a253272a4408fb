import { accumulationPoints } from '../../../analysis/accumulation-points.ts';
import { DominatorTree } from '../../../analysis/dominator-tree.ts';
import { formatCount } from '../../../base/quantities.ts';
import { STEP } from '../../../base/task.ts';
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
 * has half of them, as bytes do. O(objects), 12 bytes an object while it runs.
 */
export function detachedNodes(search: Search): Finding[] {
  const { heap, task } = search;
  const { detachedness } = heap.snapshot.objects;
  if (detachedness?.includes(DETACHED) !== true) return [];
  task.phase('looking for nodes that are detached');
  const tree = heap.derived(dominatorTreeOf, task);
  const byCount = new DominatorTree({
    idoms: tree.idoms,
    order: tree.order,
    positions: tree.positions,
    counts: tree.counts,
    sizes: detachedCounts(search, detachedness),
  });
  // What has a good part of them is looked at for itself; a single widget of a few nodes is not.
  const least = Math.max(FEWEST, byCount.sizes[byCount.top]! / MOST_PLACES);
  return accumulationPoints(byCount, least, task)
    .sort((a, b) => b.rest - a.rest)
    .map(({ object }) => finding(search, object, detachedness));
}

/** By object: how many nodes that are detached it keeps alive, itself among them. */
function detachedCounts({ heap, task }: Search, detachedness: Uint8Array): Float64Array {
  const { order, positions, counts, top } = heap.derived(dominatorTreeOf, task);
  const before = new Uint32Array(order.length + 1);
  for (let i = 0; i < order.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, order.length);
    before[i + 1] = before[i]! + (detachedness[order[i]!] === DETACHED ? 1 : 0);
  }
  const found = new Float64Array(top + 1);
  for (const object of order) {
    const position = positions[object]!;
    found[object] = before[position + counts[object]!]! - before[position]!;
  }
  found[top] = before[order.length]!;
  return found;
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
