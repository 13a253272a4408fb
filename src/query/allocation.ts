import { NONE } from '../model/kinds.ts';
import type { AllocationColumns, HeapSnapshot } from '../model/snapshot.ts';
import type { SourceLocation } from './runtimes/runtime.ts';
import { placeText } from './runtimes/v8/location.ts';

/**
 * The calls by which an object was allocated, the last one first, each with where its function begins; empty: not recorded.
 * What the runtime calls its root is told only where there is no other. O(calls).
 */
export function allocationStack(snapshot: HeapSnapshot, objectIndex: number): SourceLocation[] {
  const { allocations } = snapshot;
  if (allocations === undefined) return [];
  const { stacks, callers, functions } = allocations;
  const calls: SourceLocation[] = [];
  for (let call = stacks[objectIndex]!; call !== NONE; call = callers[call]!) {
    if (callers[call] === NONE && calls.length > 0) break;
    calls.push(placeOf(snapshot, allocations, functions[call]!));
  }
  return calls;
}

/** Tells by which function objects were allocated: `login server.js:12`; undefined: not recorded. O(functions), then O(1). */
export function allocators(snapshot: HeapSnapshot): (objectIndex: number) => string | undefined {
  const { allocations } = snapshot;
  if (allocations === undefined) return () => undefined;
  const { stacks, functions, functionNames } = allocations;
  const texts = Array.from(functionNames, (_, each) => callText(placeOf(snapshot, allocations, each)));
  return (objectIndex) => {
    const call = stacks[objectIndex]!;
    return call === NONE ? undefined : texts[functions[call]!];
  };
}

/** `login server.js:12` */
export function callText(place: SourceLocation): string {
  const where = place.file === undefined ? '' : ` ${placeText(place)}`;
  return `${place.name || '(anonymous)'}${where}`;
}

function placeOf(
  { names }: HeapSnapshot,
  { functionNames, functionFiles, functionLines }: AllocationColumns,
  each: number,
): SourceLocation {
  return {
    name: names.text(functionNames[each]!),
    file: names.text(functionFiles[each]!) || undefined,
    line: functionLines[each]! || undefined,
  };
}
