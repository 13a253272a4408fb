import type { AskedLine } from './shell-state.ts';

/** Lines that wait for the one that runs, in their order. However many there are, taking the first costs the same. */
export interface WaitingLines {
  /** Those before `at` have been taken. */
  readonly lines: readonly AskedLine[];
  readonly at: number;
}

export const noLines: WaitingLines = { lines: [], at: 0 };

export function countOf({ lines, at }: WaitingLines): number {
  return lines.length - at;
}

/** Costs as much as there are lines. */
export function withMore({ lines, at }: WaitingLines, more: readonly AskedLine[]): WaitingLines {
  return { lines: lines.slice(at).concat(more), at: 0 };
}

export function withoutFirst({ lines, at }: WaitingLines): WaitingLines {
  return at + 1 >= lines.length ? noLines : { lines, at: at + 1 };
}

/** At most so many. */
export function firstOf({ lines, at }: WaitingLines, most: number): readonly AskedLine[] {
  return lines.slice(at, at + most);
}
