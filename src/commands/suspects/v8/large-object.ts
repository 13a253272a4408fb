import type { AccumulationPoint } from '../../../analysis/accumulation-points.ts';
import { formatCount } from '../../../base/quantities.ts';
import { STEP } from '../../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import { edgeReferrersOf } from '../../../query/reachability.ts';
import type { Finding, Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { isGlobal } from './engine-parts.ts';
import { isNamedByNode, variablePath } from './variable-path.ts';

/** An object with so many properties is used as a table. */
const MANY_PROPERTIES = 100;

/** One text, buffer or array of numbers that is that large itself. The source text of a script is none. */
export function largeObject(
  search: Search,
  { object }: AccumulationPoint,
  holder: number,
): Finding | undefined {
  const { heap, task } = search;
  const tree = heap.derived(dominatorTreeOf, task);
  const type = typeOf(heap, holder);
  if (object !== holder || type.kind === 'function') return undefined;
  if (2 * heap.snapshot.objects.sizes[object]! < tree.sizes[object]!) return undefined;
  if (isOfCode(search, object) || isGlobal(heap, object) || isNamedByNode(search, object)) return undefined;
  return {
    rule: 'large object',
    sentence: `${variablePath(search, holder)} ${largeText(search, holder)}`,
    objects: tree.subtree(holder),
    bytes: tree.sizes[holder]!,
    holder,
    command: (row) => `at ${row}`,
  };
}

/** An object that is used as a table has a property for each of its keys. */
function largeText({ heap }: Search, object: number): string {
  const { first, kinds } = heap.snapshot.edges;
  let count = 0;
  for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
    if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.attribute) count++;
  }
  if (count >= MANY_PROPERTIES) return `has ${formatCount(count - 1)} properties`;
  return `is one ${typeOf(heap, object).shortName}`;
}

/** Whether it is a script's source text, of which the program may have parts, or code alone keeps it alive. */
function isOfCode({ heap, task }: Search, object: number): boolean {
  const { idoms, top } = heap.derived(dominatorTreeOf, task);
  const dominator = idoms[object]!;
  if (dominator !== top && typeOf(heap, dominator).kind === 'code') return true;
  const { edges, names } = heap.snapshot;
  const rows = heap.derived(edgeReferrersOf, task);
  const source = names.find('source');
  for (let row = rows.first[object]!; row < rows.first[object + 1]!; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, rows.edges.length);
    const edge = rows.edges[row]!;
    const isSlot = (edges.kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.slot;
    if (isSlot && edges.names[edge] === source && typeOf(heap, rows.sources[row]!).kind === 'code')
      return true;
  }
  return false;
}
