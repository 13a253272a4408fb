import type { Bitset } from '../base/bitset.ts';
import { PagedColumn } from '../base/paged-column.ts';
import type { Distances } from './distances.ts';
import { type PagedEdgeReferrers, pagedEdgeReferrers } from './paged-graph.ts';
import type { EdgeReferrers } from './referrers.ts';

/** What paths are sought in. Of columns that come from an index file only what is looked at is read. */
export interface RootPathSpace {
  readonly objectCount: number;
  /** As in `Graph`. */
  readonly targets: PagedColumn<Uint32Array>;
  readonly referrers: PagedEdgeReferrers;
  /** As in `Distances`: measured over the same edges, with the weak ones when `weak` is true. */
  readonly distances: PagedColumn<Uint32Array>;
  readonly parents: PagedColumn<Uint32Array>;
  readonly parentEdges: PagedColumn<Uint32Array>;
  readonly hidden: Bitset;
  /** Objects that no path may contain. */
  readonly exclude?: Bitset | undefined;
  /** Edges that no path may go by, though distances were measured over them as well. */
  readonly without?: Bitset | undefined;
  /** Whether weak edges count. */
  readonly weak?: boolean;
}

/** `distances` must be measured with the weak edges when `weak` is true, else without. */
export function rootPathSpace(
  targets: Uint32Array,
  referrers: EdgeReferrers,
  { distances, parents, parentEdges, hidden }: Distances,
  weak: boolean,
): RootPathSpace {
  return {
    objectCount: distances.length,
    targets: new PagedColumn(targets),
    referrers: pagedEdgeReferrers(referrers),
    distances: new PagedColumn(distances),
    parents: new PagedColumn(parents),
    parentEdges: new PagedColumn(parentEdges),
    hidden,
    weak,
  };
}
