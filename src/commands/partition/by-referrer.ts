import { STEP, type Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { referrersOf } from '../../query/reachability.ts';
import { Clodos } from './clodos.ts';
import type { Groups } from './groups.ts';
import { groupByLabels } from './label-sets.ts';

/** heapy's byrcs: groups objects by the set of what refers to them, each by its class or dict of class. O(references to them). */
export function byReferrer(set: ObjectSet, task: Task): Groups {
  const { first, sources, weak } = set.heap.derived(referrersOf, task);
  const { typeIndexes } = set.heap.snapshot.objects;
  const clodos = new Clodos(set.heap, task);
  return groupByLabels(
    set,
    (object, labels) => {
      for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
        // One object may have most of them: None.
        if ((row & (STEP - 1)) === 0) task.step(row, sources.length);
        if (!weak.has(row)) labels.add(clodos.label(sources[row]!, typeIndexes[sources[row]!]!));
      }
    },
    (label) => clodos.texts.text(label),
    task,
  );
}
