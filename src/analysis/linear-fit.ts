/** The straight line that is nearest to some points. */
export interface LinearFit {
  /** Change of y for each one of x. */
  readonly slope: number;
  /** How much of the change the line explains, 0 … 1; undefined where nothing changes. */
  readonly r2: number | undefined;
}

/** Least squares; of points at one x only, a slope of zero. O(points). */
export function linearFit(xs: readonly number[], ys: readonly number[]): LinearFit {
  const [meanX, meanY] = [mean(xs), mean(ys)];
  let [xx, xy, yy] = [0, 0, 0];
  xs.forEach((x, i) => {
    const [dx, dy] = [x - meanX, ys[i]! - meanY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  });
  if (xx === 0 || yy === 0) return { slope: 0, r2: undefined };
  return { slope: xy / xx, r2: Math.min(1, (xy * xy) / (xx * yy)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
