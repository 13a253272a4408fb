/** Something a mistyped word may have meant. */
export interface Candidate {
  /** What is compared with the word. */
  readonly name: string;
  /** Breaks ties: the more, the likelier. */
  readonly weight?: number;
}

/**
 * The candidates most like a word, best first; none when nothing is near. Likeness is edits by letter, blind to case, and
 * a word that is a part of the candidate is near too. O(candidates × length²), with those of very different length skipped.
 */
export function nearest<C extends Candidate>(word: string, candidates: Iterable<C>, limit = 3): C[] {
  const wanted = fold(word);
  if (wanted === '') return [];
  const found: { candidate: C; distance: number }[] = [];
  for (const candidate of candidates) {
    const distance = distanceTo(wanted, fold(candidate.name));
    if (distance !== undefined) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (b.candidate.weight ?? 0) - (a.candidate.weight ?? 0));
  return found.slice(0, limit).map(({ candidate }) => candidate);
}

/** "did you mean `a`, `b` or `c`?" for plain names; undefined when nothing is near. */
export function didYouMean(word: string, names: Iterable<string>): string | undefined {
  const near = nearest(
    word,
    Array.from(names, (name) => ({ name })),
  );
  return near.length === 0 ? undefined : `did you mean ${alternatives(near.map((each) => each.name))}?`;
}

/** "`a`, `b` or `c`" */
export function alternatives(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** Longer words are compared by their beginning: nobody mistypes the rest. */
const COMPARED = 80;

function fold(text: string): string {
  return text.slice(0, COMPARED).toLowerCase();
}

/** A number under 1 for what contains the word, edits otherwise; undefined: not near. */
function distanceTo(word: string, name: string): number | undefined {
  if (word === name) return 0;
  const tolerated = Math.max(1, Math.floor(word.length / 3));
  if (Math.abs(word.length - name.length) <= tolerated) {
    const edits = editDistance(word, name, tolerated);
    // Another word altogether is near to none.
    if (edits <= tolerated && edits < word.length) return edits - commonBeginning(word, name) / COMPARED;
  }
  const contained =
    word.length >= 3 && (name.includes(word) || (2 * name.length >= word.length && word.includes(name)));
  return contained ? tolerated + Math.abs(name.length - word.length) / COMPARED : undefined;
}

function commonBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** What was left out of a word costs less than what is wrong in it: people shorten. */
const LEFT_OUT = 0.5;

/** Damerau-Levenshtein with adjacent swaps (optimal string alignment), given up beyond `most`. */
function editDistance(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i * LEFT_OUT);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + LEFT_OUT, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > most) return best;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
