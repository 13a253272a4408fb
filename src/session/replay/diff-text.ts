import type { AnswerDiff } from '../session-file/compare.ts';
import { type LineChange, pairsOf } from '../session-file/line-diff.ts';
import type { ChangedRow, TableDiff } from '../session-file/table-diff.ts';
import type { ReplayedStep } from './replay-steps.ts';

/** A line of a difference; its sign is `-`, `+`, `~` or blank. Text of snapshots, not yet made visible. */
export interface DiffLine {
  readonly sign: '-' | '+' | '~' | ' ';
  readonly text: string;
}

/** How a step differs from what was recorded, as far as there is more to tell than its label does. */
export function differenceLines({ outcome, expectation, answer }: ReplayedStep): DiffLine[] {
  if (outcome.kind === 'newly-failing') return asTold(outcome.lines);
  if (expectation === 'fails') return asTold(answer?.lines ?? []);
  if (outcome.kind !== 'drift' || outcome.onlyAddresses) return [];
  return diffLines(outcome.diff);
}

/** `+2 −1 ~3`: rows, or lines where it is no table. */
export function diffCounts(diff: AnswerDiff): string {
  if (diff.kind === 'lines') {
    const lines = changedLines(diff.lines);
    const count = (sign: DiffLine['sign']) => lines.filter((line) => line.sign === sign).length;
    return countsText(count('+'), count('-'), count('~'));
  }
  return countsText(diff.added.length, diff.gone.length, diff.changed.length);
}

function countsText(added: number, gone: number, changed: number): string {
  const parts = [added > 0 ? `+${added}` : '', gone > 0 ? `−${gone}` : '', changed > 0 ? `~${changed}` : ''];
  return parts.filter((part) => part !== '').join(' ');
}

function asTold(lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ sign: ' ', text }));
}

function diffLines(diff: AnswerDiff): DiffLine[] {
  return diff.kind === 'lines' ? changedLines(diff.lines) : tableLines(diff);
}

/** Lines that say the same of other numbers, as totals do, are one and stand first: `2,667,300 → 12 objects`. */
function changedLines(lines: readonly LineChange[]): DiffLine[] {
  const gone = lines.filter(({ kind }) => kind === 'gone');
  const added = lines.filter(({ kind }) => kind === 'added');
  const pairs = pairsOf(gone.map(withoutNumbers), added.map(withoutNumbers));
  const isPaired = new Set(pairs.flatMap(([i, j]) => [gone[i]!, added[j]!]));
  return [
    ...pairs.map(([i, j]): DiffLine => ({ sign: '~', text: beforeAndAfter(gone[i]!.text, added[j]!.text) })),
    ...lines.flatMap((line): DiffLine[] => {
      const { kind, text } = line;
      if (kind === 'kept' || isPaired.has(line)) return [];
      return [{ sign: kind === 'gone' ? '-' : '+', text }];
    }),
  ];
}

const address = /^0x/;
const numbers = /0x[0-9a-f]+|\d[\d,]*(?:\.\d+)?(?: ?(?:[KMGTP]i)?B\b)?/g;

function withoutNumbers({ text }: LineChange): string {
  return text.replace(numbers, '#').replace(/(\S) {2,}/g, '$1 ');
}

/** Of two lines that differ in nothing but numbers. */
function beforeAndAfter(before: string, after: string): string {
  const old = before.match(numbers) ?? [];
  let at = 0;
  return after.replace(numbers, (now) => {
    const was = old[at++]!;
    return was === now || address.test(now) ? now : `${was} → ${now}`;
  });
}

function tableLines(diff: TableDiff): DiffLine[] {
  const key = diff.key.map((label) => diff.labels.indexOf(label));
  return [
    ...diff.gone.map((cells): DiffLine => ({ sign: '-', text: rowText(cells) })),
    ...diff.added.map((cells): DiffLine => ({ sign: '+', text: rowText(cells) })),
    ...diff.changed.map((row): DiffLine => ({ sign: '~', text: changedText(row, key) })),
    ...(diff.reordered ? [{ sign: '~', text: 'rows stand in another order' } as const] : []),
    ...changedLines(diff.around),
  ];
}

function rowText(cells: readonly string[]): string {
  return cells.filter((cell) => cell !== '').join('  ');
}

/** `traceback: Count 535,810 → 429, Size 30.0 MiB → 24.6 KiB` */
function changedText({ cells, changes }: ChangedRow, key: readonly number[]): string {
  const name = key.map((i) => cells[i]!).join('  ');
  const texts = changes.map(({ label, before, after }) => `${label} ${before} → ${after}`);
  return `${name}: ${texts.join(', ')}`;
}
