import { formatCount } from '../../base/quantities.ts';
import type { Heap } from '../../query/heap.ts';
import type { PathResult, PathStep } from '../../query/result.ts';
import type { View } from '../answer.ts';
import { objectText } from '../object-text.ts';
import { visible } from '../visible.ts';
import { cutToWidth, displayWidth, padEnd } from '../width.ts';

const WIDEST_EDGE = 40;

/** A line a step, root first, each with the edge that leads to it. A path of thousands is shown from both ends. */
export function* pathLines(path: PathResult, view: View): Generator<string> {
  yield* stepLines(path.heap, path.steps, path.rootKind, view);
}

export function* stepLines(
  heap: Heap,
  steps: readonly PathStep[],
  rootKind: string | undefined,
  view: View,
): Generator<string> {
  const edges = steps.map((step) => edgeText(step));
  const [headEnd, tailStart] = shownEnds(steps.length, view.limit);
  const edgeWidth = Math.min(WIDEST_EDGE, widest([...edges.slice(0, headEnd), ...edges.slice(tailStart)]));
  for (let i = 0; i < steps.length; i++) {
    if (i === headEnd && tailStart > headEnd) {
      yield view.style.dim(`  … ${formatCount(tailStart - headEnd)} more steps`);
      i = tailStart;
    }
    const object = objectText(heap, steps[i]!.object);
    const line = i === 0 ? object : `  ${padEnd(edges[i - 1]!, edgeWidth)} → ${object}`;
    const cut = cutToWidth(line, Math.min(view.width, edgeWidth + 200));
    yield i === 0 && rootKind !== undefined
      ? `${cut} ${view.style.dim(`[root: ${visible(rootKind)}]`)}`
      : cut;
  }
}

function edgeText(step: PathStep): string {
  return step.weak === true ? `${visible(step.edge)} (weak)` : visible(step.edge);
}

/** Steps 0 … headEnd-1 and tailStart … are shown. */
function shownEnds(count: number, limit: number): [headEnd: number, tailStart: number] {
  if (count <= limit) return [count, count];
  const half = Math.max(1, Math.floor(limit / 2));
  return [half, count - half];
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, displayWidth(text)), 0);
}
