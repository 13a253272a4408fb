import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, isWeak, UNCOUNTED, WEAK } from '../../model/kinds.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import { edgeReferrersNear } from '../../query/reachability.ts';
import type { ObjectResult } from '../../query/result.ts';

export interface ReferrerRows {
  readonly rows: ObjectResult['referrers'];
  readonly count: number;
}

/** Rows that are given their text: telling apart ten thousand keys by which None is referred to would take seconds. */
const MOST_DESCRIBED = 200;

/**
 * Who refers to an object, counted by type and edge name, most first; positions in lists and tuples, and keys, are not
 * told apart. O(referrers).
 */
export function referrerRows(heap: Heap, object: number, limit: number, task: Task): ReferrerRows {
  const { first, sources, edges } = edgeReferrersNear(heap, task);
  const tallies = new Map<number, Map<number, Tally>>();
  const [begin, end] = [first[object]!, first[object + 1]!];
  for (let row = begin; row < end; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row - begin, end - begin);
    tally(tallies, heap, sources[row]!, edges[row]!);
  }
  const most = [...tallies.values()].flatMap((byEdge) => [...byEdge.values()]).sort(mostFirst);
  return { rows: merged(heap, most.slice(0, MOST_DESCRIBED)).slice(0, limit), count: end - begin };
}

interface Tally {
  count: number;
  readonly source: number;
  readonly edge: number;
}

/** By type of the referrer, then by edge: two numbers, since a text for each of a million references is slow. */
function tally(tallies: Map<number, Map<number, Tally>>, heap: Heap, source: number, edge: number): void {
  const type = heap.near.objects.typeIndexes[source]!;
  const byEdge = tallies.get(type) ?? new Map<number, Tally>();
  tallies.set(type, byEdge);
  const key = edgeKey(heap, edge);
  const known = byEdge.get(key);
  if (known === undefined) byEdge.set(key, { count: 1, source, edge });
  else known.count++;
}

/** Equal for edges of one kind and name; positions count as one name. */
function edgeKey(heap: Heap, edge: number): number {
  const { kinds, names } = heap.near.edges;
  const kind = kinds[edge]! & EDGE_KIND_MASK;
  const name = isPosition(kind) ? 0 : names[edge]!;
  return (kinds[edge]! & (WEAK | UNCOUNTED | EDGE_KIND_MASK)) * 2 ** 32 + name;
}

function isPosition(kind: number): boolean {
  return (
    kind !== EdgeKind.attribute &&
    kind !== EdgeKind.local &&
    kind !== EdgeKind.entry &&
    kind !== EdgeKind.slot
  );
}

/** With their texts; tallies of different edges that read the same (equal keys that are not one object) are one row. */
function merged(
  heap: Heap,
  tallies: readonly Tally[],
): { count: number; type: string; edge: string; sample: number }[] {
  const { near: snapshot } = heap;
  const rows = new Map<string, { count: number; type: string; edge: string; sample: number }>();
  for (const each of tallies) {
    const type = snapshot.types[snapshot.objects.typeIndexes[each.source]!]!.name;
    const edge = edgeText(heap, each);
    const key = `${type} ${edge}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { count: each.count, type, edge, sample: each.source });
    else known.count += each.count;
  }
  return [...rows.values()].sort((a, b) => b.count - a.count);
}

function edgeText(heap: Heap, { edge, count }: Tally): string {
  const { kinds } = heap.near.edges;
  const kind = kinds[edge]! & EDGE_KIND_MASK;
  const isNumbered = kind === EdgeKind.element || kind === EdgeKind.internal;
  const label = edgeLabel(heap, edge);
  const told = isNumbered && count > 1 ? label.replace(/\d+/, '…') : label;
  return isWeak(kinds[edge]!) ? `${told} (weak)` : told;
}

function mostFirst(a: Tally, b: Tally): number {
  return b.count - a.count || a.edge - b.edge;
}
