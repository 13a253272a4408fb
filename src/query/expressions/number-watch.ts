import { areNumbersMissing, noteMissingNumbers, noteMissingValues } from '../missing-numbers.ts';
import type { Environment, Operand } from './environment.ts';

const ROWS_LOOKED_AT = 64;

/**
 * Of operands that are asked for numbers: to be told each row as it is computed, it says so when a number is asked for that
 * was left out of the snapshot. It looks at the first rows at once, since those of a table are computed when it is shown, and by then
 * its notes are. Undefined: nothing was left out, or nothing can be.
 */
export function numberWatch(
  operands: readonly Operand[],
  { scope, rowCount }: Environment,
): ((row: number) => void) | undefined {
  const paths = operands.filter(({ object }) => object !== undefined);
  if (paths.length === 0) return undefined;
  noteMissingValues(scope);
  const hiding = paths.flatMap(({ hidesNumber }) => hidesNumber ?? []);
  if (hiding.length === 0 || !areNumbersMissing(scope.heap, scope.task)) return undefined;
  let isNoted = false;
  const watch = (row: number): void => {
    if (isNoted || !hiding.some((hides) => hides(row))) return;
    isNoted = true;
    noteMissingNumbers(scope);
  };
  for (let row = 0; row < Math.min(rowCount, ROWS_LOOKED_AT); row++) watch(row);
  return watch;
}
