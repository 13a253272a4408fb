import { pathFromRoot } from '../../analysis/distances.ts';
import { GuidedSearch } from '../../analysis/guided-search.ts';
import { type Path, turned } from '../../analysis/shortest-path.ts';
import { lowestBit } from '../../base/bitset.ts';
import { STEP } from '../../base/task.ts';
import { NONE, WEAK } from '../../model/kinds.ts';
import { sourceOfEdge } from '../../model/source-of-edge.ts';
import type { EdgesNode } from '../../query/ast.ts';
import { objectWord } from '../../query/edges/edge-text.ts';
import type { EdgeSet } from '../../query/edges/evaluate-edges.ts';
import type { Heap } from '../../query/heap.ts';
import { isNull } from '../../query/object-value.ts';
import { distancesOf } from '../../query/reachability.ts';
import { rootKinds } from '../../query/root-kinds.ts';
import type { CommandContext } from '../command.ts';
import { pathSpaceOf } from '../reference-view/path-space.ts';
import { pathText } from '../reference-view/path-steps.ts';
import { areAllWeak } from './edges-to-cut.ts';

const INTO = '*->';

/**
 * Why cutting edges frees nothing: notes a way by which a root still reaches what they led to. `without`: the heap without
 * them. Costs a search for that way, and where distances and referrers are not known, these.
 */
export function noteStillHeld(context: CommandContext, without: Heap, edges: EdgeSet, node: EdgesNode): void {
  // That is told already.
  if (areAllWeak(edges)) return;
  const { under } = without.lastCut!;
  const target = firstHeld(under, edges, context);
  if (target === undefined) {
    context.note('no root reaches what these edges are of: they keep nothing alive');
    return;
  }
  const path = knownPath(under, target, edges, context) ?? measuredPath(without, target, context);
  const kind = under.derived(rootKinds, context.task)(target);
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

/**
 * What the first of the edges leads to that kept something alive: roots reach without them all that they did. The runtime's null
 * only where they lead to nothing else: it explains nothing.
 */
function firstHeld(under: Heap, { edges: { words } }: EdgeSet, { task }: CommandContext): number | undefined {
  const { distances } = under.derivedNear(distancesOf, task);
  const { first, targets, kinds } = under.near.edges;
  let held: number | undefined;
  for (let w = 0; w < words.length; w++) {
    if ((w & (STEP - 1)) === 0) task.step(w, words.length);
    for (let word = words[w]!; word !== 0; word &= word - 1) {
      const edge = 32 * w + lowestBit(word);
      if ((kinds[edge]! & WEAK) !== 0) continue;
      const source = sourceOfEdge(first, edge);
      if (distances[source] === NONE) continue;
      held = targets[edge]!;
      if (!isNull(under.near, held)) return held;
    }
  }
  return held;
}

/** A shortest one, guided by distances as they are with the edges. Undefined: only hidden roots reach it now, or there are cuts. */
function knownPath(
  under: Heap,
  target: number,
  { edges }: EdgeSet,
  { task }: CommandContext,
): Path | undefined {
  if (under.lastCut !== undefined) return undefined;
  const space = { ...pathSpaceOf(under, false, task), without: edges };
  const way = new GuidedSearch(space, () => task.step(0, 1)).find(target);
  return way && turned(way);
}

function measuredPath(without: Heap, target: number, { task }: CommandContext): Path {
  return pathFromRoot(distancesOf.compute(without, task), target)!;
}

/** What the edges lead to, as it can be typed; undefined: that is not one set. */
function setOf({ parts }: EdgesNode): string | undefined {
  const [part, second] = parts;
  if (part === undefined || second !== undefined || part.kind === 'rows') return undefined;
  return part.kind === 'into' ? part.text.slice(INTO.length).trim() : part.text;
}
