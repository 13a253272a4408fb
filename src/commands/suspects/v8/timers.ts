import { freedObjects } from '../../../analysis/freed.ts';
import { reachable } from '../../../analysis/reachable.ts';
import { formatCount } from '../../../base/quantities.ts';
import { STEP } from '../../../base/task.ts';
import { EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf, retainedOf } from '../../../query/dominance.ts';
import { withBytes } from '../../../query/freed.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { simpleValue } from '../../../query/object-value.ts';
import { reachableOf } from '../../../query/reachability.ts';
import type { Finding, Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { callText, likeness } from './alike.ts';
import { calledFunctions } from './called-function.ts';
import { objectsOfType } from './objects-of-type.ts';

const FEWEST = 100;
/** A server at rest has a timer for each of its connections. */
const NO_ACCIDENT = 1000;
const MOST_FINDINGS = 2;

/** By timer: the function that it will call. */
type Calls = ReadonlyMap<number, number>;

/**
 * Timers of Node that were set and not cleared: a hundred and more that wait to call the same function. Those that call one of
 * Node's own are a part of sockets and the like, which are told of as what they are.
 */
export function timers(search: Search): Finding[] {
  const calls = waiting(search);
  return byFunction(search, calls)
    .filter((members) => members.length >= FEWEST)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_FINDINGS)
    .map((members) => finding(search, calls, Uint32Array.from(members)));
}

/** One that has fired for the last time, or was cleared, calls nothing any more. */
function waiting({ heap, task }: Search): Calls {
  const { snapshot } = heap;
  const calls = new Map<number, number>();
  const callback = snapshot.names.find('_onTimeout');
  if (callback === NONE) return calls;
  const destroyed = snapshot.names.find('_destroyed');
  const timers = objectsOfType(heap, 'Timeout', task);
  for (let i = 0; i < timers.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, timers.length);
    const timer = timers[i]!;
    const called = targetOf(snapshot, timer, EdgeKind.attribute, callback);
    if (called === NONE || typeOf(heap, called).kind !== 'function') continue;
    const isDestroyed = targetOf(snapshot, timer, EdgeKind.attribute, destroyed);
    if (isDestroyed === NONE || simpleValue(snapshot, isDestroyed) !== true) calls.set(timer, called);
  }
  return calls;
}

/** Timers that call a function of the program, by which one. */
function byFunction({ heap }: Search, calls: Calls): number[][] {
  const keyOf = likeness(heap);
  const isNodes = nodesFunctions(heap);
  const found = new Map<string | number, number[]>();
  for (const [timer, called] of calls) {
    if (isNodes(called)) continue;
    const key = keyOf(called);
    const members = found.get(key);
    if (members === undefined) found.set(key, [timer]);
    else members.push(timer);
  }
  return [...found.values()];
}

function nodesFunctions({ snapshot, runtime }: Heap): (object: number) => boolean {
  const called = calledFunctions(snapshot);
  return (object) => runtime.location(snapshot, called(object))?.file?.startsWith('node:') === true;
}

function finding(search: Search, calls: Calls, members: Uint32Array): Finding {
  const { heap } = search;
  const list = listOf(search, calls, members);
  const samples = [calls.get(members[0]!)!];
  return {
    rule: 'timers',
    sentence: `${formatCount(members.length)} timers wait to ${callText(heap, { samples })}`,
    ...(list === NONE
      ? freedBeside(search, calls, members)
      : retainedOf(heap, Uint32Array.of(list), search.task)),
    isTellingAnyway: members.length >= NO_ACCIDENT,
    holder: list === NONE ? members[0]! : list,
    // A path to one of them goes through its list, timer by timer, and tells nothing of who has set it.
    command: (row) => `(${row} and Timeout)->_onTimeout | dom --too-many 3`,
  };
}

/** Timers of one duration are in one list, which keeps them alive; NONE: they are in several, or others are in it. */
function listOf({ heap, task }: Search, calls: Calls, members: Uint32Array): number {
  const { idoms, top } = heap.derived(dominatorTreeOf, task);
  const list = idoms[members[0]!]!;
  if (list === top || typeOf(heap, list).name !== 'TimersList') return NONE;
  let inList = 0;
  for (const timer of calls.keys()) if (idoms[timer] === list) inList++;
  return inList === members.length && members.every((timer) => idoms[timer] === list) ? list : NONE;
}

/**
 * What clearing them would free. They are linked to other timers as well, which would go on waiting: of what these keep, nothing
 * is freed. O(objects + edges).
 */
function freedBeside({ heap, task }: Search, calls: Calls, members: Uint32Array) {
  const { graph, snapshot } = heap;
  const cleared = new Set(members);
  const others = Uint32Array.from(calls.keys()).filter((timer) => !cleared.has(timer));
  const roots = snapshot.roots.objects;
  const kept = new Uint32Array(roots.length + others.length);
  kept.set(roots);
  kept.set(others, roots.length);
  const before = heap.derived(reachableOf, task);
  task.phase('searching without the set');
  const after = reachable(graph, kept, task, members);
  return withBytes(heap, freedObjects(before, after, task), task);
}
