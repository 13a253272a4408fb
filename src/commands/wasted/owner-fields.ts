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
  readonly #task: Task;
  readonly #labels = new Map<string, number>();

  constructor(heap: Heap, task: Task) {
    this.#heap = heap;
    this.#task = task;
  }

  label(object: number): number {
    const { first, edges, sources, weak } = this.#heap.derived(edgeReferrersOf, this.#task);
    let row = first[object]!;
    const end = first[object + 1]!;
    while (row < end && weak.has(row)) row++;
    return row === end ? this.texts.label('') : this.#edgeLabel(sources[row]!, edges[row]!);
  }

  #edgeLabel(source: number, edge: number): number {
    const { snapshot } = this.#heap;
    const owner = this.#heap.derived(dictOwners, this.#task)[source]!;
    const kind = snapshot.edges.kinds[edge]! & EDGE_KIND_MASK;
    const isField = kind === EdgeKind.attribute || (kind === EdgeKind.entry && owner !== NONE);
    const type = snapshot.objects.typeIndexes[owner === NONE ? source : owner]!;
    const key = `${type} ${kind} ${isField ? snapshot.edges.names[edge] : ''} ${owner === NONE}`;
    let label = this.#labels.get(key);
    if (label === undefined) {
      label = this.texts.label(`${snapshot.types[type]!.name}${this.#fieldText(edge, kind, isField)}`);
      this.#labels.set(key, label);
    }
    return label;
  }

  #fieldText(edge: number, kind: number, isField: boolean): string {
    if (!isField) return kind === EdgeKind.local ? ' local' : '[…]';
    const text = edgeLabel(this.#heap, edge);
    const [, name] = /^\["([\p{L}_][\p{L}\p{N}_]*)"\]$/u.exec(text) ?? [];
    return name === undefined ? text : `.${name}`;
  }
}
