import type { Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import type { EdgeSelector } from '../ast.ts';
import { dictOwners } from '../dict-owners.ts';
import type { Heap } from '../heap.ts';
import { textMatcher } from '../named-edge.ts';
import { edgeReferrersOf } from '../reachability.ts';
import { slotNamed } from '../slot-name.ts';
import type { Step } from './follow.ts';
import { objectAt } from './object-at.ts';
import { itemMatcher } from './step-out.ts';

/** Against the edges, to what refers to an object: cuts are absent, weak edges are edges. */
export function stepIn(heap: Heap, edge: EdgeSelector, task: Task): Step {
  const { first, sources, edges } = heap.derived(edgeReferrersOf, task);
  switch (edge.kind) {
    case 'any':
      return (object, visit) => {
        for (let row = first[object]!, end = first[object + 1]!; row < end; row++) visit(sources[row]!);
      };
    case 'object': {
      const holder = objectAt(edge.object, heap);
      return (object, visit) => {
        for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
          if (sources[row] === holder) visit(holder);
        }
      };
    }
    case 'item': {
      const isItem = itemMatcher(heap, edge.key);
      const owners = entriesOwners(heap, task);
      return (object, visit) => {
        for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
          if (isItem(edges[row]!, sources[row]!)) owners(sources[row]!, visit);
        }
      };
    }
    case 'name': {
      const holder = holderByName(heap, edge.name, task);
      return (object, visit) => {
        for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
          const found = holder(sources[row]!, edges[row]!);
          if (found !== NONE) visit(found);
        }
      };
    }
  }
}

/** What has its entries in an object: itself, or those of which it is that part. */
function entriesOwners(heap: Heap, task: Task): Step {
  const { names: table, edges } = heap.snapshot;
  const slot = heap.runtime.entriesSlot === undefined ? NONE : table.find(heap.runtime.entriesSlot);
  const { first, sources, edges: edgesIn } = heap.derived(edgeReferrersOf, task);
  return (part, visit) => {
    let isPart = false;
    for (let row = first[part]!, end = slot === NONE ? 0 : first[part + 1]!; row < end; row++) {
      const edge = edgesIn[row]!;
      if (edges.names[edge] !== slot || (edges.kinds[edge]! & EDGE_KIND_MASK) !== EdgeKind.slot) continue;
      isPart = true;
      visit(sources[row]!);
    }
    if (!isPart) visit(part);
  };
}

/** Who holds the target of an edge in a field of that name: its source, or the owner of the dict that the source is; NONE: nobody. */
function holderByName(heap: Heap, name: string, task: Task): (source: number, edge: number) => number {
  const { names: table, edges } = heap.snapshot;
  const { names, kinds } = edges;
  const slot = slotNamed(name);
  if (slot !== undefined) {
    const slotId = table.find(slot);
    return (source, e) =>
      names[e] === slotId && (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.slot ? source : NONE;
  }
  const nameId = table.find(name);
  const isAnyLocal = name === heap.runtime.localsField;
  const isKey = textMatcher(heap.snapshot, name);
  const owners = heap.derived(dictOwners, task);
  return (source, e) => {
    const kind = kinds[e]! & EDGE_KIND_MASK;
    if (kind === EdgeKind.local && isAnyLocal) return source;
    if (kind === EdgeKind.entry) return isKey(names[e]!) ? owners[source]! : NONE;
    const isNamed = kind === EdgeKind.attribute || kind === EdgeKind.local;
    return isNamed && names[e] === nameId ? source : NONE;
  };
}
