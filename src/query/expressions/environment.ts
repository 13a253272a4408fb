import type { ExprNode, SetNode } from '../ast.ts';
import type { ObjectSet } from '../object-set.ts';
import type { Cell, Column, ColumnUnit } from '../result.ts';
import type { Scope } from '../scope.ts';

/** What the rows are that an expression is computed of. */
export interface Environment {
  /** Its heap is the rows' heap. */
  readonly scope: Scope;
  /** The object that a row is about, or NONE. Undefined: rows are object indexes. */
  readonly subjectOf: ((row: number) => number) | undefined;
  /** How many rows there are. */
  readonly rowCount: number;
  /** Columns that bare names mean. */
  readonly columns: readonly Column[];
  /** What was computed of whole sets, so that it can be told without being computed again. */
  readonly computed?: Map<ExprNode, Operand>;
  /** For `count(SET)`. Handed in, because sets contain predicates in their turn. */
  evaluateSet(node: SetNode, scope: Scope): ObjectSet;
}

/** A part of an expression, ready to be computed row by row. */
export interface Operand {
  readonly unit: ColumnUnit;
  /** It is a text wherever it is anything. */
  readonly isText?: boolean;
  /** Set when it is the same in all rows. */
  readonly constant?: { readonly value: Cell };
  /** What is compared: undefined where there is nothing, and where the object is no simple value. */
  value(row: number): Cell;
  /** The object that it leads to, EMPTY_FIELD or NO_FIELD; only of paths and of columns of objects. */
  object?(row: number): number;
  /** Whether it leads to a number that may have been left out of the snapshot; only of paths. */
  hidesNumber?(row: number): boolean;
}

export type Predicate = (row: number) => boolean;

/** What rows are sorted, grouped and selected by. */
export interface Key {
  readonly unit: ColumnUnit;
  /** It is the same in all rows: nothing can be told apart by it. */
  readonly isConstant?: boolean;
  cell(row: number): Cell;
}
