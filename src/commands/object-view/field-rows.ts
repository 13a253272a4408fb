import { isAbsent } from '../../analysis/retains.ts';
import { EDGE_KIND_MASK, EdgeKind, isWeak, NONE } from '../../model/kinds.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import { entriesPart } from '../../query/entries-part.ts';
import type { Heap } from '../../query/heap.ts';
import { simpleValue } from '../../query/object-value.ts';
import type { FieldRow } from '../../query/result.ts';
import { EMPTY_FIELD } from '../../query/runtimes/runtime.ts';

export interface FieldRows {
  readonly rows: readonly FieldRow[];
  /** All fields: those that rows were folded from, and those beyond the limit. */
  readonly count: number;
}

/**
 * What an object refers to, by name: attributes and locals first, with what its dict of fields holds; then elements,
 * entries and members; last the fields that its type has and that hold nothing. A dict's edges to its keys are left
 * out: its entries name them. Neighbouring elements that are the same object are one row. O(edges).
 */
export function fieldRows(heap: Heap, object: number, limit: number): FieldRows {
  const runs = new Runs(heap, limit);
  for (const edge of edgesOf(heap, object, isNamed)) {
    runs.add(edge, edgeLabel);
    if (isDictField(heap, edge)) addDictFields(heap, edge, runs);
  }
  addEntries(heap, object, runs);
  for (const edge of edgesOf(heap, object, (kind) => !isNamed(kind))) runs.add(edge, edgeLabel);
  const empty = emptyFields(heap, object).map((name) => {
    return { edge: `.${name}`, target: NONE, weak: false, repeat: 1 };
  });
  return { rows: [...runs.rows(), ...empty], count: runs.count + empty.length };
}

function* edgesOf(heap: Heap, object: number, wanted: (kind: number) => boolean): Generator<number> {
  const { first, kinds } = heap.near.edges;
  for (let edge = first[object]!; edge < first[object + 1]!; edge++) {
    const kind = kinds[edge]! & EDGE_KIND_MASK;
    if (kind !== EdgeKind.key && wanted(kind) && !isAbsent(heap.graph, edge)) yield edge;
  }
}

function isNamed(kind: number): boolean {
  return kind === EdgeKind.attribute || kind === EdgeKind.local;
}

function isDictField({ near: snapshot, runtime }: Heap, edge: number): boolean {
  const isAttribute = (snapshot.edges.kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.attribute;
  return isAttribute && snapshot.names.text(snapshot.edges.names[edge]!) === runtime.dictField;
}

/** What `object.name` finds in the object's `__dict__` reads as its field. */
function addDictFields(heap: Heap, dictEdge: number, runs: Runs): void {
  const dict = heap.near.edges.targets[dictEdge]!;
  for (const edge of edgesOf(heap, dict, (kind) => kind === EdgeKind.entry)) runs.add(edge, fieldLabel);
}

/** Entries that are in a part of the object are its own; a key without a value that the snapshot has is there for both. */
function addEntries(heap: Heap, object: number, runs: Runs): void {
  const part = entriesPart({ snapshot: heap.near, runtime: heap.runtime })(object);
  if (part === NONE) return;
  const { first, kinds, names, targets } = heap.near.edges;
  for (let edge = first[part]!, end = first[part + 1]!; edge < end; edge++) {
    if (isAbsent(heap.graph, edge)) continue;
    const kind = kinds[edge]! & EDGE_KIND_MASK;
    const next = edge + 1;
    const hasValue =
      next < end && (kinds[next]! & EDGE_KIND_MASK) === EdgeKind.entry && names[next] === targets[edge];
    const isLoneKey = kind === EdgeKind.key && !hasValue;
    if (kind === EdgeKind.entry || kind === EdgeKind.member || isLoneKey) runs.add(edge, edgeLabel);
  }
}

function fieldLabel(heap: Heap, edge: number): string {
  const key = heap.near.edges.names[edge]!;
  const name = key === NONE ? undefined : simpleValue(heap.near, key);
  const isName = typeof name === 'string' && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
  return isName ? `.${name}` : `.${heap.runtime.dictField}${edgeLabel(heap, edge)}`;
}

function emptyFields({ near: snapshot, runtime }: Heap, object: number): string[] {
  return runtime
    .fieldNames(snapshot, snapshot.objects.typeIndexes[object]!)
    .filter((name) => runtime.fieldReader(snapshot, name)(object) === EMPTY_FIELD);
}

/** Edges as they come, of which those that continue a run of equal elements only lengthen it. */
class Runs {
  count = 0;
  readonly #heap: Heap;
  readonly #limit: number;
  readonly #runs: { readonly edge: number; readonly label: string; length: number }[] = [];

  constructor(heap: Heap, limit: number) {
    this.#heap = heap;
    this.#limit = limit;
  }

  add(edge: number, label: (heap: Heap, edge: number) => string): void {
    this.count++;
    const last = this.#runs.at(-1);
    if (last !== undefined && this.#continues(last.edge + last.length, edge)) last.length++;
    else if (this.#runs.length < this.#limit) {
      this.#runs.push({ edge, label: label(this.#heap, edge), length: 1 });
    }
  }

  rows(): FieldRow[] {
    const { edges } = this.#heap.near;
    return this.#runs.map(({ edge, label, length }) => ({
      edge: label,
      target: edges.targets[edge]!,
      weak: isWeak(edges.kinds[edge]!),
      repeat: length,
    }));
  }

  /** Whether `edge` is the one behind a run, to the same object under the next number. */
  #continues(end: number, edge: number): boolean {
    const { targets, kinds, names } = this.#heap.near.edges;
    const kind = kinds[edge]! & EDGE_KIND_MASK;
    return (
      edge === end &&
      (kind === EdgeKind.element || kind === EdgeKind.internal) &&
      kinds[edge] === kinds[edge - 1] &&
      targets[edge] === targets[edge - 1] &&
      names[edge] === names[edge - 1]! + 1
    );
  }
}
