import { NONE } from '../../model/kinds.ts';
import type { ExprNode } from '../ast.ts';
import { findFact } from '../facts.ts';
import { notingLengths, readAhead } from '../lengths.ts';
import { alternatives, didYouMean } from '../nearest.ts';
import { isNull, knownValue } from '../object-value.ts';
import { errorAt } from '../place-error.ts';
import type { Cell, Column } from '../result.ts';
import { EMPTY_FIELD, NO_FIELD } from '../runtimes/runtime.ts';
import { regexTest } from '../safe-regex.ts';
import { noteUnknownField } from '../unknown-field.ts';
import { type ArithmeticOperator, arithmetic, negation } from './arithmetic.ts';
import { type ComparisonOperator, comparison, existence, isNothing } from './compare.ts';
import type { Environment, Key, Operand, Predicate } from './environment.ts';
import { numberWatch } from './number-watch.ts';
import { objectKey } from './object-key.ts';
import { pathOperand } from './path-operand.ts';
import { requireFact, shownFactHint } from './require-fact.ts';
import { resultProperty } from './result-property.ts';
import { setFunction } from './set-functions.ts';

/** Nodes of one kind. */
type Node<K extends ExprNode['kind']> = Extract<ExprNode, { kind: K }>;

/** Turns an expression into a test of rows. What does not depend on the row is looked up once, here. Throws QueryError. */
export function compilePredicateIn(node: ExprNode, environment: Environment): Predicate {
  switch (node.kind) {
    case 'binary':
      return compileBinary(node, environment);
    case 'not': {
      const holds = compilePredicateIn(node.of, environment);
      return (row) => !holds(row);
    }
    case 'is-null': {
      const operand = compileOperand(node.of, environment);
      const isIt = isNothing(operand, environment);
      const exists = existence(operand);
      return node.negated ? (row) => exists(row) && !isIt(row) : isIt;
    }
    case 'exists':
      return existence(compileOperand(node.of, environment));
    case 'in':
      return compileIn(node, environment);
    case 'match':
      return compileMatch(node, environment);
    default:
      return truth(compileOperand(node, environment), environment);
  }
}

/** Turns an expression into what rows are sorted, grouped or shown by. Throws QueryError. */
export function compileKeyIn(node: ExprNode, environment: Environment): Key {
  const operand = compileOperand(quotedColumn(node, environment) ?? node, environment);
  const { unit, value } = operand;
  return operand.object === undefined
    ? { unit, isConstant: operand.constant !== undefined, cell: value }
    : objectKey(operand, operand.object, environment);
}

/** `sort "sum(@size)"`: a text that is all of a key, and a column's name or label, means that column. */
function quotedColumn(node: ExprNode, { columns }: Environment): ExprNode | undefined {
  if (node.kind !== 'literal' || typeof node.value !== 'string') return undefined;
  const column = findColumn(node.value, columns);
  return column && { kind: 'column', name: column.name, start: node.start, end: node.end };
}

/** By its name, else by the label that the table shows; blanks within it make no difference, nor does case where no other label reads so. */
function findColumn(name: string, columns: Environment['columns']): Column | undefined {
  const typed = withoutBlanks(name);
  return (
    columns.find((each) => each.name === name) ??
    columns.find(({ label }) => label !== undefined && withoutBlanks(label) === typed) ??
    onlyOne(columns.filter(({ label }) => label !== undefined && isAlike(withoutBlanks(label), typed)))
  );
}

function onlyOne(columns: readonly Column[]): Column | undefined {
  return columns.length === 1 ? columns[0] : undefined;
}

