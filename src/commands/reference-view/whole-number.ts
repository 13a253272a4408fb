import { QueryError } from '../../base/errors.ts';

/** The value of a numeric option. Throws QueryError unless it is a whole number of at least `least`. */
export function wholeNumber(
  name: string,
  value: number | undefined,
  otherwise: number,
  least: number,
): number {
  if (value === undefined) return otherwise;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new QueryError(`${name} takes a whole number from ${least} on, not ${value}`);
}
