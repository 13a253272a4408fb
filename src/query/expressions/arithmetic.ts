import { smallest } from '../object-value.ts';
import type { Cell, ColumnUnit } from '../result.ts';
import type { Operand } from './environment.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/';

/** Numbers only: of anything else, and of a division by zero, the result is not there. Integers stay exact. */
export function arithmetic(operator: ArithmeticOperator, left: Operand, right: Operand): Operand {
  const compute = operations[operator];
  return {
    unit: unitOf(operator, left, right),
    value: (row) => compute(left.value(row), right.value(row)),
  };
}

export function negation({ unit, value }: Operand): Operand {
  return { unit: isQuantity(unit) ? unit : 'number', value: (row) => subtract(0, value(row)) };
}

function subtract(a: Cell, b: Cell): Cell {
  return both(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );
}

const operations: Record<ArithmeticOperator, (a: Cell, b: Cell) => Cell> = {
  '+': (a, b) =>
    both(
      a,
      b,
      (x, y) => x + y,
      (x, y) => x + y,
    ),
  '-': subtract,
  '*': (a, b) =>
    both(
      a,
      b,
      (x, y) => x * y,
      (x, y) => x * y,
    ),
  '/': divide,
};

function divide(a: Cell, b: Cell): Cell {
  const [dividend, divisor] = [toNumber(a), toNumber(b)];
  return dividend === undefined || !divisor ? undefined : dividend / divisor;
}

/** In numbers while that is exact, in bigints when integers grow beyond. */
function both(
  a: Cell,
  b: Cell,
  numbers: (a: number, b: number) => number,
  bigints: (a: bigint, b: bigint) => bigint,
): Cell {
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x === undefined || y === undefined) return undefined;
  const result = numbers(x, y);
  const exact = Number.isSafeInteger(result) && typeof a === 'number' && typeof b === 'number';
  if (exact || !isInteger(a) || !isInteger(b)) return result;
  return smallest(bigints(BigInt(a), BigInt(b)));
}

function toNumber(cell: Cell): number | undefined {
  return typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : undefined;
}

function isInteger(cell: Cell): cell is number | bigint {
  return typeof cell === 'bigint' || Number.isInteger(cell);
}

/** Bytes plus bytes are bytes, bytes times a number too; a quotient of bytes is a number. */
function unitOf(operator: ArithmeticOperator, left: Operand, right: Operand): ColumnUnit {
  const [a, b] = [left.unit, right.unit];
  if (operator === '/') return isQuantity(a) && !isQuantity(b) ? a : 'number';
  if (a === b || !isQuantity(b)) return isQuantity(a) ? a : 'number';
  return isQuantity(a) ? 'number' : b;
}

function isQuantity(unit: ColumnUnit): boolean {
  return unit === 'bytes';
}
