import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';
import { dominatorTreeOf } from '../../src/query/dominance.ts';
import { Heap } from '../../src/query/heap.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import { prepare } from '../../src/session/prepare.ts';
import { dominatorHeap } from '../commands/dominator-heap.ts';
import { ImpatientTask } from '../support/impatient-task.ts';

const { snapshot, id } = dominatorHeap();
const runtime = runtimeOf('cpython');

describe('dominators that were not waited for', () => {
  test('leave nothing behind, wherever they were stopped', () => {
    let stops = 0;
    const heap = new Heap('test', snapshot, runtime);
    for (; heap.known(dominatorTreeOf) === undefined; stops++) {
      const task = new ImpatientTask(stops);
      try {
        heap.derived(dominatorTreeOf, task);
      } catch (error) {
        expect(error).toBeInstanceOf(CancelledError);
        expect(heap.known(dominatorTreeOf)).toBeUndefined();
      }
    }
    expect(stops).toBeGreaterThan(3);
    expect(heap.known(dominatorTreeOf)!.sizes[id('app')]).toBe(1617);
  });

  test('are prepared last, and a request that comes in is no failure', () => {
    const heap = new Heap('test', snapshot, runtime);
    prepare(heap, new ImpatientTask(2));
    expect(heap.known(dominatorTreeOf)).toBeUndefined();
    prepare(heap, quietTask);
    expect(heap.known(dominatorTreeOf)!.counts[id('left')]).toBe(3);
  });
});

test('a cut changes who dominates whom, in the heap that has it and in no other', () => {
  const { first, targets } = snapshot.edges;
  const edge = targets.subarray(0, first[id('right') + 1]).lastIndexOf(id('shared'));
  const absent = new Uint32Array(1 + (targets.length >>> 5));
  absent[edge >>> 5]! |= 1 << (edge & 31);
  const whole = new Heap('test', snapshot, runtime);
  const cut = new Heap('test', snapshot, runtime, { edges: ['app.Node->shared'], absent });
  expect(whole.derived(dominatorTreeOf, quietTask).idoms[id('shared')]).toBe(id('app'));
  expect(cut.derived(dominatorTreeOf, quietTask).idoms[id('shared')]).toBe(id('left'));
});
