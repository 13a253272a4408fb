import { STEP, type Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { LabelTexts } from '../partition/label-texts.ts';
import { type ComparedKey, comparedKeys } from './labels.ts';

/** The objects of a set by label: how many, and their bytes. Labels that came later have none: undefined. */
export interface LabelTally {
  readonly set: ObjectSet;
  /** By item of the set. */
  readonly labelOf: Uint32Array;
  readonly counts: readonly number[];
  readonly sizes: readonly number[];
}

/** O(objects of the set), 4 bytes each; and what the key costs. */
export function tallyLabels(set: ObjectSet, key: ComparedKey, texts: LabelTexts, task: Task): LabelTally {
  const { heap, indexes } = set;
  const { sizes: objectSizes } = heap.snapshot.objects;
  const labelOfObject = comparedKeys[key](heap, texts, task);
  const labelOf = new Uint32Array(indexes.length);
  const counts: number[] = [];
  const sizes: number[] = [];
  for (let item = 0; item < indexes.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, indexes.length);
    const label = labelOfObject(indexes[item]!);
    labelOf[item] = label;
    counts[label] = (counts[label] ?? 0) + 1;
    sizes[label] = (sizes[label] ?? 0) + objectSizes[indexes[item]!]!;
  }
  return { set, labelOf, counts, sizes };
}
