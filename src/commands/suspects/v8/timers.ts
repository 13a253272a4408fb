import { formatCount } from '../../../base/quantities.ts';
import { EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf, retainedOf } from '../../../query/dominance.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { objectsByType } from '../../../query/objects-by-type.ts';
import type { Finding, Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { countedAlike, mostAlike } from './alike.ts';

const FEWEST = 100;
/** A server at rest has a timer for each of its connections. */
const NO_ACCIDENT = 1000;

/** Timers of Node that were set and not cleared: all that wait to call one function. */
export function timers(search: Search): Finding[] {
  const { heap, task } = search;
  const { snapshot } = heap;
  const type = snapshot.types.findIndex(({ name }) => name === 'Timeout');
  const callback = snapshot.names.find('_onTimeout');
  if (type < 0 || callback === NONE) return [];
  const { first, objects } = heap.derived(objectsByType, task);
  const functions = new Map<number, number>();
  for (const timer of objects.subarray(first[type], first[type + 1])) {
    const called = targetOf(snapshot, timer, EdgeKind.attribute, callback);
    if (called !== NONE) functions.set(timer, called);
  }
  const alike = mostAlike(heap, functions.values(), task);
  if (functions.size < FEWEST || alike === undefined) return [];
  const members = Uint32Array.from(functions.keys());
  const others = functions.size - alike.count;
  const called = `${countedAlike(heap, alike)}${others === 0 ? '' : ` and ${formatCount(others)} other functions`}`;
  const list = commonList(search, members);
  return [
    {
      rule: 'timers',
      sentence: `${formatCount(functions.size)} timers wait to call ${called}`,
      ...retainedOf(heap, list === NONE ? members : Uint32Array.of(list), task),
      isTellingAnyway: functions.size >= NO_ACCIDENT,
      holder: list === NONE ? members[0]! : list,
      // A path to one of them goes through its list, timer by timer, and tells nothing of who has set it.
      command: () => 'Timeout->_onTimeout | dom --too-many 3',
    },
  ];
}

/** Timers of one duration are in one list, which keeps them alive; NONE: they are in several. */
function commonList({ heap, task }: Search, timers: Uint32Array): number {
  const { idoms, top } = heap.derived(dominatorTreeOf, task);
  const list = idoms[timers[0]!]!;
  const isOne = list !== top && timers.every((timer) => idoms[timer] === list);
  return isOne && typeOf(heap, list).name === 'TimersList' ? list : NONE;
}
