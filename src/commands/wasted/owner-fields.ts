import type { EdgeReferrers } from '../../analysis/referrers.ts';
import type { Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import { dictOwners } from '../../query/dict-owners.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import { edgeReferrersOf } from '../../query/reachability.ts';
import { LabelTexts } from '../partition/label-texts.ts';

/**
 * Says by which field of which class an object is held, as the first that keeps it alive does: `app.Node.children`,
 * `list[…]`. As numbers, equal for equal texts; a text is made once for each kind of edge. O(log) an object.
 */
export class OwnerFields {
  readonly texts = new LabelTexts();
  readonly #heap: Heap;
  readonly #referrers: EdgeReferrers;
  readonly #dictOwners: Uint32Array;
  readonly #kinds: Uint8Array;
  readonly #names: Uint32Array;
  readonly #labels = new Map<number, Map<number, number>>();

  constructor(heap: Heap, task: Task) {
    this.#heap = heap;
    // Columns of an index file are read here, and then are at hand.
    const { first, sources, weak, edges } = heap.derived(edgeReferrersOf, task);
    this.#referrers = { first, sources, weak, edges };
    this.#dictOwners = heap.derived(dictOwners, task);
    this.#kinds = heap.snapshot.edges.kinds;
    this.#names = heap.snapshot.edges.names;
  }

  label(object: number): number {
    const { first, edges, sources, weak } = this.#referrers;
    let row = first[object]!;
    const end = first[object + 1]!;
    while (row < end && weak.has(row)) row++;
    return row === end ? this.texts.label('') : this.#edgeLabel(sources[row]!, edges[row]!);
  }

  #edgeLabel(source: number, edge: number): number {
    const { snapshot } = this.#heap;
    const owner = this.#dictOwners[source]!;
    const kind = this.#kinds[edge]! & EDGE_KIND_MASK;
    const isField = kind === EdgeKind.attribute || (kind === EdgeKind.entry && owner !== NONE);
    const type = snapshot.objects.typeIndexes[owner === NONE ? source : owner]!;
    const ofType = this.#labels.get(2 * type + Number(owner === NONE)) ?? new Map<number, number>();
    this.#labels.set(2 * type + Number(owner === NONE), ofType);
    const key = (isField ? this.#names[edge]! : 0) * (EDGE_KIND_MASK + 1) + kind;
    const known = ofType.get(key);
    if (known !== undefined) return known;
    const text = `${snapshot.types[type]!.name}${this.#fieldText(edge, kind, isField)}`;
    const label = this.texts.label(text);
    ofType.set(key, label);
    return label;
  }

  #fieldText(edge: number, kind: number, isField: boolean): string {
    if (!isField) return kind === EdgeKind.local ? ' local' : '[…]';
    const text = edgeLabel(this.#heap, edge);
    const [, name] = /^\["([\p{L}_][\p{L}\p{N}_]*)"\]$/u.exec(text) ?? [];
    return name === undefined ? text : `.${name}`;
  }
}
