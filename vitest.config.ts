import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest. Both processes are to end at the same time, and where nobody has run the tests before,
 * vitest takes the size of a file for how long it runs.
 */
const longest = [
  'capture/agent',
  'ui/app/shell',
  'capture/command',
  'session/recorder/kill',
  'output/screen/views',
  'cli/replay',
  'ui/app/tour',
  'ui/app/every-key',
  'ui/app/hostile-heap',
  'ui/app/pseudo-terminal',
  'readme',
  'readme-screens',
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
    // CI has two cores and the large-graph tests are hungry for memory: two processes, never more.
    pool: 'forks',
    maxWorkers: 2,
    // Of the tests of one file that may run at the same time, most wait for processes of their own.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
  },
});
