import type { Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { Groups } from './groups.ts';
import { SetNumbers } from './set-numbers.ts';

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
  const numbers = new SetNumbers();
  const labels = new LabelSet();
  for (let item = 0; item < indexes.length; item++) {
    // An object may have a million referrers: more steps than usual.
    if ((item & 1023) === 0) task.step(item, indexes.length);
    labels.clear();
    collect(indexes[item]!, labels);
    const group = numbers.numberOf(labels.ascending(), labels.count);
    if (group === keys.length) keys.push(setText(labels, textOf));
    groupOf[item] = group;
  }
  return { groupOf, keys };
}

/** A set that is filled and emptied millions of times: each label remembers the last filling that it was in. */
export class LabelSet {
  count = 0;
  #labels = new Uint32Array(FEW);
  #lastFilling = new Uint32Array(FEW);
  #filling = 0;

  clear(): void {
    this.count = 0;
    this.#filling++;
  }

  add(label: number): void {
    if (label >= this.#lastFilling.length) this.#lastFilling = withRoom(this.#lastFilling, label + 1);
    if (this.#lastFilling[label] === this.#filling) return;
    this.#lastFilling[label] = this.#filling;
    if (this.count === this.#labels.length) this.#labels = withRoom(this.#labels, this.count + 1);
    this.#labels[this.count++] = label;
  }

  /** The first `count` of these are the labels. They are good until the set is filled anew. */
  ascending(): Uint32Array {
    const labels = this.#labels;
    if (this.count > FEW) {
      labels.subarray(0, this.count).sort();
      return labels;
    }
    // Most are one or two, which must not cost a call.
    for (let end = 1; end < this.count; end++) {
      const label = labels[end]!;
      let at = end;
      for (; at > 0 && labels[at - 1]! > label; at--) labels[at] = labels[at - 1]!;
      labels[at] = label;
    }
    return labels;
  }
}

const FEW = 16;

function withRoom(array: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, 2 * array.length));
  larger.set(array);
  return larger;
}

function setText(labels: LabelSet, textOf: (label: number) => string): string {
  if (labels.count === 0) return '(nothing)';
  const texts = sortedTexts(labels, textOf);
  if (texts.length <= MOST_LABELS_SHOWN) return texts.join(', ');
  return `${texts.slice(0, MOST_LABELS_SHOWN).join(', ')} and ${texts.length - MOST_LABELS_SHOWN} more`;
}

function sortedTexts(labels: LabelSet, textOf: (label: number) => string): string[] {
  const numbers = labels.ascending();
  const texts: string[] = [];
  for (let i = 0; i < labels.count; i++) texts.push(textOf(numbers[i]!));
  // A set of one is what most are, and a call of sort takes longer than all the rest.
  return texts.length === 1 ? texts : texts.sort();
}
