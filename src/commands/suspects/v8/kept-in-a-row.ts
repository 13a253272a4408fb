import { deepWays } from '../../../analysis/deep-ways.ts';
import { retains } from '../../../analysis/retains.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import { edgeLabel } from '../../../query/edge-label.ts';
import type { Heap } from '../../../query/heap.ts';
import type { Finding, Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { countedAlike, mostAlike } from './alike.ts';
import { isPart } from './engine-parts.ts';
import { variablePath } from './variable-path.ts';

/** A row is long when nobody would have meant it to be. */
const LONG = 100;
const MOST = 2;

/** Rules of what lies in rows of its own, of which they tell. */
const inRows: ReadonlySet<string> = new Set([
  ...(['chain', 'listeners', 'timers', 'promises', 'registry', 'joined text'] as const),
]);

/**
 * Objects that keep each other alive in a row by way of others, as where a closure of each has the one before among its
 * variables. What one field links is told of by the rule before.
 */
export function keptInARow(search: Search, known: readonly Finding[]): Finding[] {
  const { heap, task, least } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  task.phase('looking for what keeps alive in a row');
  return deepWays(tree, { bytes: least, objects: LONG }, MOST, task).flatMap(
    (way) => finding(search, way, known) ?? [],
  );
}

function finding(search: Search, way: Uint32Array, known: readonly Finding[]): Finding | undefined {
  const { heap, task } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  const told = way.filter((object) => !isPart(heap, object) && typeOf(heap, object).kind !== 'cell');
  const alike = mostAlike(heap, told, task);
  if (alike === undefined || alike.count < LONG) return undefined;
  const [holder, next] = alike.samples;
  if (known.some(({ rule, objects }) => inRows.has(rule) && objects.includes(holder!))) return undefined;
  const from = way.indexOf(holder!);
  const step = way.subarray(from, way.indexOf(next!) + 1);
  return {
    rule: 'row',
    sentence: `${variablePath(search, holder!)} is the first of ${countedAlike(heap, alike)} in a row, each kept alive by the one before: ${stepText(heap, step)}`,
    objects: tree.subtree(holder!),
    bytes: tree.sizes[holder!]!,
    holder: holder!,
    command: (row) => `at ${row}`,
  };
}

/** `.onMessage[[context]].previous`: how one leads to the next; `…` where several ways do. O(edges of those between them). */
function stepText(heap: Heap, step: Uint32Array): string {
  const { first, targets } = heap.graph;
  let text = '';
  for (let i = 0; i + 1 < step.length; i++) {
    const [from, to] = [step[i]!, step[i + 1]!];
    let edge = first[from]!;
    const end = first[from + 1]!;
    while (edge < end && (targets[edge] !== to || !retains(heap.graph, edge))) edge++;
    text += edge < end ? edgeLabel(heap, edge) : ' … ';
  }
  return text;
}
