import { formatCount } from '../../../base/quantities.ts';
import { EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import { targetOf } from '../../../query/named-edge.ts';
import type { Finding, Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { countedAlike, functionText, mostAlike } from './alike.ts';
import { isNodesOwn } from './engine-parts.ts';
import { objectsOfType } from './objects-of-type.ts';
import { variablePath } from './variable-path.ts';

const FEWEST = 100;
const REACTION = 'system / PromiseReaction';
const MOST_FINDINGS = 2;

/** Promises that are not settled and keep alive what waits for them: calls of async functions, and what `then` was given. */
export function promises(search: Search): Finding[] {
  const { heap, task, least } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  task.phase('looking for promises that are not settled');
  const large = pendingPromises(search).filter((promise) => tree.sizes[promise]! >= least);
  large.sort((a, b) => tree.positions[a]! - tree.positions[b]!);
  // Of promises that wait for each other the first is what all wait for.
  let end = 0;
  const outermost = large.filter((promise) => {
    const position = tree.positions[promise]!;
    if (position < end) return false;
    end = position + tree.counts[promise]!;
    return true;
  });
  return outermost
    .sort((a, b) => tree.sizes[b]! - tree.sizes[a]!)
    .slice(0, MOST_FINDINGS)
    .flatMap((promise) => finding(search, promise) ?? []);
}

function pendingPromises({ heap, task }: Search): number[] {
  const { snapshot } = heap;
  const slot = snapshot.names.find('reactions_or_result');
  const reaction = snapshot.names.find(REACTION);
  if (slot === NONE || reaction === NONE) return [];
  return Array.from(objectsOfType(heap, 'Promise', task)).filter((promise) => {
    const target = targetOf(snapshot, promise, EdgeKind.slot, slot);
    return target !== NONE && snapshot.objects.nameIds[target] === reaction;
  });
}

function finding(search: Search, promise: number): Finding | undefined {
  const { heap, task } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  const waiting = waitingFor(search, promise) ?? reactionsTo(search, promise);
  if (waiting === undefined) return undefined;
  return {
    rule: 'promises',
    sentence: `${variablePath(search, promise)} is not settled, and ${waiting} wait for it`,
    objects: tree.subtree(promise),
    bytes: tree.sizes[promise]!,
    holder: promise,
    command: (row) => `at ${row}`,
  };
}

/** `3,000 calls of work (app.js:3)`; where there are no calls, closures. */
function waitingFor({ heap, task }: Search, promise: number): string | undefined {
  const { snapshot } = heap;
  const tree = heap.derived(dominatorTreeOf, task);
  const running = snapshot.names.find('function');
  const calls: number[] = [];
  const closures: number[] = [];
  for (const object of tree.subtree(promise)) {
    const { kind } = typeOf(heap, object);
    if (kind === 'function') closures.push(object);
    if (kind !== 'generator' || running === NONE) continue;
    const called = targetOf(snapshot, object, EdgeKind.slot, running);
    if (called !== NONE) calls.push(called);
  }
  const alike = mostAlike(heap, calls.length >= FEWEST ? calls : ownClosures({ heap, task }, closures), task);
  if (alike === undefined || alike.count < FEWEST) return undefined;
  return calls.length >= FEWEST
    ? `${formatCount(alike.count)} calls of ${functionText(heap, alike.samples[0]!)}`
    : countedAlike(heap, alike);
}

/**
 * `3,000 reactions, as each Promise.race leaves one,`: functions of the engine, behind which there are none of the program.
 * O(what the promise keeps alive).
 */
function reactionsTo({ heap, task }: Search, promise: number): string | undefined {
  const { snapshot } = heap;
  const tree = heap.derived(dominatorTreeOf, task);
  const name = snapshot.names.find(REACTION);
  let count = 0;
  for (const object of tree.subtree(promise)) if (snapshot.objects.nameIds[object] === name) count++;
  return count < FEWEST ? undefined : `${formatCount(count)} reactions, as each Promise.race leaves one,`;
}

/** Those that the engine makes for itself have no place in a source. */
function ownClosures({ heap, task }: Pick<Search, 'heap' | 'task'>, closures: readonly number[]): number[] {
  const { runtime, snapshot } = heap;
  return closures.filter((each) => {
    const file = runtime.location(snapshot, each)?.file ?? '';
    return file !== '' && !isNodesOwn({ heap, task }, [each]);
  });
}
