import { STEP, type Task } from '../../base/task.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { edgeReferrersOf } from '../../query/reachability.ts';
import type { Groups } from './groups.ts';
import { groupByLabels } from './label-sets.ts';
import { LabelTexts } from './label-texts.ts';

/** heapy's byvia: groups objects by the set of edges by which they are referred to. O(references to them). */
export function byVia(set: ObjectSet, task: Task): Groups {
  const referrers = set.heap.derived(edgeReferrersOf, task);
  const names = new EdgeNames(set.heap);
  return groupByLabels(
    set,
    (object, labels) => {
      for (let row = referrers.first[object]!; row < referrers.first[object + 1]!; row++) {
        // One object may have most of them: None.
        if ((row & (STEP - 1)) === 0) task.step(row, referrers.sources.length);
        if (!referrers.weak.has(row)) labels.add(names.label(referrers.edges[row]!));
      }
    },
    (label) => names.texts.text(label),
    task,
  );
}

/** A number for each different edge name. The text is made once a kind and name, since making it is slow. */
class EdgeNames {
  readonly texts = new LabelTexts();
  readonly #heap: Heap;
  readonly #labels = new Map<number, number>();

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  label(edge: number): number {
    const { kinds, names } = this.#heap.snapshot.edges;
    const key = kinds[edge]! * 2 ** 32 + names[edge]!;
    let label = this.#labels.get(key);
    if (label === undefined) {
      label = this.texts.label(edgeLabel(this.#heap, edge));
      this.#labels.set(key, label);
    }
    return label;
  }
}
