import { NONE } from '../../model/kinds.ts';
import type { ExprNode, SetNode } from '../ast.ts';
import { alternatives, didYouMean } from '../nearest.ts';
import { errorAt } from '../place-error.ts';
import type { Cell, Column, ColumnUnit, Result, TableResult } from '../result.ts';
import { objectTable, tableOf } from '../rows.ts';
import type { Scope } from '../scope.ts';
import type { Environment, Operand } from './environment.ts';
import { requireFact } from './require-fact.ts';

type PropertyNode = Extract<ExprNode, { kind: 'result-property' }>;

/**
 * `$3.value` of a scalar, `$3.rows` and totals of a table, `$3[0].length` a cell, `$3[0].@retained` a fact of what the row
 * is about; `$3.length` that of its only or first row, and so of a marked object: `cache.size`.
 */
export function resultProperty(node: PropertyNode, { scope }: Environment): Operand {
  const [name, row] = place(node.set);
  const marked = scope.mark?.(name, scope.heap);
  const result =
    marked === undefined
      ? scope.result(name)
      : objectTable({ heap: scope.heap, indexes: Uint32Array.of(marked) });
  if (result === undefined) {
    throw errorAt(node.set, `no result \`${name}\``, `values of a set are \`count(${name})\` and the like`);
  }
  const { unit, value } = propertyOf(node, result, row, scope);
  return { unit, constant: { value }, value: () => value };
}

interface Property {
  readonly unit: ColumnUnit;
  readonly value: Cell;
}

function place(set: SetNode): [name: string, row: number | undefined] {
  if (set.kind === 'row' && set.of.kind === 'result') return [set.of.name, set.row];
  if (set.kind === 'result') return [set.name, undefined];
  throw errorAt(set, 'expected a result, as $3 or $3[0]');
}

function propertyOf(node: PropertyNode, result: Result, row: number | undefined, scope: Scope): Property {
  if (result.kind === 'scalar' && row === undefined) {
    if (node.property === 'value') return { unit: result.unit, value: result.value };
    throw errorAt(node, `this result has no \`${node.property}\``, 'a scalar has a `value`');
  }
  const table = tableOf(result);
  const total = row === undefined ? table.totals?.[node.property] : undefined;
  if (total !== undefined) return { unit: node.property === 'bytes' ? 'bytes' : 'count', value: total };
  if (row === undefined && node.property === 'rows') return { unit: 'count', value: table.rowCount };
  if (row === undefined && table.rowCount === 0) return nothingOf(node, table, scope);
  return cellOf(node, table, row ?? 0, scope);
}

/** What is counted or measured is 0 where there are no rows: what an expectation is about may be gone, as it should. */
function nothingOf(node: PropertyNode, table: TableResult, scope: Scope): Property {
  const isFact = node.property.startsWith('@');
  const { unit } = isFact ? requireFact(node, node.property.slice(1)) : columnOf(node, table);
  const value = measures.has(unit) ? 0 : null;
  const name = node.set.kind === 'result' ? `${node.set.name}.${node.property}` : node.property;
  scope.note(`${name} is ${value ?? 'None'}: the result has no rows`);
  return { unit, value };
}

const measures: ReadonlySet<ColumnUnit> = new Set(['count', 'bytes', 'percent', 'number']);

function cellOf(node: PropertyNode, table: TableResult, row: number, scope: Scope): Property {
  const at = row < 0 ? row + table.rowCount : row;
  if (at < 0 || at >= table.rowCount) {
    const hint =
      table.rowCount === 0 ? 'a column alone, as $3.length, is 0 where there are no rows' : undefined;
    throw errorAt(node, `there is no row ${row} among ${table.rowCount}`, hint);
  }
  if (node.property.startsWith('@')) return factOf(node, table, at, scope);
  const column = columnOf(node, table);
  return { unit: column.unitOf?.(at) ?? column.unit, value: column.cell(at) };
}

function columnOf(node: PropertyNode, table: TableResult): Column {
  const column = table.columns.find((each) => each.name === node.property);
  if (column === undefined) {
    const names = ['rows', ...Object.keys(table.totals ?? {}), ...table.columns.map((each) => each.name)];
    const hint = didYouMean(node.property, names) ?? `it has ${alternatives(names)}`;
    throw errorAt(node, `this result has no \`${node.property}\``, hint);
  }
  return column;
}

/** Nothing, where the row is about no one object. */
function factOf(node: PropertyNode, table: TableResult, row: number, { heap, task }: Scope): Property {
  const fact = requireFact(node, node.property.slice(1));
  const object = table.subjectOf(row);
  // A result from before a cut is asked on through the cuts of now.
  const now = table.heap === undefined || table.heap.isOf(heap) ? heap : table.heap;
  return { unit: fact.unit, value: object === NONE ? undefined : fact.reader(now, task)(object) };
}
