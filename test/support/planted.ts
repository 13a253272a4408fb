import type { ObjectSpec } from './heap.ts';

/** `many('node', 100, (i) => …)`: objects labelled `node0` … `node99`. */
export function many(
  label: string,
  count: number,
  object: (i: number) => ObjectSpec,
): Record<string, ObjectSpec> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${label}${i}`, object(i)]));
}

/** `labels('node', 3)`: `node0`, `node1`, `node2`. */
export function labels(label: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${label}${i}`);
}
