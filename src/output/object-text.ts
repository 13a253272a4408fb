import { NONE } from '../model/kinds.ts';
import type { Heap } from '../query/heap.ts';
import { visible } from './visible.ts';
import { cutToWidth } from './width.ts';

/** An object as one would type it: its address, or its heap id where the runtime has no addresses. */
export function objectHandle(heap: Heap, objectIndex: number): string {
  const { addresses, heapIds } = heap.near.objects;
  const address = addresses[objectIndex]!;
  const heapId = heapIds?.[objectIndex];
  return address === 0n && heapId !== undefined ? `@${heapId}` : formatAddress(address);
}

export function formatAddress(address: bigint | number): string {
  return `0x${address.toString(16)}`;
}

export function objectType(heap: Heap, objectIndex: number): string {
  const { objects, types } = heap.near;
  return types[objects.typeIndexes[objectIndex]!]!.name;
}

const LONGEST_VALUE = 100;

/** An object in a word or two of text: `0x7f187d22b880 traceback manager.py:227 in f`. NONE is nothing. */
export function objectText(heap: Heap, objectIndex: number): string {
  if (objectIndex === NONE) return '';
  const type = objectType(heap, objectIndex);
  const value = heap.runtime.describe(heap.near, objectIndex);
  const parts = [objectHandle(heap, objectIndex)];
  // `module sys` says it already.
  if (value === undefined || !value.startsWith(`${type} `)) parts.push(visible(type));
  if (value !== undefined && value !== '') parts.push(cutToWidth(visible(value), LONGEST_VALUE));
  return parts.join(' ');
}
