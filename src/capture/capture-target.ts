/** A runtime whose heaps heapsh can capture itself: a folder of its own, and a row in the table. */
export interface CaptureTarget {
  /** As it is typed: `heapsh agent python`. */
  readonly id: string;
  /** As it is called: `Python`. */
  readonly label: string;
  /** The agent, one file that runs inside the program: its name beside the bundles, where the build puts it. */
  readonly agentFile: string;
  /** The same in the source tree, as seen from `src/capture/`. */
  readonly agentSource: string;
  /**
   * The command of a program as one that runs it under the agent; `agent` is the agent's file and its own options.
   * Throws UsageError where the command is not called as a program of this runtime.
   */
  withAgent(command: readonly string[], agent: readonly string[]): [string, ...string[]];
}
