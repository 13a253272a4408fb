import type { View } from '../../src/output/answer.ts';
import { plainStyle } from '../../src/output/style.ts';
import { Heap } from '../../src/query/heap.ts';
import type { Column, Provenance, TableResult } from '../../src/query/result.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import { heap } from '../support/heap.ts';

/** A small heap with a hostile text in it. */
export function smallHeap(): { heap: Heap; id: (label: string) => number } {
  const { snapshot, id } = heap({
    objects: {
      app: { type: 'module', name: 'app', size: 72, attributes: { cache: 'cache' } },
      cache: { type: 'dict', size: 232, entries: [['key', 'node']] },
      key: { type: 'str', size: 53, value: 'wide 漢字' },
      node: { type: 'app.Node', size: 48, attributes: { text: 'evil' } },
      evil: { type: 'str', size: 2_500_000, value: '\x1b[2Jred\u202e\u200d"x",\r\ny' },
      lost: { type: 'int', size: 28, value: 2n ** 61n },
    },
    roots: { module: ['app'] },
  });
  return { heap: new Heap('app', snapshot, runtimeOf('cpython')), id };
}

export const exact: Provenance = { exact: true, weak: 'not used', notes: [] };

export function tableOf(
  columns: readonly Column[],
  rowCount: number,
  more: Partial<TableResult> = {},
): TableResult {
  return {
    kind: 'table',
    heap: undefined,
    provenance: exact,
    columns,
    rowCount,
    total: rowCount,
    objectsOf: () => new Uint32Array(0),
    subjectOf: () => 0,
    ...more,
  };
}

export const wholeView: View = {
  limit: Infinity,
  width: Infinity,
  style: plainStyle,
  moreHint: '--limit N shows more',
  remarks: [],
};
