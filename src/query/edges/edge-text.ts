import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../../model/kinds.ts';
import type { EdgeSelector, ObjectNode } from '../ast.ts';
import { Heap } from '../heap.ts';
import { simpleValue } from '../object-value.ts';
import { memberText } from '../parser/names.ts';
import { edgesOut } from '../sets/step-out.ts';
import { slotText } from '../slot-name.ts';

/** Nobody types more, and a table has to show it whole. */
const LONGEST_NAME = 60;

/**
 * An edge as EDGES that can be typed: `0x7f187d22b880->tb_next`, `@12->["key"]`. Where its name would mean other edges too, or it
 * has none that can be written, as what leads to its target: `0x7f187d22b880->0x7f187d22c000`. O(edges of the source).
 */
export function edgeText({ name, near, runtime }: Heap, source: number, edge: number): string {
  // With all its edges, and for a look at few of them.
  const heap = new Heap(name, near, runtime);
  const holder = objectText(objectNode(heap, source));
  const byName = selectorOf(heap, edge);
  const byTarget = objectText(objectNode(heap, heap.graph.targets[edge]!));
  if (byName === undefined || !meansOnly(edge, byName, source, heap)) return `${holder}->${byTarget}`;
  const typed = selectorText(byName);
  return `${holder}->${typed.length <= LONGEST_NAME ? typed : byTarget}`;
}

/** One object as a SET that can be typed: `0x7f187d22b880`, `@12`. */
export function objectWord(heap: Heap, object: number): string {
  return objectText(objectNode(heap, object));
}

function objectNode({ near: { objects } }: Heap, object: number): ObjectNode {
  const heapId = objects.heapIds?.[object];
  return heapId === undefined
    ? { kind: 'address', address: objects.addresses[object]!, start: 0, end: 0 }
    : { kind: 'heapId', id: heapId, start: 0, end: 0 };
}

function objectText(node: ObjectNode): string {
  return node.kind === 'address' ? `0x${node.address.toString(16)}` : `@${node.id}`;
}

function meansOnly(edge: number, selector: EdgeSelector, source: number, heap: Heap): boolean {
  let count = 0;
  let isMeant = false;
  edgesOut(heap, selector)(source, (each) => {
    count++;
    isMeant ||= each === edge;
  });
  return isMeant && count === 1;
}

function selectorOf({ snapshot, runtime }: Heap, edge: number): EdgeSelector | undefined {
  const { names, kinds } = snapshot.edges;
  const name = names[edge]!;
  switch ((kinds[edge]! & EDGE_KIND_MASK) as EdgeKind) {
    case EdgeKind.attribute:
    case EdgeKind.local:
      return { kind: 'name', name: snapshot.names.text(name) };
    case EdgeKind.element:
      return { kind: 'item', key: name };
    case EdgeKind.internal:
      return runtime.internalsAreItems ? { kind: 'item', key: name } : undefined;
    case EdgeKind.entry:
      return name === NONE ? undefined : entrySelector(snapshot, name);
    case EdgeKind.slot:
      return { kind: 'name', name: slotText(snapshot.names.text(name)) };
    case EdgeKind.key:
    case EdgeKind.member:
      return undefined;
  }
}

function entrySelector(snapshot: Heap['snapshot'], key: number): EdgeSelector | undefined {
  const kind = snapshot.objects.valueKinds[key];
  if (kind !== ValueKind.text && kind !== ValueKind.integer) return undefined;
  const value = simpleValue(snapshot, key);
  const canBeTyped =
    typeof value === 'string' ? !controlCharacter.test(value) : Math.abs(Number(value)) < LARGEST_TYPED;
  return canBeTyped ? { kind: 'item', key: value as string | number } : undefined;
}

const controlCharacter = /\p{Cc}/u;
/** An index or key has fifteen digits at most. */
const LARGEST_TYPED = 1e15;

function selectorText(selector: EdgeSelector): string {
  switch (selector.kind) {
    case 'any':
      return '*';
    case 'name':
      return memberText(selector.name);
    case 'item':
      return `[${JSON.stringify(selector.key)}]`;
    case 'object':
      return objectText(selector.object);
  }
}
