import { defineConfig } from 'vitest/config';

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
  },
});
