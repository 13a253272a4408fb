import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK } from '../../model/kinds.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { edgeReferrersOf } from '../../query/reachability.ts';
import type { Groups } from './groups.ts';
import { groupByLabels } from './label-sets.ts';
import { LabelTexts } from './label-texts.ts';

/** heapy's byvia: groups objects by the set of edges by which they are referred to. O(references to them). */
export function byVia(set: ObjectSet, task: Task): Groups {
  const { first, edges, weak } = set.heap.derived(edgeReferrersOf, task);
  const names = new EdgeNames(set.heap);
  return groupByLabels(
    set,
    (object, labels) => {
      for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
        // One object may have most of them: None.
        if ((row & (STEP - 1)) === 0) task.step(row, edges.length);
        if (!weak.has(row)) labels.add(names.label(edges[row]!));
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
  readonly #kinds: Uint8Array;
  readonly #names: Uint32Array;
  /** By kind, and by name up to the number of objects, which few names are beyond: the label plus one. */
  readonly #near: Uint32Array[] = [];
  readonly #far = new Map<number, number>();

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#kinds = heap.snapshot.edges.kinds;
    this.#names = heap.snapshot.edges.names;
  }

  label(edge: number): number {
    const kind = this.#kinds[edge]! & EDGE_KIND_MASK;
    const name = this.#names[edge]!;
    const { objectCount } = this.#heap.snapshot;
    if (name >= objectCount) return this.#farLabel(kind * 2 ** 32 + name, edge);
    // Of its pages those that nothing is written to are never there.
    this.#near[kind] ??= new Uint32Array(objectCount);
    const labels = this.#near[kind];
    if (labels[name] === 0) labels[name] = this.#newLabel(edge) + 1;
    return labels[name]! - 1;
  }

  #farLabel(key: number, edge: number): number {
    const label = this.#far.get(key) ?? this.#newLabel(edge);
    this.#far.set(key, label);
    return label;
  }

  /** Different names may read the same. */
  #newLabel(edge: number): number {
    const { snapshot, runtime } = this.#heap;
    return this.texts.label(edgeLabel({ near: snapshot, runtime }, edge));
  }
}
