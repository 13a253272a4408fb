import type { LineRunner } from '../line-runner.ts';
import type { WatchedTask } from '../watched-task.ts';

/** A word of the shell itself, as in sqlite and duckdb: it begins with a dot and never answers a question about the heap. */
export interface DotCommand {
  /** With the dot. */
  readonly name: string;
  readonly usage: string;
  readonly doc: string;
  /** What its argument may complete to. */
  readonly completes?: readonly string[] | 'file';
  /** Throws UsageError when the words are not what it takes. */
  run(runner: LineRunner, words: readonly string[], task: WatchedTask): Promise<void>;
}
