import type { Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { Groups } from './groups.ts';

const MOST_LABELS_SHOWN = 8;

/** Calls `add` with the label of each thing about an object that counts; repeats do not matter. */
export type CollectLabels = (objectIndex: number, add: (label: number) => void) => void;

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
  // Most objects have one label, which needs no text to be told apart.
  const known = new Map<number | string, number>();
  const labels = new Set<number>();
  const add = (label: number) => labels.add(label);
  for (let item = 0; item < indexes.length; item++) {
    if ((item & 1023) === 0) task.step(item, indexes.length);
    labels.clear();
    collect(indexes[item]!, add);
    const key = labels.size === 1 ? first(labels) : [...labels].sort((a, b) => a - b).join();
    let group = known.get(key);
    if (group === undefined) {
      group = keys.push(setText(labels, textOf)) - 1;
      known.set(key, group);
    }
    groupOf[item] = group;
  }
  return { groupOf, keys };
}

function first(labels: ReadonlySet<number>): number {
  for (const label of labels) return label;
  return -1;
}

function setText(labels: ReadonlySet<number>, textOf: (label: number) => string): string {
  if (labels.size === 0) return '(nothing)';
  const texts = Array.from(labels, textOf).sort();
  if (texts.length <= MOST_LABELS_SHOWN) return texts.join(', ');
  return `${texts.slice(0, MOST_LABELS_SHOWN).join(', ')} and ${texts.length - MOST_LABELS_SHOWN} more`;
}
