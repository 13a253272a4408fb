import { isAbsent } from '../../analysis/retains.ts';
import { GrowableArray } from '../../base/growable-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind } from '../../model/kinds.ts';
import type { ObjectSet } from '../../query/object-set.ts';

/** The local variables of some frames, one behind the other, as columns. */
export interface LocalRows {
  readonly frames: Uint32Array;
  readonly targets: Uint32Array;
  readonly nameIds: Uint32Array;
}

/** O(edges of the frames). */
export function localRows({ heap, indexes }: ObjectSet, task: Task): LocalRows {
  const { first, kinds, targets, names } = heap.snapshot.edges;
  const found = new GrowableArray(Uint32Array);
  indexes.forEach((frame, i) => {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    for (let edge = first[frame]!; edge < first[frame + 1]!; edge++) {
      if ((kinds[edge]! & EDGE_KIND_MASK) !== EdgeKind.local || isAbsent(heap.graph, edge)) continue;
      const at = found.extend(2);
      found.array[at] = frame;
      found.array[at + 1] = edge;
    }
  });
  const pairs = found.finish();
  const rowCount = pairs.length / 2;
  const rows = {
    frames: new Uint32Array(rowCount),
    targets: new Uint32Array(rowCount),
    nameIds: new Uint32Array(rowCount),
  };
  for (let row = 0; row < rowCount; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, rowCount);
    const edge = pairs[2 * row + 1]!;
    rows.frames[row] = pairs[2 * row]!;
    rows.targets[row] = targets[edge]!;
    rows.nameIds[row] = names[edge]!;
  }
  return rows;
}
