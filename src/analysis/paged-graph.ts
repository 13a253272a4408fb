import type { Bitset } from '../base/bitset.ts';
import { PagedColumn } from '../base/paged-column.ts';
import type { EdgeReferrers } from './referrers.ts';

/**
 * A graph both ways with its distances from the roots, for who looks at some part of it: of columns that come from an index
 * file only what is looked at is read. All is of the graph with all its edges: none is absent.
 */
export interface PagedGraph {
  readonly objectCount: number;
  readonly edgeCount: number;
  readonly roots: Uint32Array;
  /** As in `Graph`. */
  readonly first: PagedColumn<Uint32Array>;
  readonly targets: PagedColumn<Uint32Array>;
  readonly kinds: PagedColumn<Uint8Array>;
  readonly referrers: PagedReferrers;
  /** As in `Distances`. */
  readonly distances: PagedColumn<Uint32Array>;
}

/** As `Referrers`. */
export interface PagedReferrers {
  readonly first: PagedColumn<Uint32Array>;
  readonly sources: PagedColumn<Uint32Array>;
  readonly weak: Bitset;
}

/** As `EdgeReferrers`. */
export interface PagedEdgeReferrers extends PagedReferrers {
  readonly edges: PagedColumn<Uint32Array>;
}

export function pagedEdgeReferrers({ first, sources, weak, edges }: EdgeReferrers): PagedEdgeReferrers {
  return {
    first: new PagedColumn(first),
    sources: new PagedColumn(sources),
    weak,
    edges: new PagedColumn(edges),
  };
}

/** The object that an edge leaves. O(log objects). */
export function sourceOfEdge({ first, objectCount }: PagedGraph, edge: number): number {
  let low = 0;
  let high = objectCount;
  // The last object whose edges begin at this one or before: those before it that begin there have none.
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (first.at(middle) <= edge) low = middle;
    else high = middle;
  }
  return low;
}
