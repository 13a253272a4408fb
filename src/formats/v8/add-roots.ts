import { WEAK } from '../../model/kinds.ts';
import type { RootRows } from '../../model/root-rows.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** What the file's root refers to, and at last that itself. */
export interface FileRoots {
  /** What the program's globals are. */
  readonly user: readonly number[];
  /** What the engine holds, which explains only what no global reaches. */
  readonly system: readonly number[];
}

/** O(edges of the root). */
export function fileRoots(
  { first, targets, kinds, root }: EdgeGraph,
  isUserRoot: (node: number) => boolean,
): FileRoots {
  const held: number[] = [];
  for (let e = first[root]!; e < first[root + 1]!; e++) {
    if ((kinds[e]! & WEAK) === 0 && targets[e] !== root) held.push(targets[e]!);
  }
  const system = held.filter((node) => !isUserRoot(node));
  return { user: held.filter(isUserRoot), system: [...system, root] };
}

/** Adds these; what they do not reach is `hidden`, see `searchRest`. O(roots). */
export function addRoots(
  roots: RootRows,
  { user, system }: FileRoots,
  unheld: Uint32Array,
  nameOf: (node: number) => number,
): void {
  const global = roots.kindOf('global');
  const engine = roots.kindOf('system');
  for (const node of user) roots.add(node, global, nameOf(node));
  for (const node of system) roots.add(node, engine, nameOf(node));
  for (const node of unheld) roots.addHidden(node, 1);
  roots.reachAll = true;
}
