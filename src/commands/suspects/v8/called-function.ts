import { EdgeKind, NONE } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { targetOf } from '../../../query/named-edge.ts';

/** One may bind what is bound. */
const MOST_TIMES = 10;

/**
 * Finds what a function calls that `bind` or an emitter's `once` has made: that says what it is for. Any other function is its
 * own. Each answer is bounded work.
 */
export function calledFunctions(snapshot: HeapSnapshot): (object: number) => number {
  const { lines, fileIds } = snapshot.objects;
  const [bound, listener, events] = ['bound_function', 'listener', 'node:events'].map((name) =>
    snapshot.names.find(name),
  );
  const next = (object: number): number => {
    // What is bound has no place of its own.
    const code = lines[object] === 0 ? targetOf(snapshot, object, EdgeKind.slot, bound!) : object;
    if (code === NONE) return NONE;
    const isOfEvents = events !== NONE && fileIds[code] === events;
    const given = isOfEvents ? targetOf(snapshot, object, EdgeKind.attribute, listener!) : NONE;
    return given !== NONE ? given : code === object ? NONE : code;
  };
  return (object) => {
    let at = object;
    for (let times = 0; times < MOST_TIMES; times++) {
      const called = next(at);
      if (called === NONE) break;
      at = called;
    }
    return at;
  };
}
