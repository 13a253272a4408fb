import { expect, test } from 'vitest';
import { Heap } from '../../src/query/heap.ts';
import { Snapshots } from '../../src/session/snapshots.ts';
import { smallHeap } from '../output/a-heap.ts';

function named(name: string): Heap {
  const { heap } = smallHeap();
  return new Heap(name, heap.snapshot, heap.runtime);
}

test.each([
  ['/tmp/pylint.heapsh', 'pylint'],
  ['dump.heapsh.gz', 'dump'],
  ['Heap-2024.01.heapsnapshot', 'Heap_2024_01'],
  ['2nd.heapsh', '_2nd'],
  ['.heapsh', '_'],
])('the file %s gives the name %s', (file, name) => {
  expect(new Snapshots().freeName(file)).toBe(name);
});

test('names are unique', () => {
  const snapshots = new Snapshots([named('a'), named('a_2')]);
  expect(snapshots.freeName('x/a.heapsh')).toBe('a_3');
});

test('the newest is current, and when it goes the one before it', () => {
  const [a, b, c] = [named('a'), named('b'), named('c')] as const;
  const all = new Snapshots().with(a).with(b).with(c);
  expect(all.current).toBe(c);
  expect(all.without(c).current).toBe(b);
  expect(all.use(a).without(b).current).toBe(a);
  expect(all.without(a).without(b).without(c).current).toBeUndefined();
  expect(all.get('b')).toBe(b);
  expect(() => all.get('x')).toThrow('no open snapshot is called x');
});
