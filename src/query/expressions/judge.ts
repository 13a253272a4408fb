import type { BinaryOperator, ExprNode } from '../ast.ts';
import { errorAt } from '../place-error.ts';
import type { Cell, ColumnUnit } from '../result.ts';
import { compileKeyIn, compilePredicateIn } from './compile.ts';
import type { Environment } from './environment.ts';

/** What came of an expectation. */
export interface Judgement {
  readonly holds: boolean;
  /** When it holds, what `and` joins; else the first of these that does not hold, alone. */
  readonly parts: readonly JudgedPart[];
  /** What was assumed on the way: types that there are none of, columns without rows. */
  readonly notes: readonly string[];
}

export interface JudgedPart {
  readonly node: ExprNode;
  /** What decided it and is no literal, in the order it stands there. */
  readonly values: readonly JudgedValue[];
}

export interface JudgedValue {
  readonly node: ExprNode;
  readonly unit: ColumnUnit;
  readonly value: Cell;
}

/**
 * Decides an expression that is about no row, part by part, and stops at the first part of an `and` that fails and of an `or`
 * that holds: what stands behind it is not computed. Throws QueryError.
 */
export function judge(expression: ExprNode, environment: Environment): Judgement {
  const parts: JudgedPart[] = [];
  const notes = new Set<string>();
  const noted = noting(environment, notes);
  for (const node of conjuncts(expression)) {
    const decided: ExprNode[] = [];
    const holds = decide(node, noted, decided);
    const measures = decided.flatMap(measured).map((each) => valueFor(each, noted));
    if (!holds) return { holds, parts: [{ node, values: measures }], notes: [...notes] };
    parts.push({ node, values: measures });
  }
  return { holds: true, parts, notes: [...notes] };
}

/** `decided`: the parts that were looked at are added to it. */
function decide(node: ExprNode, environment: Environment, decided: ExprNode[]): boolean {
  const part = (each: ExprNode): boolean => decide(each, environment, decided);
  if (node.kind === 'binary' && node.operator === 'and') return part(node.left) && part(node.right);
  if (node.kind === 'binary' && node.operator === 'or') return part(node.left) || part(node.right);
  if (node.kind === 'not') return !part(node.of);
  decided.push(node);
  if (mayBeNumbers.has(node.kind)) refuseNumber(node, environment);
  return compilePredicateIn(node, environment)(0);
}

/** Kinds of what may be a value as well as something that holds. */
const mayBeNumbers: ReadonlySet<ExprNode['kind']> = new Set([
  'literal',
  'call',
  'result-property',
  'negate',
  'binary',
]);

/** `expect count(traceback)` would hold while there is a leak: nobody means that. */
function refuseNumber(node: ExprNode, environment: Environment): void {
  const { value } = valueFor(node, environment);
  if (typeof value !== 'number' && typeof value !== 'bigint') return;
  throw errorAt(node, 'this is a number: an expectation compares it', 'as count(traceback) < 1000');
}

function noting(environment: Environment, notes: Set<string>): Environment {
  const note = (text: string): void => {
    notes.add(text);
    environment.scope.note(text);
  };
  return { ...environment, scope: { ...environment.scope, note } };
}

function conjuncts(node: ExprNode): ExprNode[] {
  return node.kind === 'binary' && node.operator === 'and'
    ? [...conjuncts(node.left), ...conjuncts(node.right)]
    : [node];
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

function valueFor(node: ExprNode, environment: Environment): JudgedValue {
  const { unit, cell } = compileKeyIn(node, environment);
  return { node, unit, value: cell(0) };
}
