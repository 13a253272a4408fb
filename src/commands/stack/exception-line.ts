import { ValueKind } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
import { knownValue } from '../../query/object-value.ts';

/**
 * `Type: message`, as the last line of a printed exception. The message is what str() gives an exception that does not
 * define its own: nothing, its one argument (a KeyError's as repr() gives it), or all of them in parentheses. Texts are
 * as long as the snapshot kept them.
 */
export function exceptionLine(heap: Heap, exception: number): string {
  const { snapshot } = heap;
  const type = snapshot.types[snapshot.objects.typeIndexes[exception]!]!;
  const name = type.module === '__main__' ? type.qualifiedName : type.name;
  const message = messageOf(heap, exception);
  return message === '' ? name : `${name}: ${message}`;
}

function messageOf(heap: Heap, exception: number): string {
  const items = argumentsOf(heap, exception);
  if (items.length === 1)
    return isKeyError(heap, exception) ? reprOf(heap, items[0]!) : strOf(heap, items[0]!);
  return items.length === 0 ? '' : `(${items.map((item) => reprOf(heap, item)).join(', ')})`;
}

function argumentsOf({ runtime, snapshot }: Heap, exception: number): number[] {
  const tuple = runtime.fieldReader(snapshot, 'args')(exception);
  const items: number[] = [];
  if (tuple < 0) return items;
  for (let item = runtime.itemReader(snapshot, 0)(tuple); item >= 0; ) {
    items.push(item);
    item = runtime.itemReader(snapshot, items.length)(tuple);
  }
  return items;
}

function isKeyError({ snapshot: { types, objects } }: Heap, exception: number): boolean {
  const type = types[objects.typeIndexes[exception]!]!;
  return [type, ...type.ancestors.map((each) => types[each]!)].some(({ name }) => name === 'KeyError');
}

function strOf(heap: Heap, object: number): string {
  const { snapshot } = heap;
  if (object < 0 || snapshot.objects.valueKinds[object] !== ValueKind.text) return reprOf(heap, object);
  return String(knownValue(snapshot, object));
}

function reprOf(heap: Heap, object: number): string {
  if (object < 0) return '?';
  const { objects, types } = heap.snapshot;
  const described = heap.runtime.describe(heap.snapshot, object);
  return described ?? `<${types[objects.typeIndexes[object]!]!.name} object>`;
}
