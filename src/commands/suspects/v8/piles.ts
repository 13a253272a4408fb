import { type AccumulationPoint, accumulationPoints } from '../../../analysis/accumulation-points.ts';
import { formatBytes, formatCount } from '../../../base/quantities.ts';
import { EdgeKind, NONE, ValueKind } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import { targetOf } from '../../../query/named-edge.ts';
import type { Finding, Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { type Alike, countedAlike, mostAlike } from './alike.ts';
import { isGlobal, isNodesOwn, isPart, ownerOf } from './engine-parts.ts';
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

/** Of the least bytes and of more: a pile of things of which each is worth telling of is seen from further away alone. */
function points({ heap, task, least, whole }: Search): AccumulationPoint[] {
  const tree = heap.derived(dominatorTreeOf, task);
  const found = new Map<number, AccumulationPoint>();
  for (let bytes = least; bytes <= whole; bytes *= 2) {
    for (const point of accumulationPoints(tree, bytes, task))
      if (!found.has(point.object)) found.set(point.object, point);
  }
  return [...found.values()];
}

/** What is told of already is no part of another pile: one large text makes none of twenty small ones beside it. */
function pile(
  search: Search,
  point: AccumulationPoint,
  holder: number,
  told: ReadonlySet<number>,
): Finding | undefined {
  const { heap, task } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  const children: number[] = [];
  tree.forEachChild(point.object, (child) => {
    if (!told.has(child)) children.push(child);
  });
  const alike = mostOfItems(search, children);
  if (alike === undefined || isEngines(search, alike, holder)) return undefined;
  const length = itemCount(search, holder);
  const isAlike = alike.count >= FEWEST_ALIKE && 2 * alike.bytes >= point.rest;
  if (!isAlike && length < FEWEST_ITEMS) return undefined;
  return {
    rule: 'accumulation',
    sentence: `${variablePath(search, holder)} ${holdsText(search, holder, alike)}`,
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

/** Of timers it is told by what they call; and that the program has modules, each with variables, is nothing to tell. */
function isEngines(search: Search, { samples }: Alike, holder: number): boolean {
  const { heap } = search;
  const { name, kind } = typeOf(heap, samples[0]!);
  if (name === 'Timeout' || isPart(heap, samples[0]!)) return true;
  if (kind === 'cell' && isGlobal(heap, holder)) return true;
  return isNodesOwn(search, samples) && isNamedByNode(search, holder);
}

/** Of an array, Map or Set; -1: it is none. */
function itemCount({ heap: { snapshot } }: Search, object: number): number {
  const { lengths, valueKinds } = snapshot.objects;
  return valueKinds[object] === ValueKind.none ? lengths[object]! : -1;
}

/** `holds 5,000 Session in 5,001 entries`, `alone keeps 80 Page alive` */
function holdsText(search: Search, holder: number, alike: Alike): string {
  const { heap } = search;
  const counted = `${countedAlike(heap, alike)}${contextText(search, holder, alike)}`;
  const length = itemCount(search, holder);
  if (length < alike.count) return `alone keeps ${counted} alive`;
  const unit = typeOf(heap, holder).kind === 'list' ? 'elements' : 'entries';
  return length === alike.count ? `holds ${counted}` : `holds ${counted} in ${formatCount(length)} ${unit}`;
}

/** Of closures the bytes of the variables that each keeps alive alone. */
function contextText({ heap, task }: Search, holder: number, { samples }: Alike): string {
  if (typeOf(heap, samples[0]!).kind !== 'function') return '';
  const { snapshot } = heap;
  const tree = heap.derived(dominatorTreeOf, task);
  const { lines, fileIds } = snapshot.objects;
  const context = snapshot.names.find('context');
  const [line, file] = [lines[samples[0]!], fileIds[samples[0]!]];
  let bytes = 0;
  for (const object of tree.subtree(holder)) {
    if (lines[object] !== line || fileIds[object] !== file || typeOf(heap, object).kind !== 'function')
      continue;
    const variables = targetOf(snapshot, object, EdgeKind.slot, context);
    if (variables !== NONE && tree.idoms[variables] === object) bytes += tree.sizes[variables]!;
  }
  return bytes === 0 ? '' : `, whose variables keep ${formatBytes(bytes)}`;
}
