import { NONE } from '../model/kinds.ts';
import { type JsonPathHit, type JsonPathTools, JsonPathWalk, parseJsonPath } from './jsonpath.ts';
import type { ObjectSet } from './object-set.ts';
import type { Cell, TableResult } from './result.ts';

/** Rows that one answer may have. */
const MOST_ROWS = 1_000_000;

/**
 * What a JSONPath finds from each object of a set, a row a hit: object (where it began), path, value. Each row stands for
 * the object found. Throws QueryError for what is no path.
 */
export function jsonTable(set: ObjectSet, text: string, tools: JsonPathTools): TableResult {
  const path = parseJsonPath(text);
  const { heap } = set;
  const walk = new JsonPathWalk(heap, tools);
  const hits: JsonPathHit[] = [];
  const starts: number[] = [];
  let isCut = false;
  tools.task.phase('following the path');
  for (const [i, start] of set.indexes.entries()) {
    if ((i & 1023) === 0) tools.task.step(i, set.indexes.length);
    for (const hit of walk.hits(path, start)) {
      isCut = hits.length === MOST_ROWS;
      if (isCut) break;
      hits.push(hit);
      starts.push(start);
    }
    if (isCut) break;
  }
  const exact = walk.isWhole && !isCut;
  const bound = isCut ? 'the first million hits' : 'a million places from each object';
  return {
    kind: 'table',
    heap,
    provenance: { exact, ...(exact ? {} : { bound }), weak: 'included', notes: [] },
    columns: [
      { name: 'object', unit: 'object', cell: (row) => starts[row] },
      { name: 'path', unit: 'path', cell: (row) => hits[row]!.path() },
      {
        name: 'value',
        unit: 'value',
        unitOf: (row) => unitOf(hits[row]!),
        cell: (row) => cellOf(hits[row]!),
      },
    ],
    rowCount: hits.length,
    total: hits.length,
    objectsOf: (row) => (hits[row]!.object === NONE ? new Uint32Array(0) : Uint32Array.of(hits[row]!.object)),
    subjectOf: (row) => hits[row]!.object,
  };
}

function unitOf({ object, value }: JsonPathHit): 'object' | 'value' {
  return value === undefined && object !== NONE ? 'object' : 'value';
}

function cellOf({ object, value }: JsonPathHit): Cell {
  return value === undefined && object !== NONE ? object : value;
}
