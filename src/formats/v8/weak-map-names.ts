import { GrowableArray } from '../../base/growable-array.ts';
import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import type { TextColumns } from '../../model/string-table.ts';
import { weakMapTable } from '../../model/weak-map-pair.ts';

export interface NamesOrder {
  readonly texts: TextColumns;
  /** Which names are looked at: from … to-1. */
  readonly from: number;
  readonly to: number;
}

/** The names of edges to values of WeakMaps, ascending, and for each the heap id of the map's table. */
export interface WeakMapNames {
  readonly names: Uint32Array;
  readonly tables: Float64Array;
}

/** O(names). */
export const findWeakMapNames: Job<NamesOrder, WeakMapNames> = {
  name: 'v8-weak-map-names',
  run({ texts, from, to }, task) {
    const { bytes, ends } = texts;
    const names = new GrowableArray(Uint32Array);
    const tables = new GrowableArray<Float64Array>(Float64Array);
    for (let name = from, start = from === 0 ? 0 : ends[from - 1]!; name < to; start = ends[name++]!) {
      if ((name & (STEP - 1)) === 0) task.step(name - from, to - from);
      const table = weakMapTable(bytes, start, ends[name]!);
      if (table === undefined) continue;
      const row = names.extend(1);
      tables.extend(1);
      names.array[row] = name;
      tables.array[row] = table;
    }
    return { names: names.finish(), tables: tables.finish() };
  },
};
