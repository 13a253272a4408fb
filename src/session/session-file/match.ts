import { type ExpectedLine, expectedLine } from './answer-line.ts';

/**
 * Whether lines are as the written ones of an answer say, wildcards included. Each run of lines, and each piece of a
 * line, is taken where it first fits: never exponential, at worst the product of both sizes.
 */
export function matchesLines(written: readonly string[], lines: readonly string[]): boolean {
  const [first, ...rest] = runsOf(written);
  if (first === undefined || !fitsAt(first, lines, 0)) return false;
  const last = rest.pop();
  if (last === undefined) return first.length === lines.length;
  let at = first.length;
  for (const run of rest) {
    while (at + run.length <= lines.length && !fitsAt(run, lines, at)) at++;
    at += run.length;
    if (at > lines.length) return false;
  }
  return lines.length - last.length >= at && fitsAt(last, lines, lines.length - last.length);
}

/** What stands between the lines that mean any lines: always one run more than there are of those. */
function runsOf(written: readonly string[]): ExpectedLine[][] {
  const runs: ExpectedLine[][] = [[]];
  for (const line of written.map(expectedLine)) {
    if (line.kind === 'any-lines') runs.push([]);
    else runs.at(-1)!.push(line);
  }
  return runs;
}

function fitsAt(run: readonly ExpectedLine[], lines: readonly string[], at: number): boolean {
  return at + run.length <= lines.length && run.every((line, i) => fits(line, lines[at + i]!));
}

function fits(expected: ExpectedLine, line: string): boolean {
  if (expected.kind === 'literal') return expected.text === line;
  if (expected.kind === 'any-lines') return true;
  const { pieces } = expected;
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  const end = line.length - last.length;
  if (end < first.length || !line.startsWith(first) || !line.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = line.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= end;
}
