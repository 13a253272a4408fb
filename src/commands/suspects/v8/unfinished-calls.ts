import { formatCount } from '../../../base/quantities.ts';
import { STEP } from '../../../base/task.ts';
import { EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf, retainedOf } from '../../../query/dominance.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { objectsByType } from '../../../query/objects-by-type.ts';
import type { Finding, Search } from '../finding.ts';
import { functionText } from './alike.ts';

const FEWEST = 100;
const MOST_FINDINGS = 2;

/** Of one function. */
interface Calls {
  readonly called: number;
  readonly generators: number[];
  /** Bytes that each keeps alive by itself, summed up. */
  bytes: number;
}

/**
 * Calls of async functions that wait for what does not come, each for something of its own, and of generators that nobody
 * runs to the end. What many wait for together is told of by the rule before.
 */
export function unfinishedCalls(search: Search, known: readonly Finding[]): Finding[] {
  return callsByFunction(search)
    .filter(({ generators }) => generators.length >= FEWEST && !isTold(search, generators, known))
    .sort((a, b) => b.bytes - a.bytes || a.called - b.called)
    .slice(0, MOST_FINDINGS)
    .map((calls) => finding(search, calls));
}

function callsByFunction({ heap, task }: Search): Calls[] {
  const { snapshot } = heap;
  const { fileIds, lines, nameIds } = snapshot.objects;
  const { sizes } = heap.derived(dominatorTreeOf, task);
  const { first, objects } = heap.derived(objectsByType, task);
  const running = snapshot.names.find('function');
  const byPlace = new Map<string, Calls>();
  task.phase('looking for calls that do not end');
  for (const [type, { kind }] of snapshot.types.entries()) {
    if (kind !== 'generator' || running === NONE) continue;
    for (let i = first[type]!; i < first[type + 1]!; i++) {
      if ((i & (STEP - 1)) === 0) task.step(i, objects.length);
      const generator = objects[i]!;
      const called = targetOf(snapshot, generator, EdgeKind.slot, running);
      if (called === NONE) continue;
      // Closures of one function are many objects.
      const place = `${fileIds[called]}:${lines[called]}:${nameIds[called]}`;
      const calls = byPlace.get(place) ?? { called, generators: [], bytes: 0 };
      byPlace.set(place, calls);
      calls.generators.push(generator);
      calls.bytes += sizes[generator]!;
    }
  }
  return [...byPlace.values()];
}

function isTold({ heap, task }: Search, [generator]: readonly number[], known: readonly Finding[]): boolean {
  const tree = heap.derived(dominatorTreeOf, task);
  return known.some(({ rule, holder }) => rule === 'promises' && tree.isRetained(generator!, holder));
}

function finding({ heap, task }: Search, { called, generators }: Calls): Finding {
  return {
    rule: 'calls',
    sentence: `${formatCount(generators.length)} calls of ${functionText(heap, called)} have not ended`,
    ...retainedOf(heap, Uint32Array.from(generators), task),
    holder: generators[0]!,
    command: (row) => `at ${row}`,
  };
}
