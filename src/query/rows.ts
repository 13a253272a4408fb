import { Bitset } from '../base/bitset.ts';
import { QueryError } from '../base/errors.ts';
import { DEAR_STEP, quietTask, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { ObjectSet } from './object-set.ts';
import type { Column, PathResult, Provenance, Result, TableResult, TreeNode, TreeResult } from './result.ts';

const exact: Provenance = { exact: true, weak: 'not used', notes: [] };

/**
 * Objects as rows: address, type, size, value. Cells are computed when they are shown, so a table of millions of objects
 * costs nothing beyond the set.
 */
export function objectTable(set: ObjectSet, provenance: Provenance = exact): TableResult {
  const { heap, indexes } = set;
  return {
    kind: 'table',
    heap,
    provenance,
    columns: objectColumns(set),
    rowCount: indexes.length,
    total: indexes.length,
    objectsOf: (row) => indexes.subarray(row, row + 1),
    subjectOf: (row) => indexes[row] ?? NONE,
  };
}

function objectColumns({ heap, indexes }: ObjectSet): Column[] {
  const { snapshot, runtime } = heap;
  const { objects } = heap.near;
  return [
    objects.heapIds === undefined
      ? { name: 'address', unit: 'address', cell: (row) => objects.addresses[indexes[row]!]! }
      : { name: 'id', unit: 'heapId', cell: (row) => objects.heapIds?.[indexes[row]!] },
    { name: 'type', unit: 'text', cell: (row) => snapshot.types[objects.typeIndexes[indexes[row]!]!]!.name },
    { name: 'size', unit: 'bytes', cell: (row) => objects.sizes[indexes[row]!]! },
    { name: 'value', unit: 'text', cell: (row) => runtime.describe(heap.near, indexes[row]!) },
  ];
}

/** Some rows of a table, in the order given; they keep their handles. Nothing is copied. Columns that add up the rows above are kept only where all rows between the first and the last are. */
export function pickRows(table: TableResult, rows: Uint32Array, total = rows.length): TableResult {
  const { series, edgesOf } = table;
  const isRange = rows.every((row, i) => row === rows[0]! + i);
  const columns = isRange ? table.columns : table.columns.filter(({ inOrder }) => inOrder !== true);
  return {
    ...table,
    columns: columns.map((column) => pickColumn(column, rows)),
    rowCount: rows.length,
    total,
    objectsOf: (row) => table.objectsOf(rows[row]!),
    subjectOf: (row) => table.subjectOf(rows[row]!),
    ...(edgesOf && { edgesOf: (row) => edgesOf(rows[row]!) }),
    ...(series && { series: { points: series.points, of: (row) => series.of(rows[row]!) } }),
  };
}

/** A row of the answer that came last, in a line. */
export function rowOfLast(row: number): string {
  return `_[${row}]`;
}

function pickColumn(column: Column, rows: Uint32Array): Column {
  // The number of a row is what `$3[2]` calls it, in this result and not in the one it came from.
  if (column.unit === 'index') return column;
  const cell = (row: number, self = rowOfLast(row)) => column.cell(rows[row]!, self);
  const picked = { ...column, cell: column.isLine ? cell : (row: number) => column.cell(rows[row]!) };
  const { unitOf } = column;
  return unitOf === undefined ? picked : { ...picked, unitOf: (row) => unitOf.call(column, rows[row]!) };
}

/** A result as rows: a table is its own, anything else that shows objects is a table of them. Throws QueryError when it shows none. */
export function tableOf(result: Result): TableResult {
  switch (result.kind) {
    case 'table':
      return result;
    case 'tree':
      return result.wholeSize === undefined
        ? objectTable(objectsOfResult(result), result.provenance)
        : retainingTable(result);
    case 'object':
    case 'path':
      return objectTable(objectsOfResult(result), result.provenance);
    case 'scalar':
    case 'text':
      throw noObjects(result.kind);
  }
}

/** Nodes of a dominator tree keep what they tell of their objects. */
function retainingTable(tree: TreeResult): TableResult {
  const set = objectsOfResult(tree);
  const retained = new Map<number, number | undefined>();
  forEachNode(tree, ({ object, size }) => retained.set(object, size));
  const table = objectTable(set, tree.provenance);
  const column: Column = { name: 'retained', unit: 'bytes', cell: (row) => retained.get(set.indexes[row]!) };
  const place = table.columns.findIndex(({ name }) => name === 'size') + 1;
  return { ...table, columns: table.columns.toSpliced(place, 0, column) };
}

/** All objects of a result, each once, in the order it shows them. Throws QueryError when it shows none. */
export function objectsOfResult(result: Result, task: Task = quietTask): ObjectSet {
  switch (result.kind) {
    case 'table':
      return objectsOfTable(result, 0, result.rowCount, task);
    case 'object':
      return { heap: result.heap, indexes: Uint32Array.of(result.objectIndex) };
    case 'path':
      return { heap: result.heap, indexes: objectsOfPath(result) };
    case 'tree':
      return { heap: result.heap, indexes: objectsOfTree(result) };
    case 'scalar':
    case 'text':
      throw noObjects(result.kind);
  }
}

function noObjects(kind: 'scalar' | 'text'): QueryError {
  return new QueryError(`this result is ${kind === 'scalar' ? 'a value' : 'a text'}, not objects`, {
    hint: 'tables, trees, paths and single objects can be asked on',
  });
}

/** The objects behind the rows from … to-1, each once, in the order of the rows. O(objects of the rows). */
export function objectsOfTable(
  table: TableResult,
  from = 0,
  to = table.rowCount,
  task: Task = quietTask,
): ObjectSet {
  const { heap } = table;
  if (heap === undefined) throw new QueryError('the rows of this result are not about objects');
  if (to - from === 1) {
    const indexes = table.objectsOf(from);
    const subject = table.subjectOf(from);
    if (subject === NONE || indexes.length === 1) return { heap, indexes };
    return { heap, indexes, subjects: Uint32Array.of(subject) };
  }
  const seen = new Bitset(heap.snapshot.objectCount);
  let indexes = new Uint32Array(Math.max(to - from, 16));
  let found = 0;
  let standForMore = false;
  for (let row = from; row < to; row++) {
    if ((row & (DEAR_STEP - 1)) === 0) task.step(row - from, to - from);
    const objects = table.objectsOf(row);
    standForMore ||= objects.length > 1;
    if (found + objects.length > indexes.length) indexes = grown(indexes, found + objects.length);
    for (const object of objects) {
      if (seen.has(object)) continue;
      seen.add(object);
      indexes[found++] = object;
    }
  }
  const all = { heap, indexes: indexes.subarray(0, found) };
  return standForMore ? withSubjects(all, table, from, to) : all;
}

function withSubjects(set: ObjectSet, table: TableResult, from: number, to: number): ObjectSet {
  const subjects = new Set<number>();
  for (let row = from; row < to; row++) {
    const subject = table.subjectOf(row);
    if (subject === NONE) return set;
    subjects.add(subject);
  }
  return { ...set, subjects: Uint32Array.from(subjects) };
}

function grown(array: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, 2 * array.length));
  larger.set(array);
  return larger;
}

function objectsOfPath(path: PathResult): Uint32Array {
  return Uint32Array.from(new Set(path.steps.map((step) => step.object)));
}

/** In the order that the tree is read, from the top. */
function objectsOfTree(tree: TreeResult): Uint32Array {
  const objects = new Set<number>();
  forEachNode(tree, ({ object }) => objects.add(object));
  return Uint32Array.from(objects);
}

function forEachNode(tree: TreeResult, visit: (node: TreeNode) => unknown): void {
  const pending = tree.roots.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visit(node);
    for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i]!);
  }
}
