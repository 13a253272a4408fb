/** One character of a stack: two bands at most have room in it. */
export interface StackCell {
  /** Eighths of its height, from below, that `lower` fills; 0: it is empty. */
  readonly eighths: number;
  readonly lower: number;
  /** The band that fills what is above; undefined: nothing does. */
  readonly upper: number | undefined;
}

const CELL = 8;

/**
 * Where each band ends, in eighths of a row from the bottom; `values` from the bottom up. Sums are rounded, not values: the
 * last is as high as the total, whatever it consists of.
 */
export function stackEdges(values: readonly number[], top: number, rows: number): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return Math.round((sum / top) * rows * CELL);
  });
}

/** The characters from the bottom up. Where three bands meet in one, the least of them gives way. O(rows · bands). */
export function stackCells(edges: readonly number[], rows: number): StackCell[] {
  return Array.from({ length: rows }, (_, row) => cellAt(edges, row * CELL));
}

function cellAt(edges: readonly number[], from: number): StackCell {
  let most = -1;
  let second = -1;
  const amounts = edges.map((edge, band) => {
    const start = band === 0 ? 0 : edges[band - 1]!;
    return Math.max(0, Math.min(edge, from + CELL) - Math.max(start, from));
  });
  for (let band = 0; band < amounts.length; band++) {
    if (amounts[band]! > (amounts[most] ?? 0)) [most, second] = [band, most];
    else if (amounts[band]! > (amounts[second] ?? 0)) second = band;
  }
  const filled = amounts.reduce((sum, amount) => sum + amount, 0);
  if (filled < CELL || second < 0) return { eighths: filled, lower: Math.max(most, 0), upper: undefined };
  const [lower, upper] = most < second ? [most, second] : [second, most];
  return { eighths: edges[lower]! - from, lower, upper };
}
