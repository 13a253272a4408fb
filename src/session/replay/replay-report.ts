import type { OpenedSnapshot } from './open-snapshots.ts';
import type { ReplaySource } from './replay-source.ts';
import type { ReplayedStep } from './replay-steps.ts';
import type { ReplaySummary } from './summary.ts';

export interface ReplayBeginning {
  readonly source: ReplaySource;
  readonly opened: readonly OpenedSnapshot[];
  /** Undefined: nobody knows. */
  readonly sameSnapshot: boolean | undefined;
  /** What is odd about the file, in a line each. */
  readonly warnings: readonly string[];
}

/** Where a replay tells what becomes of it. */
export interface ReplayReport {
  begin(beginning: ReplayBeginning): Promise<void>;
  step(replayed: ReplayedStep): Promise<void>;
  /** Anything else, in a line. */
  tell(text: string): Promise<void>;
  end(summary: ReplaySummary): Promise<void>;
}
