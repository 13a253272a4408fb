import { EdgeKind, WEAK } from '../../model/kinds.ts';

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
