/**
 * How well a half-typed word fits a name: higher is better, undefined: not at all. All letters must appear in order,
 * blind to case; at the beginning, or after a dot or underscore, they count more. O(length of the name).
 */
export function fuzzyScore(typed: string, name: string): number | undefined {
  if (typed === '') return 0;
  const wanted = typed.toLowerCase();
  const lower = name.toLowerCase();
  const at = lower.indexOf(wanted);
  if (at >= 0) return 1000 - 2 * Math.min(at, 100) + (isBeginning(name, at) ? 400 : 0) - name.length / 100;
  return subsequenceScore(wanted, name, lower);
}

function subsequenceScore(wanted: string, name: string, lower: string): number | undefined {
  let found = 0;
  let score = 0;
  for (let i = 0; i < lower.length && found < wanted.length; i++) {
    if (lower[i] !== wanted[found]) continue;
    score += isBeginning(name, i) ? 20 : 5;
    found++;
  }
  return found === wanted.length ? score - name.length / 100 : undefined;
}

function isBeginning(name: string, at: number): boolean {
  return at === 0 || /[._ ]/.test(name[at - 1]!) || (/[A-Z]/.test(name[at]!) && /[a-z]/.test(name[at - 1]!));
}
