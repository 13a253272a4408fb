import { Bitset } from '../base/bitset.ts';
import { sharedArray } from '../base/shared-array.ts';
import type { Task } from '../base/task.ts';
import { cutEvenly, orderCount, runAll } from '../base/team.ts';
import type { Graph } from './graph.ts';
import { Search, searchFurther } from './search-further.ts';

/** Objects that a thread goes on from before all share anew what they have found. */
const A_ROUND = 1 << 15;

/**
 * What can be reached from some objects, themselves included, by edges that retain (neither weak nor absent). The search
 * of `distances` without its columns: O(objects + edges) of what is reached; 5 bytes an object while it runs, a bit after.
 * Several threads share what there is to go on from.
 */
export function reachable(graph: Graph, from: Uint32Array, task: Task): Bitset {
  // See `sharedArray`: what is written first is cheaper than zeroes that are read.
  const found = sharedArray(Uint8Array, Math.ceil(graph.objectCount / 32) * 32).fill(0);
  const frontier = markEach(found, from);
  const orders = isShared(graph) ? orderCount(graph.objectCount + graph.targets.length, task) : 1;
  if (orders > 1) searchTogether(graph, found, frontier, orders, task);
  else new Search(graph, found, frontier, graph.objectCount).goOn(graph.objectCount, task);
  return bitsOf(found, graph.objectCount);
}

/** Marks objects; gives each of them once. */
function markEach(found: Uint8Array, objects: Uint32Array): Uint32Array {
  const marked = sharedArray(Uint32Array, objects.length);
  let count = 0;
  for (const object of objects) {
    if (found[object] !== 0) continue;
    found[object] = 1;
    marked[count++] = object;
  }
  return marked.subarray(0, count);
}

function searchTogether(
  { objectCount, first, targets, kinds, absent }: Graph,
  found: Uint8Array,
  from: Uint32Array,
  orderCount: number,
  task: Task,
): void {
  // Threads are told no getters.
  const graph = { objectCount, first, targets, kinds, absent };
  for (let frontier = from; frontier.length > 0; ) {
    const common = { graph, found, frontier, most: A_ROUND };
    const orders = cutEvenly(frontier.length, orderCount).map(([start, end]) => ({ ...common, start, end }));
    frontier = joined(runAll(searchFurther, orders, task));
  }
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const [only] = parts;
  if (parts.length === 1) return only!;
  const all = sharedArray(
    Uint32Array,
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}

/** Memory of one thread alone would be copied to the others. */
function isShared({ targets, absent }: Graph): boolean {
  return [targets, absent ?? targets].every(({ buffer }) => buffer instanceof SharedArrayBuffer);
}

/** A bit for each byte, which is 0 or 1. Four bytes at a time: multiplied so, their lowest bits become the highest four. */
function bitsOf(found: Uint8Array, objectCount: number): Bitset {
  const bits = new Bitset(objectCount);
  const quads = new Uint32Array(found.buffer);
  for (let i = 0; i < quads.length; i++) {
    const four = Math.imul(quads[i]!, 0x10204080) >>> 28;
    bits.words[i >>> 3]! |= four << (4 * (i & 7));
  }
  return bits;
}
