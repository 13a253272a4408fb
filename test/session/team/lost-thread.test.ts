import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { HeapshError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import type { Job } from '../../../src/base/team.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';

const folder = mkdtempSync(join(tmpdir(), 'heapsh-team-'));
afterAll(() => rmSync(folder, { recursive: true }));

const worker = join(folder, 'dying-worker.mjs');
buildSync({
  entryPoints: [join(import.meta.dirname, 'dying-worker.ts')],
  outfile: worker,
  bundle: true,
  platform: 'node',
  format: 'esm',
});

/** What the calling thread does of a job: it waits until another thread has begun. */
const here = (name: string): Job<SharedArrayBuffer, number> => ({
  name,
  run(memory) {
    Atomics.wait(new Int32Array(memory), 0, 0);
    return 1;
  },
});

function orders(count: number): SharedArrayBuffer[] {
  const memory = new SharedArrayBuffer(4);
  return Array.from({ length: count }, () => memory);
}

test('who waits for a thread that has died is told, and another takes its place', () => {
  const team = new ThreadTeam(2, 1, worker);
  const failure = (() => {
    try {
      return team.start(here('dies'), orders(2)).wait(quietTask);
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toBeInstanceOf(HeapshError);
  expect(failure).toMatchObject({ message: expect.stringContaining('has ended') });
  expect(team.start(here('meets'), orders(2)).wait(quietTask)).toEqual(expect.arrayContaining([1, 2]));
});

test('a thread that died while nobody waited is replaced before it is missed', async () => {
  const team = new ThreadTeam(2, 1, worker);
  const memory = orders(2);
  const running = team.start(here('dies'), memory);
  Atomics.wait(new Int32Array(memory[0]!), 0, 0);
  running.abandon();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(team.start(here('meets'), orders(2)).wait(quietTask)).toEqual(expect.arrayContaining([1, 2]));
});
