import { lastAtMost } from '../base/bisect.ts';
import type { Bitset } from '../base/bitset.ts';
import { PagedColumn } from '../base/paged-column.ts';
import type { EdgeColumns } from '../model/snapshot.ts';
import type { EdgeReferrers, Referrers } from './referrers.ts';

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

/** The same the way that edges lead alone. */
export type PagedEdges = Pick<PagedGraph, 'objectCount' | 'first' | 'targets' | 'kinds'>;

export function pagedEdges(
  objectCount: number,
  edges: Pick<EdgeColumns, 'first' | 'targets' | 'kinds'>,
): PagedEdges {
  return {
    objectCount,
    first: new PagedColumn(edges.first),
    targets: new PagedColumn(edges.targets),
    kinds: new PagedColumn(edges.kinds),
  };
}

export function pagedReferrers(referrers: Referrers): PagedReferrers {
  return {
    first: new PagedColumn(referrers.first),
    sources: new PagedColumn(referrers.sources),
    // The one that is read as a whole: when somebody looks at a referrer.
    get weak() {
      return referrers.weak;
    },
  };
}

export function pagedEdgeReferrers(referrers: EdgeReferrers): PagedEdgeReferrers {
  return { ...pagedReferrers(referrers), edges: new PagedColumn(referrers.edges) };
}

/** The object that an edge leaves: the last whose edges begin there or before, since those that begin there too have none. O(log objects). */
export function sourceOfEdge({ first, objectCount }: PagedGraph, edge: number): number {
  return lastAtMost((object) => first.at(object), objectCount, edge);
}
