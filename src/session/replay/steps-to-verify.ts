import { UsageError } from '../../base/errors.ts';

/** The steps that `3,5-7` means. Throws UsageError, also for steps that the file does not have. O(steps). */
export function readStepsToVerify(text: string, stepCount: number): Set<number> {
  const numbers = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last] = /^\s*(\d{1,9})\s*(?:-\s*(\d{1,9}))?\s*$/.exec(part) ?? [];
    if (first === undefined) {
      throw new UsageError(`--only ${text}: ${part.trim() || 'nothing'} is no step`, {
        hint: 'write --only 3,5-7',
      });
    }
    const [from, to] = [Number(first), Number(last ?? first)];
    if (from < 1 || to > stepCount || from > to) {
      throw new UsageError(`--only ${text}: there are no such steps`, { hint: `steps are 1-${stepCount}` });
    }
    for (let number = from; number <= to; number++) numbers.add(number);
  }
  return numbers;
}
