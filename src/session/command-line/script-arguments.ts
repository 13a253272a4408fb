import type { ReadOptions } from './read-options.ts';

export interface SplitOperands {
  /** What stood before any `-f`. */
  readonly before: readonly string[];
  /** What stood behind each `-f FILE`, up to the next: the arguments of that script. */
  readonly behind: readonly (readonly string[])[];
}

/** Tells the arguments of scripts from snapshots: `heapsh SNAPSHOT -f steps.hsh ARGUMENT…`. What stands behind a `--` is no option. */
export function splitAtScripts({ options, operands, rest }: ReadOptions): SplitOperands {
  const all = [...operands, ...rest];
  const starts = options.filter(({ name }) => name === 'file').map(({ operandsBefore }) => operandsBefore);
  return {
    before: all.slice(0, starts[0]),
    behind: starts.map((start, i) => all.slice(start, starts[i + 1])),
  };
}
