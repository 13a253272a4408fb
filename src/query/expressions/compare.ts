import { characterCount, encodeWtf8 } from '../../base/wtf8.ts';
import { NONE, ValueKind } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import type { BinaryOperator } from '../ast.ts';
import { textMatcher } from '../named-edge.ts';
import { isNull, knownValue, simpleValue } from '../object-value.ts';
import type { Cell } from '../result.ts';
import { EMPTY_FIELD, NO_FIELD } from '../runtimes/runtime.ts';
import type { Environment, Operand, Predicate } from './environment.ts';
import { numberWatch } from './number-watch.ts';
import { noteOtherKind } from './other-kind.ts';

export type ComparisonOperator = Extract<BinaryOperator, '=' | '!=' | '<' | '<=' | '>' | '>='>;

/**
 * Compares what two parts of an expression are. Fields are compared by the value of their object; two objects without
 * simple value are equal when they are the same one. A comparison with what is not there is false, `!=` too.
 */
export function comparison(
  operator: ComparisonOperator,
  left: Operand,
  right: Operand,
  environment: Environment,
): Predicate {
  if (left.constant !== undefined && right.constant === undefined) {
    return comparison(mirrored[operator], right, left, environment);
  }
  noteOtherKind(left, right, environment);
  const holds = plainComparison(operator, left, right, environment);
  const watch = asksForNumber(operator, left, right) ? numberWatch([left, right], environment) : undefined;
  if (watch === undefined) return holds;
  return (row) => {
    watch(row);
    return holds(row);
  };
}

function plainComparison(
  operator: ComparisonOperator,
  left: Operand,
  right: Operand,
  environment: Environment,
): Predicate {
  if (operator === '=' || operator === '!=') return equality(operator === '!=', left, right, environment);
  const limit = right.constant?.value;
  if (typeof limit === 'number') return numberComparison(operator, left, limit);
  const holds = orders[operator];
  return (row) => {
    const a = left.value(row);
    const b = right.value(row);
    return areOrdered(a, b) && holds(a as Ordered, b as Ordered);
  };
}

const mirrored = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** Of a field; only texts have an order beside numbers. */
function asksForNumber(operator: ComparisonOperator, left: Operand, right: Operand): boolean {
  const value = right.constant?.value;
  if (left.object === undefined || typeof value === 'string') return false;
  return isNumeric(value) || (operator !== '=' && operator !== '!=');
}

type Ordered = number | bigint | string;

const orders = {
  '<': (a: Ordered, b: Ordered) => a < b,
  '<=': (a: Ordered, b: Ordered) => a <= b,
  '>': (a: Ordered, b: Ordered) => a > b,
  '>=': (a: Ordered, b: Ordered) => a >= b,
} as const;

/** One loop over millions of rows ends up in one of these: each compares with a plain number. */
function numberComparison(operator: keyof typeof orders, { value }: Operand, limit: number): Predicate {
  const number = (cell: Cell): number | bigint =>
    typeof cell === 'number' || typeof cell === 'bigint' ? cell : Number.NaN;
  switch (operator) {
    case '<':
      return (row) => number(value(row)) < limit;
    case '<=':
      return (row) => number(value(row)) <= limit;
    case '>':
      return (row) => number(value(row)) > limit;
    case '>=':
      return (row) => number(value(row)) >= limit;
  }
}

function areOrdered(a: Cell, b: Cell): boolean {
  if (typeof a === 'string') return typeof b === 'string';
  return isNumeric(a) && isNumeric(b);
}

function isNumeric(cell: Cell): cell is number | bigint {
  return typeof cell === 'number' || typeof cell === 'bigint';
}

/** Numbers by value, whether kept as number or bigint; everything else only with its like. */
function equalCells(a: Cell, b: Cell): boolean {
  if (a === b) return a !== undefined;
  return isNumeric(a) && isNumeric(b) && a <= b && a >= b;
}

function equality(negated: boolean, left: Operand, right: Operand, environment: Environment): Predicate {
  const value = right.constant?.value;
  if (right.constant !== undefined && value === null) {
    const isIt = isNothing(left, environment);
    const exists = existence(left);
    return negated ? (row) => exists(row) && !isIt(row) : isIt;
  }
  const isEqual =
    typeof value === 'string' ? equalsText(left, value, environment) : equalValues(left, right, environment);
  if (!negated) return isEqual;
  const exists = existence(left);
  const otherExists = existence(right);
  return (row) => exists(row) && otherExists(row) && !isEqual(row);
}

function equalValues(left: Operand, right: Operand, environment: Environment): Predicate {
  const { snapshot } = environment.scope.heap;
  const { object } = left;
  const { object: otherObject } = right;
  if (object === undefined || otherObject === undefined) {
    return (row) => equalCells(left.value(row), right.value(row));
  }
  return (row) => {
    const a = object(row);
    const b = otherObject(row);
    if (a === b) return a !== NO_FIELD;
    return a >= 0 && b >= 0 && equalCells(simpleValue(snapshot, a), simpleValue(snapshot, b));
  };
}

/** A field's text is compared by bytes, without building the text. */
function equalsText({ object, value }: Operand, text: string, { scope }: Environment): Predicate {
  if (object === undefined) return (row) => value(row) === text;
  const { snapshot } = scope.heap;
  const { valueKinds } = snapshot.objects;
  let noted = false;
  const noteBeginning = (): void => {
    if (!noted)
      scope.note('texts longer than their previews were compared by their beginning and their length');
    noted = true;
  };
  const isText = textMatcher(snapshot, text, noteBeginning);
  return (row) => {
    const target = object(row);
    if (target < 0) return target === NO_FIELD && value(row) === text;
    if (valueKinds[target] === ValueKind.text) return isText(target);
    if (valueKinds[target] === ValueKind.joined) return isJoinedText(snapshot, target, text, noteBeginning);
    return valueKinds[target] === ValueKind.bytes && knownValue(snapshot, target) === text;
  };
}

/** The same of one that is joined, which has no bytes of its own. */
function isJoinedText(snapshot: HeapSnapshot, object: number, text: string, bounded: () => void): boolean {
  if (snapshot.objects.lengths[object] !== characterCount(encodeWtf8(text))) return false;
  const beginning = simpleValue(snapshot, object) as string;
  if (!text.startsWith(beginning)) return false;
  if (beginning.length < text.length) bounded();
  return true;
}

/** `is None`: a field that refers to the null object, or that can hold nothing and does; a fact or column without value. */
export function isNothing({ object, value, unit }: Operand, { scope }: Environment): Predicate {
  const { snapshot } = scope.heap;
  if (object !== undefined) {
    return (row) => {
      const target = object(row);
      return target === EMPTY_FIELD || (target >= 0 && isNull(snapshot, target));
    };
  }
  return (row) => {
    const cell = value(row);
    return cell === undefined || cell === null || (unit === 'object' && cell === NONE);
  };
}

/** Whether there is such a field at all; a fact or column: whether it is known. */
export function existence({ object, value }: Operand): Predicate {
  if (object === undefined) return (row) => value(row) !== undefined;
  return (row) => {
    const target = object(row);
    return target !== NO_FIELD || value(row) !== undefined;
  };
}
