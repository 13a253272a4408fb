import { WEAK } from '../../model/kinds.ts';
import type { RootRows } from '../../model/root-rows.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** What is a root of the program, and how it is called. */
export interface RootRule {
  readonly isUserRoot: (node: number) => boolean;
  readonly nameOf: (node: number) => number;
}

/**
 * Makes what the file's root refers to the roots: `global`, what the program's globals are; `system`, what the engine holds,
 * which explains only what no global reaches. What no root reaches is `hidden`, see `findUnheld`. O(roots).
 */
export function addRoots(roots: RootRows, graph: EdgeGraph, unheld: Uint32Array, rule: RootRule): void {
  const { first, targets, kinds, root } = graph;
  const global = roots.kindOf('global');
  const system = roots.kindOf('system');
  const held: number[] = [];
  for (let e = first[root]!; e < first[root + 1]!; e++) {
    if ((kinds[e]! & WEAK) === 0 && targets[e] !== root) held.push(targets[e]!);
  }
  for (const node of held) if (rule.isUserRoot(node)) roots.add(node, global, rule.nameOf(node));
  for (const node of held) if (!rule.isUserRoot(node)) roots.add(node, system, rule.nameOf(node));
  roots.add(root, system, rule.nameOf(root));
  for (const node of unheld) roots.addHidden(node, 1);
  roots.reachAll = true;
}
