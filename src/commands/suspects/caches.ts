import { containerHoldings, type Holding } from '../../analysis/container-holdings.ts';
import { Bitset } from '../../base/bitset.ts';
import { STEP } from '../../base/task.ts';
import { NONE, type ObjectKind } from '../../model/kinds.ts';
import { dictOwners } from '../../query/dict-owners.ts';
import { dominatorTreeOf, retainedOf } from '../../query/dominance.ts';
import { objectsByType } from '../../query/objects-by-type.ts';
import { amongAll, containerItems } from './container-items.ts';
import { countedType, largestTypes, tallyByType } from './counted.ts';
import type { Finding, Search } from './finding.ts';
import { holderName } from './holder-name.ts';

const containerKinds: ReadonlySet<ObjectKind> = new Set(['dict', 'list', 'set']);
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
  const containers = containersOf(search);
  const holders = new Set(known.map(({ holder }) => holder));
  const alive = new Bitset(heap.snapshot.objectCount);
  for (const root of heap.snapshot.roots.objects) alive.add(root);
  task.phase('looking for containers that hold much');
  return containerHoldings(heap.graph, tree, containers, { alive, least }, task)
    .filter(({ container, itemCount }) => itemCount >= FEWEST && !holders.has(container))
    .slice(0, MOST_CACHES)
    .map((holding) => cache(search, holding, alive));
}

function containersOf({ heap, task }: Search): Uint32Array {
  const { types } = heap.snapshot;
  const { first, objects } = heap.derived(objectsByType, task);
  const owners = heap.derived(dictOwners, task);
  const ofKinds = types.flatMap(({ kind }, type) => {
    return containerKinds.has(kind) ? [objects.subarray(first[type], first[type + 1])] : [];
  });
  const all = new Uint32Array(ofKinds.reduce((sum, each) => sum + each.length, 0));
  let end = 0;
  for (const each of ofKinds) {
    all.set(each, end);
    end += each.length;
  }
  return all.filter((object, i) => {
    if ((i & (STEP - 1)) === 0) task.step(i, all.length);
    return owners[object] === NONE;
  });
}

function cache(search: Search, { container }: Holding, alive: Bitset): Finding {
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
