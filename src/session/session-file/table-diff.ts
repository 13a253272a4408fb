import { diffLines, type LineChange, pairsOf } from './line-diff.ts';
import type { TextTable } from './text-table.ts';

/** How a table differs from the recorded one, row by row. Cells are as they were printed, in the order of `labels`. */
export interface TableDiff {
  readonly kind: 'rows';
  readonly labels: readonly string[];
  /** What tells the rows apart: labels of columns. */
  readonly key: readonly string[];
  readonly added: readonly (readonly string[])[];
  readonly gone: readonly (readonly string[])[];
  readonly changed: readonly ChangedRow[];
  /** Rows that are in both stand in another order. */
  readonly reordered: boolean;
  /** Totals, notes and the like, where they differ; otherwise empty. */
  readonly around: readonly LineChange[];
}

export interface ChangedRow {
  readonly cells: readonly string[];
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

/**
 * Undefined when the columns are others: then only the lines can be compared. Cells are equal when `alike` makes the same
 * text of them. O(cells).
 */
export function diffTables(
  before: TextTable,
  after: TextTable,
  alike: (text: string) => string,
): TableDiff | undefined {
  const { labels } = before;
  if (labels.join('\n') !== after.labels.join('\n')) return undefined;
  const key = bestKey(before, after);
  if (key === undefined) return undefined;
  const pairs = pairsOf(before.rows.map(key.of), after.rows.map(key.of));
  const kept = new Set(pairs.map(([i]) => i));
  const found = new Set(pairs.map(([, j]) => j));
  const around = diffLines(before.around, after.around, alike);
  return {
    kind: 'rows',
    labels,
    key: key.labels,
    added: after.rows.filter((_, j) => !found.has(j)),
    gone: before.rows.filter((_, i) => !kept.has(i)),
    changed: pairs.flatMap(([i, j]) => changedRow(labels, before.rows[i]!, after.rows[j]!, alike)),
    reordered: pairs.some(([, j], n) => n > 0 && pairs[n - 1]![1] > j),
    around: around.every(({ kind }) => kind === 'kept') ? [] : around,
  };
}

function changedRow(
  labels: readonly string[],
  before: readonly string[],
  after: readonly string[],
  alike: (text: string) => string,
): ChangedRow[] {
  const changes = labels.flatMap((label, i) =>
    isRowNumber(label) || alike(before[i]!) === alike(after[i]!)
      ? []
      : [{ label, before: before[i]!, after: after[i]! }],
  );
  return changes.length === 0 ? [] : [{ cells: after, changes }];
}

interface Key {
  readonly labels: readonly string[];
  of(row: readonly string[]): string;
}

/** Of all ways to tell the rows apart, the one that finds most of them again; of equals the first. */
function bestKey(before: TextTable, after: TextTable): Key | undefined {
  let best: Key | undefined;
  let mostFound = -1;
  for (const key of keysOf(before, after)) {
    const found = pairsOf(before.rows.map(key.of), after.rows.map(key.of)).length;
    if (found <= mostFound) continue;
    best = key;
    mostFound = found;
  }
  return best;
}

/** Each column of texts in which no text is twice, and all of them together; without what changes from dump to dump as well. */
function* keysOf(before: TextTable, after: TextTable): Generator<Key> {
  const columns = before.labels.flatMap((label, i) =>
    isRowNumber(label) || isNumeric(before, i) || isNumeric(after, i) ? [] : [i],
  );
  const { labels } = before;
  for (const column of columns) {
    for (const part of [wholeText, withoutAddress, addressOnly]) {
      const key = { labels: [labels[column]!], of: (row: readonly string[]) => part(row[column]!) };
      if (isUnique(before, key) && isUnique(after, key)) yield key;
    }
  }
  if (columns.length === 0) return;
  for (const part of [wholeText, withoutAddress]) {
    yield {
      labels: columns.map((i) => labels[i]!),
      of: (row) => columns.map((i) => part(row[i]!)).join('\n'),
    };
  }
}

const address = /^(?:0x[0-9a-f]+|@\d+)/;

function wholeText(cell: string): string {
  return cell;
}

function withoutAddress(cell: string): string {
  return cell.replace(address, '').trim();
}

function addressOnly(cell: string): string {
  return address.exec(cell)?.[0] ?? '';
}

function isRowNumber(label: string): boolean {
  return label === '#' || label === 'Index';
}

const number = /^(?:-?[\d,]+(?:\.\d+)?(?:e[+-]\d+)?(?: ?(?:%|B|[KMGTP]iB))?)?$/;

function isNumeric(table: TextTable, column: number): boolean {
  return table.rows.every((row) => number.test(row[column]!));
}

function isUnique({ rows }: TextTable, key: Key): boolean {
  return new Set(rows.map(key.of)).size === rows.length;
}
