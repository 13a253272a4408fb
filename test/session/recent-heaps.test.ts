import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import type { Heap } from '../../src/query/heap.ts';
import { distancesOf } from '../../src/query/reachability.ts';
import { pythonHeap } from '../commands/python-heap.ts';
import { sessionOn } from '../support/run-command.ts';

test('heaps that were looked at last remember what is known of them, older ones only what they are', async () => {
  const { session, run } = sessionOn(pythonHeap().snapshot);
  const heaps: Heap[] = [];
  const look = (): void => {
    heaps.push(session.current!);
    session.current!.derived(distancesOf, quietTask);
  };
  look();
  for (const edges of ['frame->f_back', 'list->*', 'tuple->*', 'traceback->tb_frame']) {
    await run(`cut ${edges}`);
    look();
  }
  const remembers = (): boolean[] => heaps.map((heap) => heap.known(distancesOf) !== undefined);
  expect(remembers()).toEqual([true, false, true, true, true]);
  await run('uncut');
  await run('uncut');
  expect(session.current).toBe(heaps[2]);
  await run('uncut all');
  expect(session.current).toBe(heaps[0]);
  expect(remembers()).toEqual([true, false, true, true, true]);
});
