import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { NodeRows } from './node-rows.ts';
import type { NodeTypes } from './node-types.ts';

/** A file whose names are ids of names, on its way to become a snapshot. */
export interface NamedGraph {
  readonly builder: SnapshotBuilder;
  readonly nodes: NodeRows;
  readonly graph: EdgeGraph;
  readonly types: NodeTypes;
}
