import type { Heap } from '../query/heap.ts';
import type { Cell, Column, ColumnUnit, Result, TreeNode, TreeResult } from '../query/result.ts';
import { shownBranches } from './shown-branches.ts';

/** Any result as rows under named columns, for the forms that know nothing else: csv, Markdown tables, JSON lines. */
export interface Records {
  readonly heap: Heap | undefined;
  readonly columns: readonly Pick<Column, 'name' | 'label' | 'unit'>[];
  readonly rows: Iterable<RecordRow>;
}

export interface RecordRow {
  readonly cells: readonly Cell[];
  /** The unit of the cell in a column, where it is not the column's. */
  readonly units?: readonly ColumnUnit[];
}

export function recordsOf(result: Result, limit: number): Records {
  const { heap } = result;
  switch (result.kind) {
    case 'table':
      return {
        heap,
        columns: result.columns,
        rows: tableRecords(result.columns, Math.min(result.rowCount, limit)),
      };
    case 'scalar':
      return { heap, columns: [{ name: 'value', unit: result.unit }], rows: [{ cells: [result.value] }] };
    case 'object':
      return {
        heap,
        columns: columnsOf({ edge: 'text', object: 'object', repeat: 'count' }),
        rows: result.fields.map((field) => ({ cells: [field.edge, field.target, field.repeat] })),
      };
    case 'tree':
      return {
        heap,
        columns: columnsOf({ depth: 'index', edge: 'text', object: 'object', count: 'count', size: 'bytes' }),
        rows: treeRecords(result, limit),
      };
    case 'path':
      return {
        heap,
        columns: columnsOf({ object: 'object', edge: 'text' }),
        rows: result.steps.map((step) => ({ cells: [step.object, step.edge] })),
      };
    case 'text':
      return {
        heap,
        columns: columnsOf({ line: 'text' }),
        rows: result.lines.map((line) => ({ cells: [line] })),
      };
  }
}

function columnsOf(units: Readonly<Record<string, ColumnUnit>>): Records['columns'] {
  return Object.entries(units).map(([name, unit]) => ({ name, unit }));
}

function* tableRecords(columns: readonly Column[], rowCount: number): Generator<RecordRow> {
  const mixed = columns.some((column) => column.unitOf !== undefined);
  for (let row = 0; row < rowCount; row++) {
    const cells = columns.map((column) => column.cell(row));
    yield mixed ? { cells, units: columns.map((column) => column.unitOf?.(row) ?? column.unit) } : { cells };
  }
}

/** Parents before children; the depth tells which is which. */
function* treeRecords(tree: TreeResult, limit: number): Generator<RecordRow> {
  const { first } = shownBranches(tree, limit);
  const pending = first(tree.roots)
    .map((node): [node: TreeNode, depth: number] => [node, 0])
    .reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, depth] = next;
    yield { cells: [depth, node.edge, node.object, node.count, node.size] };
    for (const child of first(node.children).toReversed()) pending.push([child, depth + 1]);
  }
}
