import { type AccumulationPoint, accumulationPoints } from '../../../analysis/accumulation-points.ts';
import { NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import type { Finding, Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { type Alike, mostAlike } from './alike.ts';
import { isBookkeeping, isGlobal, isNodesOwn, isPart, isTable, ownerOf } from './engine-parts.ts';
import { holdsText, itemCount } from './holds-text.ts';
import { largeObject } from './large-object.ts';
import { isNamedByNode, variablePath } from './variable-path.ts';

/** So many of a class are a pile; of a Map, Set or Array that they are in it is no matter whether they are of one class. */
const FEWEST_ALIKE = 10;
const FEWEST_ITEMS = 100;

/**
 * One object of the program below which much piles up: things that are alike, or whatever is in one Map, Set or Array. Every
 * global, module and function keeps much alive too, but not much of the same.
 */
export function piles(search: Search, known: readonly Finding[]): Finding[] {
  const holders = new Set(known.map(({ holder }) => holder));
  search.task.phase('looking where bytes pile up');
  return points(search)
    .sort((a, b) => b.rest - a.rest)
    .flatMap((point) => {
      const holder = ownerOf(search, point.object);
      if (holder === NONE || holders.has(holder)) return [];
      const found = pile(search, point, holder, holders) ?? largeObject(search, point, holder);
      if (found !== undefined) holders.add(holder);
      return found ?? [];
    });
}

interface Point extends AccumulationPoint {
  /** From so many bytes on a child is no part of the rest. */
  readonly least: number;
}

/** Of the least bytes and of more: a pile of things of which each is worth telling of is seen from further away alone. */
function points({ heap, task, least: fewest, whole }: Search): Point[] {
  const tree = heap.derived(dominatorTreeOf, task);
  const found = new Map<number, Point>();
  for (let least = fewest; least <= whole; least *= 2) {
    for (const point of accumulationPoints(tree, least, task))
      if (!found.has(point.object)) found.set(point.object, { ...point, least });
  }
  return [...found.values()];
}

/** What is told of already is no part of another pile: one large text makes none of twenty small ones beside it. */
function pile(search: Search, point: Point, holder: number, told: ReadonlySet<number>): Finding | undefined {
  const { heap, task } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  const children: number[] = [];
  let room = heap.snapshot.objects.sizes[point.object]!;
  tree.forEachChild(point.object, (child) => {
    if (!isTable(heap, child)) {
      if (!told.has(child)) children.push(child);
    } else if (tree.sizes[child]! < point.least) {
      room += tree.sizes[child]!;
    }
  });
  const alike = mostOfItems(search, children);
  if (alike === undefined || isEngines(search, alike, holder)) return undefined;
  // The room for things is theirs, as long as they are no less than it.
  const others = point.rest - alike.bytes - Math.min(room, alike.bytes);
  const isAlike = alike.count >= FEWEST_ALIKE && alike.bytes >= others;
  if (!isAlike && itemCount(heap, holder) < FEWEST_ITEMS) return undefined;
  return {
    rule: 'accumulation',
    sentence: `${variablePath(search, holder)} ${holdsText(search, holder, { ...alike, children })}`,
    objects: tree.subtree(holder),
    bytes: tree.sizes[holder]!,
    holder,
    command: (row) => `dom ${row} --depth 2`,
  };
}

/**
 * What most of the bytes are of. Texts that come with as many other things are their keys: they are told of by the things,
 * though these hold them, too, or are smaller.
 */
function mostOfItems({ heap, task }: Search, children: readonly number[]): Alike | undefined {
  const { types, objects } = heap.snapshot;
  const isText = types.map(({ kind }) => kind === 'string');
  const texts: number[] = [];
  const others: number[] = [];
  for (const child of children) (isText[objects.typeIndexes[child]!] === true ? texts : others).push(child);
  const values = mostAlike(heap, others, task);
  if (texts.length === 0) return values;
  if (values === undefined || texts.length > 2 * values.count || values.count < FEWEST_ALIKE)
    return mostAlike(heap, children, task);
  const { sizes } = heap.derived(dominatorTreeOf, task);
  return { ...values, bytes: texts.reduce((sum, text) => sum + sizes[text]!, values.bytes) };
}

/** Of timers it is told by what they call; and that there are modules, or variables of the program, is nothing to tell. */
function isEngines(search: Search, { samples }: Alike, holder: number): boolean {
  const { heap } = search;
  const sample = samples[0]!;
  if (isPart(heap, sample) || isBookkeeping(heap, sample)) return true;
  if (typeOf(heap, sample).kind === 'cell' && isGlobal(heap, holder)) return true;
  return isNodesOwn(search, samples) && isNamedByNode(search, holder);
}
