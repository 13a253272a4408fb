import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { watForVite } from './scripts/wat.mjs';

/**
 * The files that take longest. Both processes are to end at the same time, and where nobody has run the tests before,
 * vitest takes the size of a file for how long it runs.
 */
const longest = [
  // Looks at all of its process, in which nothing else should have been yet.
  'formats/v8/own-process',
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
  'cli/standard-input',
].map((name) => `/test/${name}.test.ts`);

/** Colours are a setting of the whole process to ink, and this file is about what it writes. */
const apart = ['test/ui/terminal/ink-frame.test.ts'];

/** Tests that touch nothing but what they have made. Among them are the large graphs, which need much memory: they begin anew. */
const plain = [
  'analysis',
  'base',
  'commands',
  'model',
  'output',
  'query',
  'session/session-file',
  'ui/line-editor',
  'ui/panes',
  'ui/state',
  'ui/view',
].map((folder) => `test/${folder}/**/*.test.ts`);

/**
 * Files of a project share a process, one after the other, and load the modules that they test once: that took longer
 * than testing. What a file changes of its process, it changes back.
 */
const projects = [
  { name: 'apart', include: apart, isolate: true },
  { name: 'programs', include: ['test/**/*.test.ts'], exclude: [...apart, ...plain], isolate: false },
  { name: 'plain', include: plain, isolate: false },
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(name));
      // A process ends where the next file is of another project.
      const before = projects.findIndex(({ name }) => name === project.name) * (longest.length + 1);
      return before + (index < 0 ? longest.length : index);
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  plugins: [watForVite],
  test: {
    projects: projects.map((test) => ({ extends: true, test })),
    environment: 'node',
    // Dumping and loading real heaps takes seconds on a slow machine; a hang still fails the run.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The large-graph tests are hungry for memory, and most tests start processes and threads of their own: on two cores, too,
    // three at a time wait for these a tenth less than two.
    pool: 'forks',
    maxWorkers: 3,
    // Of the tests of one file that may run at the same time, most wait for processes of their own.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
  },
});
