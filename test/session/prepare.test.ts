import { expect, test } from 'vitest';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import { usuallyShown } from '../../src/commands/dominator-view/shown-tree.ts';
import { SHARE, suspectsAt } from '../../src/commands/suspects/suspects.ts';
import { Heap } from '../../src/query/heap.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import { prepareAnswers } from '../../src/session/prepare.ts';
import { dominatorHeap } from '../commands/dominator-heap.ts';
import { ImpatientTask } from '../support/impatient-task.ts';

const { snapshot } = dominatorHeap();
const runtime = runtimeOf('cpython');

test('what leaks tells is there when it is asked for; a request that comes in is no failure', () => {
  const heap = new Heap('test', snapshot, runtime);
  let stops = 0;
  for (; heap.known(suspectsAt(SHARE)) === undefined; stops++) prepareAnswers(heap, new ImpatientTask(stops));
  expect(stops).toBeGreaterThan(10);
  const asked = new Heap('test', snapshot, runtime);
  expect(heap.known(suspectsAt(SHARE))).toEqual(asked.derived(suspectsAt(SHARE), quietTask));
});

test('of a heap with cuts nothing is: it may be cut again before anybody asks', () => {
  const edges = new Bitset(snapshot.edgeCount);
  edges.add(0);
  const heap = new Heap('test', snapshot, runtime);
  const cut = heap.without({ number: 1, text: 'app.Node->*', edges, edgeCount: 1 });
  prepareAnswers(cut, quietTask);
  expect(cut.known(usuallyShown)).toBeUndefined();
});
