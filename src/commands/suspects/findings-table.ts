import type { Heap } from '../../query/heap.ts';
import type { TableResult } from '../../query/result.ts';
import { exactWithoutWeak, smallTable } from '../result.ts';
import type { Explained } from './explain.ts';
import type { Finding } from './finding.ts';

export const findingColumns = [
  'within',
  'finding',
  'bytes',
  'share',
  'objects',
  'command',
  'rule',
  'holder',
] as const;

const MOST_DETAILS = 3;

interface FindingRow {
  readonly finding: Finding;
  readonly sentence: string;
  /** The row that it explains. */
  readonly within: number | undefined;
}

/** A row a finding, and below it those that explain it. A row stands for the objects that it counts. */
export function findingsTable(heap: Heap, explained: readonly Explained[], whole: number): TableResult {
  const rows = findingRows(explained);
  return {
    ...smallTable<FindingRow>(rows, [
      { name: 'within', label: 'in', unit: 'number', cell: ({ within }) => within },
      { name: 'finding', unit: 'text', isBelow: true, cell: ({ sentence }) => sentence },
      { name: 'bytes', unit: 'bytes', cell: ({ finding }) => finding.bytes },
      { name: 'share', label: '%', unit: 'percent', cell: ({ finding }) => (100 * finding.bytes) / whole },
      { name: 'objects', unit: 'count', cell: ({ finding }) => finding.objects.length },
      {
        name: 'command',
        unit: 'text',
        isLine: true,
        isBelow: true,
        cell: ({ finding }, self) => finding.command(self),
      },
      { name: 'rule', unit: 'text', hidden: true, cell: ({ finding }) => finding.rule },
      { name: 'holder', unit: 'object', hidden: true, cell: ({ finding }) => finding.holder },
    ]),
    heap,
    provenance: exactWithoutWeak,
    objectsOf: (row) => rows[row]!.finding.objects,
    subjectOf: (row) => rows[row]!.finding.holder,
  };
}

function findingRows(explained: readonly Explained[]): FindingRow[] {
  const rows: FindingRow[] = [];
  for (const { finding, details } of explained) {
    const shown = details.toSorted((a, b) => b.bytes - a.bytes).slice(0, MOST_DETAILS);
    const within = rows.length;
    rows.push({ finding, sentence: sentenceOf(finding, shown), within: undefined });
    for (const detail of shown) {
      rows.push({ finding: detail, sentence: sentenceOf(detail, []), within });
    }
  }
  return rows;
}

/** `app.cache holds 80 Error in 85 entries; 3,000 tracebacks, 2,000 frames would go with it` */
function sentenceOf({ sentence, objects }: Finding, details: readonly Finding[]): string {
  const telling = details.find(({ within }) => within !== undefined)?.within?.(objects);
  return telling === undefined ? sentence : `${sentence}; ${telling} would go with it`;
}
