import { type Chains, chains } from '../../analysis/chains.ts';
import { type Link, linksOfOneType } from '../../analysis/links-of-one-type.ts';
import { longChainMembers } from '../../analysis/long-chain-members.ts';
import { formatCount } from '../../base/quantities.ts';
import { STEP } from '../../base/task.ts';
import { NONE, ValueKind } from '../../model/kinds.ts';
import { dictOwners } from '../../query/dict-owners.ts';
import { dominatorTreeOf, retainedOf } from '../../query/dominance.ts';
import { objectsByType } from '../../query/objects-by-type.ts';
import { bitsOf } from '../../query/sets/bit-rows.ts';
import { linkedObjects } from '../reference-view/linked-objects.ts';
import { countedType } from './counted.ts';
import type { Finding, Search } from './finding.ts';
import { typeWord } from './set-words.ts';

/** A chain is long when nobody would have meant it to be. */
const LONG = 100;
const MOST_LINKS = 4;

/** Objects of one type that are linked to chains of a hundred and more by the same field. */
export function longChains(search: Search): Finding[] {
  const { heap, task } = search;
  const { snapshot } = heap;
  const owners = heap.derived(dictOwners, task);
  task.phase('looking for chains');
  const { typeIndexes } = snapshot.objects;
  return linksOfOneType(snapshot.edges, typeIndexes, owners, LONG, task)
    .slice(0, MOST_LINKS)
    .flatMap((link) => longChain(search, link));
}

function longChain(search: Search, link: Link): Finding[] {
  const { heap, task } = search;
  const { first, objects } = heap.derived(objectsByType, task);
  const type = heap.snapshot.types[link.type]!;
  const field = fieldName(search, link);
  const members = objects.subarray(first[link.type], first[link.type + 1]);
  // What all together do not reach, some of them do not.
  if (field === undefined || !outweighs(search, members) || isListOfNode(search, members)) return [];
  const next = linkedObjects({ heap, indexes: members }, field, task);
  const { objectCount } = heap.snapshot;
  const found = chains(objectCount, members, next, heap.snapshot.objects.sizes, task);
  const linked = longChainMembers(objectCount, members, next, found, LONG, task);
  if (!outweighs(search, linked)) return [];
  const freed = retainedOf(heap, linked, task);
  const longest = longestChain(found);
  const counted = countedType(linked.length, type);
  const text = `linked by .${field}, ${formatCount(found.lengths[longest]!)} in a row`;
  return [
    {
      rule: 'chain',
      sentence: `${counted} are ${text}`,
      within: (objects) => `${countedType(countIn(search, linked, objects), type)} linked by .${field}`,
      ...freed,
      holder: found.heads[longest]!,
      command: () => `chains ${typeWord(type)} via ${field} | sort length desc | head 5`,
    },
  ];
}

/** Node keeps timers and listeners in lists of its own, of which other rules tell. */
function isListOfNode({ heap }: Search, members: Uint32Array): boolean {
  const file = heap.runtime.location(heap.snapshot, members[0]!)?.file;
  return heap.runtime.id === 'v8' && file?.startsWith('node:') === true;
}

/** How many of some objects are among others. */
function countIn({ heap, task }: Search, some: Uint32Array, others: Uint32Array): number {
  const isOther = bitsOf({ heap, indexes: others });
  let count = 0;
  for (let i = 0; i < some.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, some.length);
    if (isOther.has(some[i]!)) count++;
  }
  return count;
}

/** Whether what members retain adds up to the least: a cheap look that tells whether a search is worth its time. */
function outweighs({ heap, task, least }: Search, members: Uint32Array): boolean {
  const tree = heap.derived(dominatorTreeOf, task);
  let sum = 0;
  for (const member of members) {
    sum += tree.sizes[member]!;
    if (sum >= least) return true;
  }
  return false;
}

function longestChain({ lengths }: Chains): number {
  return lengths.reduce((longest, length, row) => (length > lengths[longest]! ? row : longest), 0);
}

/** Undefined: no line can say it. */
function fieldName({ heap: { snapshot } }: Search, { name, inDict }: Link): string | undefined {
  const { valueKinds, valueIndexes } = snapshot.objects;
  if (inDict && (name === NONE || valueKinds[name] !== ValueKind.text)) return undefined;
  const text = inDict ? snapshot.texts.text(valueIndexes[name]!) : snapshot.names.text(name);
  return /^[A-Za-z_]\w*$/.test(text) ? text : undefined;
}
