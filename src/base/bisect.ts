/** Of ascending numbers, of which the first is at most `wanted`: the place of the last that is. O(log count). */
export function lastAtMost(numberAt: (place: number) => number, count: number, wanted: number): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (numberAt(middle) <= wanted) low = middle;
    else high = middle;
  }
  return low;
}
