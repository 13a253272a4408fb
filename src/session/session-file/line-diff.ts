/** A line of two answers: in both, only in the old one, or only in the new one. */
export interface LineChange {
  readonly kind: 'kept' | 'gone' | 'added';
  readonly text: string;
}

/**
 * The lines of both, in order. The first, second, … of equal lines are taken for each other, and of these pairs as many
 * are kept as stand in the same order: O(n log n), and nearly always the shortest difference. Lines are equal when `alike` makes the same text of them.
 */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
  alike: (line: string) => string = (line) => line,
): LineChange[] {
  const changes: LineChange[] = [];
  let old = 0;
  let now = 0;
  const upTo = (oldEnd: number, nowEnd: number) => {
    while (old < oldEnd) changes.push({ kind: 'gone', text: before[old++]! });
    while (now < nowEnd) changes.push({ kind: 'added', text: after[now++]! });
  };
  for (const [i, j] of inSameOrder(pairsOf(before.map(alike), after.map(alike)))) {
    upTo(i, j);
    changes.push({ kind: 'kept', text: after[j]! });
    old++;
    now++;
  }
  upTo(before.length, after.length);
  return changes;
}

type Pair = readonly [before: number, after: number];

/** The n-th of equal texts here and there, in the order of `before`. O(n). */
export function pairsOf(before: readonly string[], after: readonly string[]): Pair[] {
  const places = new Map<string, { readonly at: number[]; next: number }>();
  after.forEach((text, j) => {
    const place = places.get(text);
    if (place === undefined) places.set(text, { at: [j], next: 0 });
    else place.at.push(j);
  });
  return before.flatMap((text, i): Pair[] => {
    const place = places.get(text);
    const j = place?.at[place.next++];
    return j === undefined ? [] : [[i, j]];
  });
}

/** The longest run of pairs that rises in both: patience sorting, O(n log n). */
function inSameOrder(pairs: readonly Pair[]): Pair[] {
  // The pair that ends the best run of each length, and what stands before each pair.
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  pairs.forEach(([, j], at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < j) low = middle + 1;
      else high = middle;
    }
    previous[at] = ends[low - 1];
    ends[low] = at;
  });
  const run: Pair[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) run.push(pairs[at]!);
  return run.reverse();
}
