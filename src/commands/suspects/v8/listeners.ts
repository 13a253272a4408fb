import { formatCount } from '../../../base/quantities.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import { retainedOf } from '../../../query/dominance.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { simpleValue } from '../../../query/object-value.ts';
import type { Finding, Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { countedAlike, mostAlike } from './alike.ts';
import { objectsWith } from './objects-with.ts';
import { variablePath } from './variable-path.ts';

const FEWEST = 100;
const MOST_FINDINGS = 3;

/** All that listens to one event of one object. */
interface Listeners {
  readonly emitter: number;
  readonly event: string;
  /** What holds them: an array, or the first of a list. */
  readonly holder: number;
  readonly functions: readonly number[];
}

/** Hundreds of functions that listen to one event of one EventEmitter or EventTarget: each was added and none taken away. */
export function listeners(search: Search): Finding[] {
  const { task } = search;
  task.phase('looking for listeners');
  return [...emitters(search), ...eventTargets(search)]
    .filter(({ functions }) => functions.length >= FEWEST)
    .sort((a, b) => b.functions.length - a.functions.length)
    .slice(0, MOST_FINDINGS)
    .map((found) => finding(search, found));
}

function finding(search: Search, { emitter, event, holder, functions }: Listeners): Finding {
  const { heap, task } = search;
  const alike = mostAlike(heap, functions, task)!;
  const count = `${formatCount(functions.length)} listeners of ${JSON.stringify(event)}`;
  const most =
    functions.length === alike.count ? countedAlike(heap, alike) : `${countedAlike(heap, alike)} among them`;
  return {
    rule: 'listeners',
    sentence: `${variablePath(search, emitter)} has ${count}: ${most}`,
    ...retainedOf(heap, Uint32Array.of(holder), task),
    isTellingAnyway: true,
    holder,
    command: (row) => `at ${row}`,
  };
}

/** EventEmitter: `_events` has a function, or an array of them, for each event. */
function* emitters({ heap, task }: Search): Generator<Listeners> {
  const { edges, names, objects } = heap.snapshot;
  for (const { owner, value: events } of objectsWith(heap, '_events', task)) {
    for (let e = edges.first[events]!, end = edges.first[events + 1]!; e < end; e++) {
      const array = edges.targets[e]!;
      if ((edges.kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.attribute || objects.lengths[array]! < FEWEST)
        continue;
      const event = names.text(edges.names[e]!);
      if (event === '__proto__') continue;
      yield { emitter: owner, event, holder: array, functions: elementsOf(heap, array) };
    }
  }
}

function elementsOf(heap: Heap, array: number): number[] {
  const { first, targets, kinds } = heap.snapshot.edges;
  const found: number[] = [];
  for (let e = first[array]!, end = first[array + 1]!; e < end; e++) {
    const isElement = (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.element;
    if (isElement && typeOf(heap, targets[e]!).kind === 'function') found.push(targets[e]!);
  }
  return found;
}

/** Node's EventTarget: a Map that has for each event the head of a list of listeners. */
function* eventTargets(search: Search): Generator<Listeners> {
  const { heap } = search;
  const { snapshot } = heap;
  const { edges } = snapshot;
  const table = snapshot.names.find('table');
  if (table === NONE) return;
  for (const { owner, value: map } of eventMaps(search)) {
    const entries = targetOf(snapshot, map, EdgeKind.slot, table);
    if (entries === NONE) continue;
    for (let e = edges.first[entries]!, end = edges.first[entries + 1]!; e < end; e++) {
      if ((edges.kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.entry || edges.names[e] === NONE) continue;
      const event = String(simpleValue(snapshot, edges.names[e]!));
      const functions = functionsOf(heap, edges.targets[e]!);
      yield { emitter: owner, event, holder: edges.targets[e]!, functions };
    }
  }
}

/** By the name that the symbol has had in different Nodes. */
function* eventMaps({ heap, task }: Search) {
  yield* objectsWith(heap, '<symbol kEvents>', task);
  yield* objectsWith(heap, '<symbol nodejs.event_target.kEvents>', task);
}

function functionsOf({ snapshot }: Heap, head: number): number[] {
  const next = snapshot.names.find('next');
  const callback = snapshot.names.find('callback');
  const found: number[] = [];
  const seen = new Set<number>();
  for (let at = head; at !== NONE && !seen.has(at); at = targetOf(snapshot, at, EdgeKind.attribute, next)) {
    seen.add(at);
    const each = targetOf(snapshot, at, EdgeKind.attribute, callback);
    if (each !== NONE) found.push(each);
  }
  return found;
}
