import { formatBytes, formatCount } from '../../../base/quantities.ts';
import { EdgeKind, NONE, ValueKind } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { containerItems } from '../container-items.ts';
import type { Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { type Alike, countedAlike, likeness } from './alike.ts';
import { innerPile } from './inner-pile.ts';

/** What most of a pile is of, among all that its holder keeps alive directly. */
export interface Pile extends Alike {
  readonly children: readonly number[];
}

/** `holds 5,000 Session in 5,001 entries`, `alone keeps 80 Page alive`. O(what the holder keeps alive and its edges). */
export function holdsText(search: Search, holder: number, pile: Pile): string {
  const { heap } = search;
  const length = itemCount(heap, holder);
  const count = length < 0 ? pile.count : Math.max(pile.count, itemsLike(search, holder, pile.samples[0]!));
  const counted = countedAlike(heap, { ...pile, count });
  const more = contextText(search, holder, pile) ?? innerText(search, pile) ?? '';
  if (length < count) return `alone keeps ${counted} alive${more}`;
  const unit = typeOf(heap, holder).kind === 'list' ? 'elements' : 'entries';
  return `holds ${counted}${length === count ? '' : ` in ${formatCount(length)} ${unit}`}${more}`;
}

/** Of an array, Map or Set; -1: it is none. */
export function itemCount({ snapshot }: Heap, object: number): number {
  const { lengths, valueKinds } = snapshot.objects;
  return valueKinds[object] === ValueKind.none ? lengths[object]! : -1;
}

/** How many items are called as one is, also those that something else keeps alive as well. */
function itemsLike({ heap, task }: Search, holder: number, sample: number): number {
  const { typeIndexes } = heap.snapshot.objects;
  const isFunction = typeOf(heap, sample).kind === 'function';
  const keyOf = isFunction ? likeness(heap) : (object: number) => typeIndexes[object]!;
  const key = keyOf(sample);
  const { objects } = containerItems(heap, holder, task);
  return objects.reduce((count, item) => (keyOf(item) === key ? count + 1 : count), 0);
}

/** Of closures the bytes of the variables that each keeps alive alone, where these are the most. */
function contextText({ heap, task }: Search, holder: number, { samples }: Pile): string | undefined {
  if (typeOf(heap, samples[0]!).kind !== 'function') return undefined;
  const { snapshot } = heap;
  const tree = heap.derived(dominatorTreeOf, task);
  const keyOf = likeness(heap);
  const key = keyOf(samples[0]!);
  const context = snapshot.names.find('context');
  let bytes = 0;
  for (const object of tree.subtree(holder)) {
    if (typeOf(heap, object).kind !== 'function' || keyOf(object) !== key) continue;
    const variables = targetOf(snapshot, object, EdgeKind.slot, context);
    if (variables !== NONE && tree.idoms[variables] === object) bytes += tree.sizes[variables]!;
  }
  return 2 * bytes < tree.sizes[holder]! ? undefined : `, whose variables keep ${formatBytes(bytes)}`;
}

function innerText(search: Search, { samples, children }: Pile): string | undefined {
  const { heap } = search;
  // Few tell whether it is worth looking at all.
  if (innerPile(search, samples) === undefined) return undefined;
  const keyOf = likeness(heap);
  const key = keyOf(samples[0]!);
  const inner = innerPile(
    search,
    children.filter((child) => keyOf(child) === key),
  );
  return inner && `, which hold ${countedAlike(heap, inner)}`;
}
