import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest. Both processes are to end at the same time, and where nobody has run the tests before,
 * vitest takes the size of a file for how long it runs.
 */
const longest = [
  'capture/agent',
  'cli/index',
  'cli/replay',
  'commands/leaks-v8',
  'capture/command',
  'session/recorder/kill',
  'ui/app/shell',
  'readme',
  'formats/index-file/round-trip',
  'readme-screens',
  'output/screen/views',
  'cli/example',
  'shell/plain-shell',
  'formats/heapsh-threads',
  'cli/cli',
  'ui/app/tour',
  'ui/app/every-key',
  'pylint-case/replay',
  'formats/v8/allocations',
  'formats/v8/own-process',
  'cli/standard-input',
].map((name) => `/test/${name}.test.ts`);

/** Tests that look at the whole process: what it listens to, or all of its heap. */
const apart = ['session/begin-early', 'session/leave-no-part', 'formats/v8/own-process'].map(
  (name) => `test/${name}.test.ts`,
);

/** Tests that put another thread in the place of the engine's (see shell-on-screen.ts). */
const onScreen = 'test/ui/app/**/*.test.ts';

const projects = ['apart', 'on screen', 'together'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(name));
      // A process ends where the next file is of another project.
      return projects.indexOf(project.name) * longest.length + (index < 0 ? longest.length - 1 : index);
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    // All others share a process, one file after the other, and load the modules that they test once: that took longer
    // than testing.
    projects: [
      { extends: true, test: { name: 'apart', include: apart } },
      { extends: true, test: { name: 'on screen', include: [onScreen], isolate: false } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [onScreen, ...apart],
          isolate: false,
        },
      },
    ],
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
