import type { StringTable } from '../../model/string-table.ts';
import { weakMapPair } from '../../model/weak-map-pair.ts';

/** Tells the heap id of the WeakMap's table by the name of an edge; undefined: the name is none of these. Each name is looked at once. */
export function weakMapTables(names: StringTable): (name: number) => number | undefined {
  const known = new Uint8Array(names.count);
  const tables = new Map<number, number>();
  return (name) => {
    if (known[name] === 0) {
      known[name] = 1;
      const table = weakMapPair(names, name)?.table;
      if (table !== undefined) {
        known[name] = 2;
        tables.set(name, table);
      }
    }
    return known[name] === 2 ? tables.get(name) : undefined;
  };
}
