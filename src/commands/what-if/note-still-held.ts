import type { Distances } from '../../analysis/distances.ts';
import type { Path } from '../../analysis/shortest-path.ts';
import { STEP } from '../../base/task.ts';
import { NONE, WEAK } from '../../model/kinds.ts';
import type { EdgesNode } from '../../query/ast.ts';
import { objectWord } from '../../query/edges/edge-text.ts';
import type { EdgeSet } from '../../query/edges/evaluate-edges.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf } from '../../query/reachability.ts';
import { rootKinds } from '../../query/root-kinds.ts';
import type { CommandContext } from '../command.ts';
import { pathText } from '../reference-view/path-steps.ts';
import { areAllWeak } from './edges-to-cut.ts';

const INTO = '*->';

/**
 * Why cutting edges frees nothing: notes a way by which a root still reaches what they led to. `without`: the heap without
 * them. Costs a search from the roots, 12 bytes an object.
 */
export function noteStillHeld(context: CommandContext, without: Heap, edges: EdgeSet, node: EdgesNode): void {
  // That is told already.
  if (areAllWeak(edges)) return;
  const found = distancesOf.compute(without, context.task);
  const target = firstHeld(without, edges, found, context);
  if (target === undefined) {
    context.note('no root reaches what these edges are of: they keep nothing alive');
    return;
  }
  const path = pathTo(target, found);
  const kind = without.derived(rootKinds, context.task)(target);
  if (path.edges.length === 0) {
    context.note(
      `what they lead to is itself a root${kind === undefined ? '' : ` (${kind})`}: no cut frees it`,
    );
    return;
  }
  context.note(
    `still held by ${pathText(without, path)}; free ${setOf(node) ?? objectWord(without, target)} shows what to cut`,
  );
}

/** What the first of the edges leads to that kept something alive. */
function firstHeld(
  { graph }: Heap,
  { edges }: EdgeSet,
  { distances }: Distances,
  { task }: CommandContext,
): number | undefined {
  const { objectCount, first, targets, kinds } = graph;
  for (let source = 0; source < objectCount; source++) {
    if ((source & (STEP - 1)) === 0) task.step(source, objectCount);
    if (distances[source] === NONE) continue;
    for (let e = first[source]!, end = first[source + 1]!; e < end; e++) {
      const target = targets[e]!;
      if (edges.has(e) && distances[target] !== NONE && (kinds[e]! & WEAK) === 0) return target;
    }
  }
  return undefined;
}

function pathTo(target: number, { parents, parentEdges }: Distances): Path {
  const objects: number[] = [];
  const edges: number[] = [];
  for (let at = target; at !== NONE; at = parents[at]!) {
    objects.push(at);
    if (parents[at] !== NONE) edges.push(parentEdges[at]!);
  }
  return { objects: Uint32Array.from(objects).reverse(), edges: Uint32Array.from(edges).reverse() };
}

/** What the edges lead to, as it can be typed; undefined: that is not one set. */
function setOf({ parts }: EdgesNode): string | undefined {
  const [part, second] = parts;
  if (part === undefined || second !== undefined || part.kind === 'rows') return undefined;
  return part.kind === 'into' ? part.text.slice(INTO.length).trim() : part.text;
}
