import { append, GrowableArray } from '../base/growable-array.ts';
import type { Task } from '../base/task.ts';
import { cutEvenly, type Job, orderCount, runAll } from '../base/team.ts';
import { BYTE, countReferences } from './count-references.ts';
import { NONE } from './kinds.ts';
import type { RootRows } from './root-rows.ts';
import type { EdgeColumns, ObjectColumns } from './snapshot.ts';

/**
 * Finds what must be held by something that is not in the snapshot (C code, a static variable): objects whose
 * refcount is larger than the strong references found (`hidden`, with the surplus), and objects without a refcount
 * that nothing refers to (`immortal`). `held` are objects to which a root is a reference of its own, once for each.
 * O(objects + edges); a byte an object and thread while it runs.
 */
export function deriveRoots(
  { refcounts }: ObjectColumns,
  edges: EdgeColumns,
  roots: RootRows,
  held: Uint32Array,
  task: Task,
): void {
  const { bytes, overflows } = countReferences(edges, task);
  const more = new Map<number, number>();
  for (const objects of overflows) addEach(more, objects, BYTE);
  addEach(more, held, 1);
  const objectCount = edges.first.length - 1;
  const orders = cutEvenly(objectCount, orderCount(objectCount, task)).map(([start, end]) => {
    return { bytes, more, refcounts, start, end };
  });
  const rooted = new Set(roots.named());
  for (const { surplus, unreferenced } of runAll(findUnexplained, orders, task)) {
    for (let i = 0; i < surplus.length; i += 2) roots.addHidden(surplus[i]!, surplus[i + 1]!);
    for (const object of unreferenced) if (!rooted.has(object)) roots.addImmortal(object);
  }
}

function addEach(counts: Map<number, number>, objects: Uint32Array, count: number): void {
  for (let i = 0; i < objects.length; i++) {
    const object = objects[i]!;
    counts.set(object, (counts.get(object) ?? 0) + count);
  }
}

/** Some objects, and who refers to any: as many as the sum of its bytes, and more. */
interface FindOrder {
  readonly bytes: readonly Uint8Array[];
  /** By object: of few. */
  readonly more: ReadonlyMap<number, number>;
  readonly refcounts: Uint32Array | undefined;
  readonly start: number;
  readonly end: number;
}

interface Unexplained<List = Uint32Array> {
  /** Pairs: an object that is referred to from elsewhere, and how often. */
  readonly surplus: List;
  /** Without a refcount, and nothing refers to them. */
  readonly unreferenced: List;
}

/** Objects that are looked at between two looks at the task: small, as a function that is called often is fast sooner. */
const BATCH = 1 << 13;

export const findUnexplained: Job<FindOrder, Unexplained> = {
  name: 'find hidden roots',
  run(order, task) {
    const { bytes, more, refcounts, start, end } = order;
    const references = new Uint32Array(end - start);
    const found = { surplus: new GrowableArray(Uint32Array), unreferenced: new GrowableArray(Uint32Array) };
    for (let from = start; from < end; from += BATCH) {
      task.step(from - start, end - start);
      const some = references.subarray(from - start, Math.min(from + BATCH, end) - start);
      // See `sharedArray`: what is written first is cheaper than zeroes that are read.
      some.fill(0);
      for (const part of bytes) addUp(some, part, from);
    }
    for (const [object, count] of more)
      if (object >= start && object < end) references[object - start]! += count;
    for (let from = start; from < end; from += BATCH) {
      task.step(from - start, end - start);
      const some = references.subarray(from - start, Math.min(from + BATCH, end) - start);
      compare(some, refcounts, from, found);
    }
    return { surplus: found.surplus.finish(), unreferenced: found.unreferenced.finish() };
  },
};

function addUp(references: Uint32Array, bytes: Uint8Array, start: number): void {
  for (let i = 0; i < references.length; i++) references[i]! += bytes[start + i]!;
}

function compare(
  references: Uint32Array,
  refcounts: Uint32Array | undefined,
  start: number,
  { surplus, unreferenced }: Unexplained<GrowableArray<Uint32Array>>,
): void {
  for (let i = 0; i < references.length; i++) {
    const refcount = refcounts === undefined ? NONE : refcounts[start + i]!;
    const found = references[i]!;
    if (refcount === NONE) {
      if (found === 0) append(unreferenced, start + i);
    } else if (refcount > found) {
      append(surplus, start + i);
      append(surplus, refcount - found);
    }
  }
}
