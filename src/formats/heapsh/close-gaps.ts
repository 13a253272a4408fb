import type { Task } from '../../base/task.ts';
import { type Job, orderCount, soloTeam, teamOf } from '../../base/team.ts';
import type { EdgeColumns } from '../../model/snapshot.ts';

/** Edges start … end-1 are those of objects rows[0] … rows[1]-1. */
export interface EdgeRun {
  readonly rows: readonly [start: number, end: number];
  readonly start: number;
  readonly end: number;
}

interface Move extends EdgeRun {
  /** Where the edges go; never behind where they are. */
  readonly to: number;
}

/**
 * Moves runs of edges together, in place, and gives the columns as long as they are then. Runs are in order. O(edges
 * behind the first gap): a thread moves one column.
 */
export function closeGaps(edges: EdgeColumns, runs: readonly EdgeRun[], task: Task): EdgeColumns {
  const { first, targets, names, kinds } = edges;
  let count = 0;
  const moves = runs.map((run) => {
    const to = count;
    count += run.end - run.start;
    return { ...run, to };
  });
  if (moves.some(({ start, to }) => start !== to)) {
    const orders = [targets, names, kinds].map((column) => ({ column, moves }));
    const team = orderCount(count, task) > 1 ? teamOf(task) : soloTeam;
    const moving = team.start(moveEdges, orders);
    for (const move of moves) shiftFirst(first, move);
    moving.wait(task);
  }
  first[first.length - 1] = count;
  return {
    first,
    targets: targets.subarray(0, count),
    names: names.subarray(0, count),
    kinds: kinds.subarray(0, count),
  };
}

interface MoveOrder {
  readonly column: Uint32Array | Uint8Array;
  readonly moves: readonly Move[];
}

export const moveEdges: Job<MoveOrder, void> = {
  name: 'move edges',
  run({ column, moves }, task) {
    for (const [done, { start, end, to }] of moves.entries()) {
      task.step(done, moves.length);
      if (start !== to) column.copyWithin(to, start, end);
    }
  },
};

function shiftFirst(first: Uint32Array, { rows, start, to }: Move): void {
  const by = start - to;
  if (by > 0) for (let object = rows[0]; object < rows[1]; object++) first[object]! -= by;
}
