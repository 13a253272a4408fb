import type { Heap } from '../../query/heap.ts';
import type { TableResult } from '../../query/result.ts';
import { exactWithoutWeak, smallTable } from '../result.ts';
import { type FindingRow, OWN_ROW } from './finding-rows.ts';
import type { Suspects } from './suspects.ts';

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

/** A row stands for the objects that it counts. */
export function findingsTable(heap: Heap, { rows, whole }: Suspects): TableResult {
  return {
    ...smallTable<FindingRow>(rows, [
      { name: 'within', label: 'in', unit: 'number', cell: ({ within }) => within },
      { name: 'finding', unit: 'text', isBelow: true, cell: ({ sentence }) => sentence },
      { name: 'bytes', unit: 'bytes', cell: ({ bytes }) => bytes },
      { name: 'share', label: '%', unit: 'percent', cell: ({ bytes }) => (100 * bytes) / whole },
      { name: 'objects', unit: 'count', cell: ({ objectCount }) => objectCount },
      {
        name: 'command',
        unit: 'text',
        isLine: true,
        isBelow: true,
        cell: ({ command }, self) => command.replaceAll(OWN_ROW, self),
      },
      { name: 'rule', unit: 'text', hidden: true, cell: ({ rule }) => rule },
      { name: 'holder', unit: 'object', hidden: true, cell: ({ holder }) => holder },
    ]),
    heap,
    provenance: exactWithoutWeak,
    objectsOf: (row) => rows[row]!.objects,
    subjectOf: (row) => rows[row]!.holder,
  };
}
