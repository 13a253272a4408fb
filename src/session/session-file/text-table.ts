import { BELOW } from '../../output/text/table-layout.ts';
import { displayWidth } from '../../output/width.ts';

/** A table as it was printed, taken apart again. */
export interface TextTable {
  readonly labels: readonly string[];
  /** Cells without the spaces around them, in the order of the labels. */
  readonly rows: readonly (readonly string[])[];
  /** What stands above the heading and below a row or all of them: totals, notes, how many rows were left out. */
  readonly around: readonly string[];
}

const footer = /^(?:note: .*|\(.*\))$/;
const totals = /^[\d,]+ \w+(?: \([^)]*\))?(?:, [\d,]+ \w+(?: \([^)]*\))?)*$/;

/**
 * Finds the table in the lines of an answer. `shown` says how many rows it has, where that was recorded. Undefined when
 * there is none. O(characters).
 */
export function readTextTable(recorded: readonly string[], shown: number | undefined): TextTable | undefined {
  const isBelow = (line: string) => line.startsWith(BELOW);
  const told = recorded.filter(isBelow);
  const lines = told.length === 0 ? recorded : recorded.filter((line) => !isBelow(line));
  let end = lines.length;
  while (end > 0 && footer.test(lines[end - 1]!)) end--;
  const heading = shown === undefined ? firstHeading(lines) : end - shown - 1;
  const headingLine = lines[heading];
  if (heading < 0 || headingLine === undefined || heading >= end) return undefined;
  const table = lines.slice(heading, end).map(inColumns);
  const labels = labelsOf(table[0]!);
  if (labels.length === 0) return undefined;
  const bounds = boundsOf(labels, blanksIn(table));
  const cells = (row: Columns) => bounds.map(([from, to]) => textBetween(row, from, to));
  return {
    labels: labels.map(({ text }) => text),
    rows: table.slice(1).map(cells),
    around: [...lines.slice(0, heading), ...told, ...lines.slice(end)],
  };
}

function firstHeading(lines: readonly string[]): number {
  return totals.test(lines[0] ?? '') ? 1 : 0;
}

/** A line by columns of the terminal: of a character that takes two, the second one is empty. */
type Columns = string | readonly string[];

const ascii = /^[\x20-\x7e]*$/;

function inColumns(line: string): Columns {
  if (ascii.test(line)) return line;
  const columns: string[] = [];
  for (const character of line) {
    const width = displayWidth(character);
    if (width === 0 && columns.length > 0) columns[columns.length - 1] += character;
    else columns.push(character);
    if (width === 2) columns.push('');
  }
  return columns;
}

interface Label {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Labels have one space within at most; where the gaps are that narrow too, several read as one. */
function labelsOf(heading: Columns): Label[] {
  const line = typeof heading === 'string' ? heading : heading.map((each) => each || '\u00a0').join('');
  return Array.from(line.matchAll(/\S+(?: \S+)*/g), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** 1 for each column that some line has something in. */
function blanksIn(lines: readonly Columns[]): Uint8Array {
  const used = new Uint8Array(lines.reduce((width, line) => Math.max(width, line.length), 0));
  for (const line of lines) for (let i = 0; i < line.length; i++) if (line[i] !== ' ') used[i] = 1;
  return used;
}

/** A column ends where, between its label and the next, the widest strip begins that is blank in every line. */
function boundsOf(labels: readonly Label[], used: Uint8Array): (readonly [from: number, to: number])[] {
  let from = 0;
  return labels.map(({ end }, i) => {
    const next = labels[i + 1];
    const to = next === undefined ? Number.MAX_SAFE_INTEGER : blankBetween(used, end, next.start);
    const bounds = [from, to] as const;
    from = to;
    return bounds;
  });
}

function blankBetween(used: Uint8Array, start: number, end: number): number {
  let best = start;
  let width = 0;
  let run = 0;
  for (let i = start; i < end; i++) {
    run = used[i] === 0 ? run + 1 : 0;
    if (run < width || run === 0) continue;
    width = run;
    best = i + 1 - run;
  }
  return best;
}

function textBetween(row: Columns, from: number, to: number): string {
  return (typeof row === 'string' ? row.slice(from, to) : row.slice(from, to).join('')).trim();
}
