import type { StringTable } from '../../model/string-table.ts';
import { weakMapPair } from '../../model/weak-map-pair.ts';

/** By the names of edges to values of WeakMaps: the heap id of the map's table. O(names), most of which tell by their last byte. */
export function weakMapTables(names: StringTable): ReadonlyMap<number, number> {
  const tables = new Map<number, number>();
  for (let name = 0; name < names.count; name++) {
    const table = weakMapPair(names, name)?.table;
    if (table !== undefined) tables.set(name, table);
  }
  return tables;
}
