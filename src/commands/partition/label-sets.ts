import type { Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { Groups } from './groups.ts';

const MOST_LABELS_SHOWN = 8;

/** Adds the label of each thing about an object that counts; repeats do not matter. Labels are small numbers. */
export type CollectLabels = (objectIndex: number, labels: LabelSet) => void;

/**
 * Groups objects by their sets of labels: two are together when exactly the same labels were collected for them. The text
 * of a group is its labels in alphabetical order; of very many the first few are shown and the rest counted.
 */
export function groupByLabels(
  set: ObjectSet,
  collect: CollectLabels,
  textOf: (label: number) => string,
  task: Task,
): Groups {
  const { indexes } = set;
  const groupOf = new Uint32Array(indexes.length);
  const keys: string[] = [];
  const known = new Map<number | string, number>();
  const labels = new LabelSet();
  for (let item = 0; item < indexes.length; item++) {
    // An object may have a million referrers: more steps than usual.
    if ((item & 1023) === 0) task.step(item, indexes.length);
    labels.clear();
    collect(indexes[item]!, labels);
    const key = labels.key();
    let group = known.get(key);
    if (group === undefined) {
      group = keys.push(setText(labels.values, textOf)) - 1;
      known.set(key, group);
    }
    groupOf[item] = group;
  }
  return { groupOf, keys };
}

/** A set that is filled and emptied millions of times: each label remembers the last filling that it was in. */
export class LabelSet {
  readonly values: number[] = [];
  readonly #lastFilling: number[] = [];
  #filling = 0;

  clear(): void {
    this.values.length = 0;
    this.#filling++;
  }

  add(label: number): void {
    if (this.#lastFilling[label] === this.#filling) return;
    this.#lastFilling[label] = this.#filling;
    this.values.push(label);
  }

  /** Equal for equal sets. Most have one or two labels, which a number can tell. */
  key(): number | string {
    const [a, b] = this.values;
    if (a === undefined) return -1;
    if (b === undefined) return a;
    if (this.values.length === 2) return (Math.min(a, b) + 1) * 2 ** 26 + Math.max(a, b);
    return Uint32Array.from(this.values).sort().join();
  }
}

function setText(labels: readonly number[], textOf: (label: number) => string): string {
  if (labels.length === 0) return '(nothing)';
  const texts = labels.map(textOf).sort();
  if (texts.length <= MOST_LABELS_SHOWN) return texts.join(', ');
  return `${texts.slice(0, MOST_LABELS_SHOWN).join(', ')} and ${texts.length - MOST_LABELS_SHOWN} more`;
}
