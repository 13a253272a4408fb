import { type AccumulationPoint, accumulationPoints } from '../../analysis/accumulation-points.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import { andOthers, countedType, largestTypes, type TypeTally } from './counted.ts';
import type { Finding, Search } from './finding.ts';
import { holderName } from './holder-name.ts';
import { objectWord, typeOf } from './set-words.ts';

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
    ...sentence(search, point),
    short: '',
    objects: tree.subtree(object),
    bytes: tree.sizes[object]!,
    holder: object,
    command:
      childCount === 0 ? `at ${objectWord(heap, object)}` : `dom ${objectWord(heap, object)} --depth 2`,
  };
}

/** Its name, and of what is directly below it the type that retains most. */
function sentence({ heap, task }: Search, { object, childCount }: AccumulationPoint) {
  const name = holderName(heap, object, task);
  if (childCount === 0) return { sentence: `${name} is one ${typeOf(heap, object).shortName}` };
  const tally = tallyChildren({ heap, task }, object);
  const type = largestTypes(tally)[0]!;
  const count = tally.counts[type]!;
  return {
    sentence: `${name} holds ${countedType(count, heap.snapshot.types[type]!)}`,
    others: andOthers(childCount - count),
  };
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
