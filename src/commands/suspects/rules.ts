import type { Heap } from '../../query/heap.ts';
import { accumulations } from './accumulations.ts';
import { caches } from './caches.ts';
import { duplicateTexts } from './duplicate-texts.ts';
import { exceptions } from './exceptions.ts';
import type { Finding, Search } from './finding.ts';
import { longChains } from './long-chains.ts';
import { typeGroups } from './type-groups.ts';
import { detachedNodes } from './v8/detached.ts';
import { keptInARow } from './v8/kept-in-a-row.ts';
import { listeners } from './v8/listeners.ts';
import { piles } from './v8/piles.ts';
import { promises } from './v8/promises.ts';
import { registries } from './v8/registries.ts';
import { ropes } from './v8/ropes.ts';
import { timers } from './v8/timers.ts';
import { unfinishedCalls } from './v8/unfinished-calls.ts';

/** Something to look for. `known`: what the rules before it have found. */
export type Rule = (search: Search, known: readonly Finding[]) => readonly Finding[];

/** Those that name one holder first: of several that tell of the same bytes, the first is the answer. */
const common: readonly Rule[] = [accumulations, caches, typeGroups, exceptions, longChains, duplicateTexts];

/** Where a runtime keeps things in a way of its own, what it says of them comes before what is true of any heap. */
const ofRuntime: ReadonlyMap<string, readonly Rule[]> = new Map([
  [
    'v8',
    [
      detachedNodes,
      listeners,
      timers,
      promises,
      unfinishedCalls,
      registries,
      ropes,
      piles,
      caches,
      typeGroups,
      longChains,
      keptInARow,
      duplicateTexts,
    ],
  ],
]);

export function rulesFor({ runtime }: Heap): readonly Rule[] {
  return ofRuntime.get(runtime.id) ?? common;
}