function isAlike(label: string, typed: string): boolean {
  return label.toLowerCase() === typed.toLowerCase();
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

function compileOperand(node: ExprNode, environment: Environment): Operand {
  switch (node.kind) {
    case 'literal':
      return constant(node.value);
    case 'path':
      return compilePath(node, environment);
    case 'fact':
      return compileFact(node, environment);
    case 'column':
      return compileColumn(node, node.name, environment);
    case 'call':
      return setFunction(node, environment);
    case 'result-property':
      return resultProperty(node, environment);
    case 'negate':
      return negation(compileOperand(node.of, environment));
    case 'binary':
      if (isArithmetic(node.operator)) return compileArithmetic(node.operator, node, environment);
      return { unit: 'boolean', value: compilePredicateIn(node, environment) };
    default:
      return { unit: 'boolean', value: compilePredicateIn(node, environment) };
  }
}

function constant(value: Cell): Operand {
  return { unit: typeof value === 'string' ? 'text' : 'number', constant: { value }, value: () => value };
}

function isArithmetic(operator: string): operator is ArithmeticOperator {
  return '+-*/'.includes(operator);
}

function compileBinary(node: Node<'binary'>, environment: Environment): Predicate {
  const { operator } = node;
  if (operator === 'and' || operator === 'or') {
    const left = compilePredicateIn(node.left, environment);
    const right = compilePredicateIn(node.right, environment);
    return operator === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
  }
  if (isArithmetic(operator)) return truth(compileArithmetic(operator, node, environment), environment);
  const left = compileOperand(node.left, environment);
  const right = compileCompared(node.right, environment);
  return comparison(operator as ComparisonOperator, left, right, environment);
}

/** What something is compared with: a word that is no column was perhaps meant to be a text. */
function compileCompared(node: ExprNode, environment: Environment): Operand {
  if (node.kind !== 'column') return compileOperand(node, environment);
  return compileColumn(node, node.name, environment, `a text stands in quotes: ${JSON.stringify(node.name)}`);
}

function compileArithmetic(
  operator: ArithmeticOperator,
  node: Node<'binary'>,
  environment: Environment,
): Operand {
  const left = compileOperand(node.left, environment);
  const right = compileOperand(node.right, environment);
  const computed = arithmetic(operator, left, right);
  const watch = numberWatch([left, right], environment);
  if (watch === undefined) return computed;
  const value = (row: number): Cell => {
    watch(row);
    return computed.value(row);
  };
  return { ...computed, value };
}

/** A value alone: what is there, and neither false, zero nor empty. */
function truth({ value, object }: Operand, { scope }: Environment): Predicate {
  const { snapshot } = scope.heap;
  return (row) => {
    const cell = value(row);
    if (cell !== undefined) return Boolean(cell);
    const target = object?.(row) ?? NO_FIELD;
    return target >= 0 && target !== NONE && !isNull(snapshot, target);
  };
}

function compileIn({ of, list }: Node<'in'>, environment: Environment): Predicate {
  const operand = compileOperand(of, environment);
  const tests = list.map((each) => {
    const right = compileCompared(each, environment);
    return comparison('=', operand, right, environment);
  });
  const values = list.map((each) => (each.kind === 'literal' ? each.value : undefined));
  if (operand.object !== undefined || values.some((value) => typeof value !== 'string')) {
    return (row) => tests.some((test) => test(row));
  }
  const texts = new Set<Cell>(values);
  return (row) => texts.has(operand.value(row));
}

/** Answers are remembered: the same few names come again and again. */
const MOST_REMEMBERED = 5000;

function compileMatch(node: Node<'match'>, environment: Environment): Predicate {
  const operand = compileOperand(node.of, environment);
  const test = regexTest(node.source, node.flags, node);
  const known = new Map<string, boolean>();
  return (row) => {
    const text = textOf(operand, row, environment);
    if (text === undefined) return false;
    let holds = known.get(text);
    if (holds === undefined) {
      holds = test(text);
      if (known.size < MOST_REMEMBERED) known.set(text, holds);
    }
    return holds;
  };
}

/** What `~` looks at: a text itself, a number as digits, any other object as it is described. */
function textOf(operand: Operand, row: number, { scope }: Environment): string | undefined {
  const cell = operand.value(row);
  if (typeof cell === 'string') return cell;
  if (cell !== undefined) return cell === null ? undefined : String(cell);
  const target = operand.object?.(row) ?? NO_FIELD;
  return target < 0 || target === NONE ? undefined : scope.heap.runtime.describe(scope.heap.snapshot, target);
}

function compilePath(node: Node<'path'>, environment: Environment): Operand {
  const { scope, subjectOf } = environment;
  for (const step of node.steps) if (typeof step === 'string') noteUnknownField(step, scope);
  if (node.from === undefined) return pathOperand(scope.heap, node.steps, subjectOf);
  const column = compileColumn(node, node.from, environment);
  if (column.object === undefined) {
    throw errorAt(node, `column \`${node.from}\` holds no objects, so it has no fields`);
  }
  return pathOperand(scope.heap, node.steps, column.object);
}

function compileFact(node: Node<'fact'>, { scope, subjectOf, rowCount }: Environment): Operand {
  const fact = requireFact(node, node.name);
  const known = fact.reader(scope.heap, scope.task);
  const isLength = fact.name === 'len';
  const read = isLength ? notingLengths(known, scope) : known;
  const { unit } = fact;
  const isText = unit === 'text' || unit === 'file';
  if (subjectOf === undefined) return { unit, isText, value: read };
  if (isLength) readAhead(read, subjectOf, rowCount);
  const value = (row: number): Cell => {
    const subject = subjectOf(row);
    return subject === NONE ? undefined : read(subject);
  };
  return { unit, isText, value };
}

/** `meant`: what else may have been meant than a column. */
function compileColumn(
  node: ExprNode,
  name: string,
  { columns, scope }: Environment,
  meant?: string,
): Operand {
  const column = findColumn(name, columns);
  if (column === undefined) throw noColumn(node, name, columns, meant);
  if (column.unit !== 'object') return { unit: column.unit, value: (row) => column.cell(row) };
  const object = (row: number): number => {
    const cell = column.cell(row);
    return typeof cell === 'number' && cell !== NONE ? cell : EMPTY_FIELD;
  };
  const value = (row: number): Cell => {
    const target = object(row);
    return target < 0 ? null : knownValue(scope.heap.snapshot, target);
  };
  return { unit: 'object', object, value };
}

function noColumn(
  node: ExprNode,
  name: string,
  columns: Environment['columns'],
  meant: string | undefined,
): Error {
  const isFact = findFact(name) === undefined ? '' : `, the fact \`@${name}\``;
  const isField = name.endsWith(')')
    ? `\`group KEY ${name}\` makes one`
    : `a field is written \`.${name}\`${isFact}`;
  const names = columns.map((column) => column.name);
  const has =
    shownFactHint(name) ??
    didYouMean(name, names) ??
    (names.length === 0 ? undefined : `columns are ${alternatives(names)}`);
  return errorAt(node, `no column \`${name}\``, [meant, isField, has].filter(Boolean).join('; '));
}
