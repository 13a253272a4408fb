/**
 * What every analysis works on: objects and edges as columns, and nothing else of a snapshot. A HeapSnapshot's
 * `objectCount` and `edges` make one; so do a few arrays in a test.
 */
export interface Graph {
  readonly objectCount: number;
  /** Length objectCount + 1: the edges of object i are first[i] … first[i+1]-1. */
  readonly first: Uint32Array;
  readonly targets: Uint32Array;
  /** EdgeKind plus WEAK: weak edges do not retain. */
  readonly kinds: Uint8Array;
  /** A bit an edge: set where a cut makes the edge absent. Undefined: no cuts. */
  readonly absent: Uint32Array | undefined;
}
