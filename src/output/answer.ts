import type { HeapshError } from '../base/errors.ts';
import type { Result } from '../query/result.ts';
import type { Style } from './style.ts';

/** A result together with the line that asked for it. */
export interface Answer {
  readonly command: string;
  readonly result: Result;
  /** Objects of the result's heap that no root reaches, for the provenance; undefined: not known. */
  readonly unreachable: number | undefined;
}

export interface FailedAnswer {
  readonly command: string;
  readonly error: HeapshError;
}

/** How much of an answer is shown, and in what dress. */
export interface View {
  /** Rows of a table, nodes of a tree, steps of a path. Infinity: all. */
  readonly limit: number;
  /** Columns of the terminal. Infinity: not known, so only values of great length are cut. */
  readonly width: number;
  readonly style: Style;
  /** How to get more rows, where some were left out: "--limit 0 shows all". */
  readonly moreHint: string;
  /** What the shell says in an answer's last line: its number, the time it took. */
  readonly remarks: readonly string[];
}
