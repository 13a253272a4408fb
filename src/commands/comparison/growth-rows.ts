import { linearFit } from '../../analysis/linear-fit.ts';
import type { Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { LabelTexts } from '../partition/label-texts.ts';
import type { ComparedKey } from './labels.ts';
import type { Series } from './series.ts';
import { type LabelTally, tallyLabels } from './tally-labels.ts';

/** One key over a series. */
export interface GrowthRow {
  readonly label: number;
  /** By snapshot. */
  readonly counts: readonly number[];
  readonly sizes: readonly number[];
  readonly delta: number;
  readonly slope: number;
  readonly r2: number | undefined;
  /** At how many steps it had more bytes or more objects: the bytes of what an engine keeps for an object count with that. */
  readonly grew: number;
}

export interface Growth {
  readonly texts: LabelTexts;
  readonly rows: readonly GrowthRow[];
  /** Of the last snapshot. */
  readonly last: LabelTally;
}

/**
 * Those that grew most first. One look at each object, and a row for each key. Memory: 8 bytes an object of each snapshot
 * (which objects, and the key of each) and what the key itself needs; 16 bytes a key and snapshot.
 */
export function growthRows(
  { heaps, times }: Series,
  key: ComparedKey,
  setOf: (heap: Series['heaps'][number]) => ObjectSet,
  task: Task,
): Growth {
  const texts = new LabelTexts();
  const tallies = heaps.map((heap) => tallyLabels(setOf(heap), key, texts, task));
  const rows = Array.from(texts.all.keys(), (label): GrowthRow => {
    const counts = tallies.map((tally) => tally.counts[label] ?? 0);
    const sizes = tallies.map((tally) => tally.sizes[label] ?? 0);
    return {
      label,
      counts,
      sizes,
      delta: sizes.at(-1)! - sizes[0]!,
      ...linearFit(times, sizes),
      grew: sizes.filter((size, i) => i > 0 && (size - sizes[i - 1]! || counts[i]! - counts[i - 1]!) > 0)
        .length,
    };
  }).filter(({ counts }) => counts.some((count) => count > 0));
  rows.sort(
    (a, b) =>
      b.delta - a.delta ||
      b.sizes.at(-1)! - a.sizes.at(-1)! ||
      (texts.text(a.label) < texts.text(b.label) ? -1 : 1),
  );
  return { texts, rows, last: tallies.at(-1)! };
}
