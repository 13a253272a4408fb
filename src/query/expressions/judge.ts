import type { BinaryOperator, ExprNode } from '../ast.ts';
import type { Cell, ColumnUnit } from '../result.ts';
import { compileKeyIn, compilePredicateIn } from './compile.ts';
import type { Environment } from './environment.ts';

/** What came of an expectation. */
export interface Judgement {
  readonly holds: boolean;
  /** When it holds, what `and` joins; else the first of these that does not hold, alone. */
  readonly parts: readonly JudgedPart[];
  /** What was assumed on the way: types that there are none of. */
  readonly notes: readonly string[];
}

export interface JudgedPart {
  readonly node: ExprNode;
  /** What was compared and is no literal, in the order it stands there. */
  readonly values: readonly JudgedValue[];
}

export interface JudgedValue {
  readonly node: ExprNode;
  readonly unit: ColumnUnit;
  readonly value: Cell;
}

/**
 * Decides an expression that is about no row, part by part, and stops at the first that fails: what stands behind it is
 * not computed. Throws QueryError.
 */
export function judge(expression: ExprNode, environment: Environment): Judgement {
  const parts: JudgedPart[] = [];
  const notes: string[] = [];
  const noted = noting(environment, notes);
  for (const node of conjuncts(expression)) {
    const holds = compilePredicateIn(node, noted)(0);
    const part = { node, values: measured(node).map((each) => valueFor(each, noted)) };
    if (!holds) return { holds, parts: [part], notes };
    parts.push(part);
  }
  return { holds: true, parts, notes };
}

function noting(environment: Environment, notes: string[]): Environment {
  const note = (text: string): void => {
    notes.push(text);
    environment.scope.note(text);
  };
  return { ...environment, scope: { ...environment.scope, note } };
}

function conjuncts(node: ExprNode): ExprNode[] {
  return isLogical(node, 'and') ? [...conjuncts(node.left), ...conjuncts(node.right)] : [node];
}

/** The parts of an expression whose values decide whether it holds. */
function measured(node: ExprNode): ExprNode[] {
  switch (node.kind) {
    case 'literal':
      return [];
    case 'not':
    case 'is-null':
    case 'match':
      return measured(node.of);
    case 'in':
      return [node.of, ...node.list].flatMap(measured);
    case 'binary':
      return arithmetic.has(node.operator) ? [node] : [node.left, node.right].flatMap(measured);
    default:
      return [node];
  }
}

const arithmetic: ReadonlySet<BinaryOperator> = new Set(['+', '-', '*', '/']);

type BinaryNode = Extract<ExprNode, { kind: 'binary' }>;

function isLogical(node: ExprNode, operator: 'and' | 'or'): node is BinaryNode {
  return node.kind === 'binary' && node.operator === operator;
}

function valueFor(node: ExprNode, environment: Environment): JudgedValue {
  const { unit, cell } = compileKeyIn(node, environment);
  return { node, unit, value: cell(0) };
}
