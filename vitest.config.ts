import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest. Both processes are to end at the same time, and where nobody has run the tests before,
 * vitest takes the size of a file for how long it runs.
 */
const longest = [
  'ui/app/shell',
  'capture/agent',
  'commands/leaks-v8',
  'session/recorder/kill',
  'cli/replay',
  'cli/index',
  'capture/command',
  'ui/app/every-key',
  'readme-screens',
  'ui/app/tour',
  'formats/heapsh-damage',
  'output/screen/views',
  'formats/index-file/round-trip',
  'shell/plain-shell',
  'readme',
  'ui/app/hostile-heap',
  'formats/heapsh-threads',
  'pylint-case/replay',
  'ui/app/pseudo-terminal',
].map((name) => `/test/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(name));
      return index < 0 ? longest.length : index;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Dumping and loading real heaps takes seconds on a slow machine; a hang still fails the run.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The large-graph tests are hungry for memory, and most tests start processes and threads of their own.
    pool: 'forks',
    maxWorkers: availableParallelism() > 3 ? 3 : 2,
    // Of the tests of one file that may run at the same time, most wait for processes of their own.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
  },
});
