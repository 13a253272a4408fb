import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPythons, run } from './pythons.ts';

// Each program knows what its heap looks like, dumps itself (by a forked child and in the process itself) and compares.
// What depends on how a Python keeps its objects is asked of every one,
const everywhere = ['names', 'values', 'hostile', 'threads'];
// and what depends on what it offers, of the oldest and the newest.
const atTheEnds = ['hazards', 'harmless', ...everywhere];
const folder = join(import.meta.dirname, 'programs');
const pythons = findPythons();
const newest = pythons.at(-1);

if (newest === undefined) {
  test('NO PYTHON 3.8 - 3.14 WAS FOUND: the agent is not tested here', () => {
    console.warn('heapsh: no Python was found, so the capture agent was not tested');
  });
}
for (const python of pythons) {
  const { command, version } = python;
  describe.concurrent(`Python ${version}`, () => {
    test.each(python === newest || python === pythons[0] ? atTheEnds : everywhere)('%s', async (program) => {
      // The largest heaps once only: they say nothing about a version.
      const args = python === newest ? [] : ['--small'];
      const { status, stdout, stderr } = await run(command, [join(folder, `${program}.py`), ...args]);
      expect(stderr + stdout).toBe('ok\n');
      expect(status).toBe(0);
    });
  });
}
