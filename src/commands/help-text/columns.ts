import { fill, HELP_WIDTH, wordsOf } from './paragraphs.ts';

const INDENT = '  ';
const GAP = '  ';
/** What is longer on the left has a line of its own: the texts on the right need room. */
const WIDEST_LEFT = 34;

type Rows = readonly (readonly [left: string, right: string])[];

/**
 * Lines of two columns, the second where the longest of the first ends, wrapped there at words. `leftWidth` aligns
 * several lists that stand below one another.
 */
export function twoColumns(rows: Rows, leftWidth = widestLeft(rows)): string[] {
  const before = INDENT.length + leftWidth + GAP.length;
  return rows.flatMap(([left, right]) => {
    const [first = '', ...more] = fill(wordsOf(right), HELP_WIDTH - before);
    const below = (text: string) => ' '.repeat(before) + text;
    return left.length > leftWidth
      ? [INDENT + left, below(first), ...more.map(below)]
      : [`${INDENT}${left.padEnd(leftWidth)}${GAP}${first}`.trimEnd(), ...more.map(below)];
  });
}

export function widestLeft(rows: Rows): number {
  return Math.max(0, ...rows.map(([left]) => left.length).filter((length) => length <= WIDEST_LEFT));
}
