import { type AccumulationPoint, accumulationPoints } from '../../analysis/accumulation-points.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import { amongAll, containerItems, isContainer } from './container-items.ts';
import { countedType, largestTypes, type TypeTally } from './counted.ts';
import type { Finding, Search } from './finding.ts';
import { holderName } from './holder-name.ts';
import { typeOf } from './set-words.ts';

/** One object below which much piles up, of which nothing is much by itself. */
export function accumulations(search: Search): Finding[] {
  const tree = search.heap.derived(dominatorTreeOf, search.task);
  search.task.phase('looking where bytes pile up');
  return accumulationPoints(tree, search.least, search.task)
    .sort((a, b) => b.rest - a.rest)
    .map((point) => accumulation(search, point));
}

function accumulation(search: Search, point: AccumulationPoint): Finding {
  const { heap, task } = search;
  // Of each its children are looked at, of which there may be many.
  task.step(0, 0);
  const tree = heap.derived(dominatorTreeOf, task);
  const { object, childCount } = point;
  return {
    rule: childCount === 0 ? 'large object' : 'accumulation',
    sentence: sentence(search, point),
    objects: tree.subtree(object),
    bytes: tree.sizes[object]!,
    holder: object,
    command: (row) => (childCount === 0 ? `at ${row}` : `dom ${row} --depth 2`),
  };
}

function sentence(search: Search, { object, childCount }: AccumulationPoint): string {
  const { heap, task } = search;
  const name = holderName(heap, object, task);
  if (childCount === 0) return `${name} is one ${typeOf(heap, object).shortName}`;
  return `${name} ${(isContainer(heap, object) ? heldItems(search, object) : undefined) ?? keptAlive(search, object)}`;
}

/** Of a container the items of that type of which it alone keeps the most bytes alive; undefined: it keeps none alive. */
function heldItems({ heap, task }: Search, object: number): string | undefined {
  const tree = heap.derived(dominatorTreeOf, task);
  const { objects, placeCount } = containerItems(heap, object, task);
  const { typeIndexes } = heap.snapshot.objects;
  const counts = new Uint32Array(heap.snapshot.types.length);
  const bytes = new Float64Array(heap.snapshot.types.length);
  for (const item of objects) {
    if (tree.idoms[item] !== object) continue;
    counts[typeIndexes[item]!]!++;
    bytes[typeIndexes[item]!]! += tree.sizes[item]!;
  }
  const type = largestTypes({ counts, bytes })[0];
  if (type === undefined) return undefined;
  const count = objects.reduce((sum, item) => sum + (typeIndexes[item] === type ? 1 : 0), 0);
  const counted = countedType(count, heap.snapshot.types[type]!);
  return `holds ${counted}${amongAll(heap, object, count, placeCount)}`;
}

/** Of what is directly below it in the dominator tree, the type with the most bytes. */
function keptAlive({ heap, task }: Search, object: number): string {
  const tally = tallyChildren({ heap, task }, object);
  const type = largestTypes(tally)[0]!;
  return `alone keeps ${countedType(tally.counts[type]!, heap.snapshot.types[type]!)} alive`;
}

function tallyChildren({ heap, task }: Pick<Search, 'heap' | 'task'>, object: number): TypeTally {
  const tree = heap.derived(dominatorTreeOf, task);
  const { typeIndexes } = heap.snapshot.objects;
  const counts = new Uint32Array(heap.snapshot.types.length);
  const bytes = new Float64Array(heap.snapshot.types.length);
  tree.forEachChild(object, (child) => {
    counts[typeIndexes[child]!]!++;
    bytes[typeIndexes[child]!]! += tree.sizes[child]!;
  });
  return { counts, bytes };
}
