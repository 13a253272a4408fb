import type { StringTable } from '../../model/string-table.ts';
import { weakMapPair } from '../../model/weak-map-pair.ts';

/** The names of edges to values of WeakMaps. */
export interface WeakMapNames {
  /** By name: the heap id of the map's table. */
  readonly tables: ReadonlyMap<number, number>;
  /** Those ids. */
  readonly owners: ReadonlySet<number>;
}

/** O(names): nearly all of them are known not to be such by their first byte or their last. */
export function weakMapNames(names: StringTable): WeakMapNames {
  const tables = new Map<number, number>();
  for (let name = 0; name < names.count; name++) {
    const table = weakMapPair(names, name)?.table;
    if (table !== undefined) tables.set(name, table);
  }
  return { tables, owners: new Set(tables.values()) };
}
