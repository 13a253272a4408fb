import { formatCount } from '../../base/quantities.ts';
import type { Heap } from '../../query/heap.ts';
import type { PathResult, PathStep } from '../../query/result.ts';
import type { View } from '../answer.ts';
import { objectText } from '../object-text.ts';
import { visible } from '../visible.ts';
import { cutToWidth, displayWidth, padEnd } from '../width.ts';

const WIDEST_EDGE = 40;
// However small the limit: the first steps tell who holds the object (a module, its cache, the key in it), the last ones
// where it hangs.
const LEAST_FIRST_STEPS = 7;
const LEAST_LAST_STEPS = 3;

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
      const left = tailStart - headEnd;
      yield view.style.dim(`  … ${formatCount(left)} more ${left === 1 ? 'step' : 'steps'}`);
      i = tailStart;
    }
    const object = objectText(heap, steps[i]!.object);
    const line = i === 0 ? object : `  ${padEnd(edges[i - 1]!, edgeWidth)} → ${object}`;
    const remark = i === 0 && rootKind !== undefined ? `[root: ${visible(rootKind)}]` : '';
    const room = remark === '' ? view.width : view.width - displayWidth(remark) - 1;
    const cut = cutToWidth(line, Math.min(room, edgeWidth + 200));
    yield remark === '' ? cut : `${cut} ${view.style.dim(remark)}`;
  }
}

export function edgeText(step: PathStep): string {
  return step.weak === true ? `${visible(step.edge)} (weak)` : visible(step.edge);
}

/** Steps 0 … headEnd-1 and tailStart … are shown. */
function shownEnds(count: number, limit: number): [headEnd: number, tailStart: number] {
  const head = Math.max(LEAST_FIRST_STEPS, Math.floor(limit / 2));
  const tail = Math.max(LEAST_LAST_STEPS, limit - head);
  return count <= limit || count <= head + tail ? [count, count] : [head, count - tail];
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, displayWidth(text)), 0);
}
