import type { Cell } from '../../query/result.ts';

/**
 * A total order of cells: booleans, then numbers by value (of either width), then texts by code unit, so that an order
 * never depends on the machine's language. Null and what is absent come last in both directions.
 */
export function compareCells(a: Cell, b: Cell, descending = false): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return descending && isPresent(a) && isPresent(b) ? -rank : rank;
  if (!isPresent(a) || !isPresent(b) || a === b) return 0;
  const order = a < b ? -1 : a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return descending ? -order : order;
}

function isPresent(cell: Cell): cell is Exclude<Cell, null | undefined> {
  return cell !== undefined && cell !== null;
}

function rankOf(cell: Cell): number {
  switch (typeof cell) {
    case 'boolean':
      return 0;
    case 'number':
    case 'bigint':
      return 1;
    case 'string':
      return 2;
    case 'object':
    case 'undefined':
      return 3;
  }
}
