import { containerHoldings } from '../../analysis/container-holdings.ts';
import { setOf } from '../../base/ascending.ts';
import type { Bitset } from '../../base/bitset.ts';
import { dominatorTreeOf, retainedOf } from '../../query/dominance.ts';
import { objectsByType } from '../../query/objects-by-type.ts';
import { amongAll, containerItems } from './container-items.ts';
import { containersOf } from './containers.ts';
import { countedType, largestTypes, tallyByType } from './counted.ts';
import type { Finding, Search } from './finding.ts';
import { holderName } from './holder-name.ts';
import { isBookkeeping, isNodesOwn } from './v8/engine-parts.ts';
import { isNamedByNode } from './v8/variable-path.ts';

const MOST_CACHES = 2;
const FEWEST = 10;

/**
 * Dicts, lists and sets whose items retain much: what one puts things into and may forget to take them out, also where
 * something else refers to the same things. Not the dicts of fields, nor what the container holds of roots, nor those that
 * are known.
 */
export function caches(search: Search, known: readonly Finding[]): Finding[] {
  const { heap, task, least } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  const { containers, ownerOf } = containersOf(search, FEWEST);
  const knownBytes = new Map(known.map(({ holder, bytes }) => [holder, bytes]));
  const alive = setOf(heap.snapshot.roots.objects, heap.snapshot.objectCount, task);
  task.phase('looking for containers that hold much');
  return containerHoldings(heap.graph, tree, containers, { alive, least }, task)
    .filter(({ container, itemCount, retained }) => {
      // What is told of it already may be its table alone, and not what others hold, too.
      const told = knownBytes.get(ownerOf(container)) ?? 0;
      return itemCount >= FEWEST && 2 * told < retained;
    })
    .map(({ container }) => ownerOf(container))
    .filter((owner) => !isOfRuntime(search, owner))
    .slice(0, MOST_CACHES)
    .map((owner) => cache(search, owner, alive));
}

/** Whether it is where Node keeps what it, or the program, is made of. */
function isOfRuntime(search: Search, owner: number): boolean {
  const { heap, task } = search;
  if (heap.runtime.id !== 'v8') return false;
  const { objects } = containerItems(heap, owner, task);
  const nothing = objects.reduce((count, item) => (isBookkeeping(heap, item) ? count + 1 : count), 0);
  return 2 * nothing > objects.length || (isNodesOwn(search, objects) && isNamedByNode(search, owner));
}

function cache(search: Search, container: number, alive: Bitset): Finding {
  const { heap, task } = search;
  const { types } = heap.snapshot;
  const tree = heap.derived(dominatorTreeOf, task);
  const { objects, placeCount } = containerItems(heap, container, task);
  const items = objects.filter((item) => !alive.has(item));
  const tally = tallyByType(heap, items, tree.sizes, task);
  const type = largestTypes(tally)[0]!;
  const { first } = heap.derived(objectsByType, task);
  const share = (100 * tally.counts[type]!) / (first[type + 1]! - first[type]!);
  const ofAll = share >= 50 ? `, ${share.toFixed(0)}% of all` : '';
  const counted = countedType(tally.counts[type]!, types[type]!);
  const among = amongAll(heap, container, tally.counts[type]!, placeCount);
  return {
    rule: 'cache',
    sentence: `${holderName(heap, container, task)} holds ${counted}${among}${ofAll}`,
    ...retainedOf(heap, items, task),
    holder: container,
    command: (row) => `retained ${row} | head 5`,
  };
}
