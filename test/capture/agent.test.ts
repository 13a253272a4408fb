import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPythons, run } from './pythons.ts';

// Each program knows what its heap looks like, dumps itself (by a forked child and in the process itself) and compares.
const programs = ['names', 'values', 'hostile', 'harmless', 'threads', 'hazards'];
const folder = join(import.meta.dirname, 'programs');
const [first, ...others] = findPythons();

if (first === undefined) {
  test('NO PYTHON 3.8 - 3.14 WAS FOUND: the agent is not tested here', () => {
    console.warn('heapsh: no Python was found, so the capture agent was not tested');
  });
} else {
  for (const { command, version } of [first, ...others]) {
    describe.concurrent(`Python ${version}`, () => {
      test.each(programs)('%s', async (program) => {
        // The largest heaps once only: they say nothing about a version.
        const args = command === first.command ? [] : ['--small'];
        const { status, stdout, stderr } = await run(command, [join(folder, `${program}.py`), ...args]);
        expect(stderr + stdout).toBe('ok\n');
        expect(status).toBe(0);
      });
    });
  }
}
