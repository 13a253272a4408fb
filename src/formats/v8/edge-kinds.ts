import { EDGE_KIND_MASK, EdgeKind, WEAK } from '../../model/kinds.ts';

/**
 * What the edges of a V8 heap are in the model. `hidden` ones have an index, and so has what a version to come may add.
 * A `shortcut` marks the globals of the program when it comes from the root; elsewhere it repeats what another edge says.
 */
const kinds: Readonly<Record<string, number>> = {
  context: EdgeKind.local,
  element: EdgeKind.element,
  property: EdgeKind.attribute,
  internal: EdgeKind.slot,
  hidden: EdgeKind.internal,
  shortcut: EdgeKind.slot,
  weak: EdgeKind.slot | WEAK,
  invisible: EdgeKind.slot,
};

/** By the number of an edge type in the file: the kind byte of the model. */
export function edgeKinds(edgeTypes: readonly string[]): Uint8Array {
  return Uint8Array.from(edgeTypes, (type) => kinds[type] ?? EdgeKind.internal);
}

/** Whether the name of an edge of this kind, flags or not, is a string's index; other names are numbers. */
export function isNamed(kind: number): boolean {
  const plain = kind & EDGE_KIND_MASK;
  return plain === EdgeKind.attribute || plain === EdgeKind.local || plain === EdgeKind.slot;
}
