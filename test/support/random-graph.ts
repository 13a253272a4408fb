import fc from 'fast-check';
import { EdgeKind, WEAK } from '../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { SnapshotBuilder } from '../../src/model/snapshot-builder.ts';
import { testCapture, testSource } from './heap.ts';

/** A graph as a test would write it down. */
export interface GraphSpec {
  readonly objectCount: number;
  readonly edges: readonly { readonly source: number; readonly target: number; readonly weak: boolean }[];
  /** Bytes of each object. */
  readonly sizes: readonly number[];
  /** Index of each object's type: `t0` … `t3`. */
  readonly types: readonly number[];
  /** Object indexes; may repeat. */
  readonly roots: readonly number[];
}

const TYPE_COUNT = 4;

/**
 * Random graphs with cycles, self edges, several edges between the same two objects, weak edges and unreachable
 * parts. They shrink to few objects and edges.
 */
export function randomGraph(most: { maxObjects?: number; maxEdges?: number } = {}): fc.Arbitrary<GraphSpec> {
  const { maxObjects = 12 } = most;
  const { maxEdges = 3 * maxObjects } = most;
  return fc.integer({ min: 1, max: maxObjects }).chain((objectCount) => {
    const object = fc.integer({ min: 0, max: objectCount - 1 });
    const weak = fc.integer({ min: 0, max: 7 }).map((n) => n === 7);
    const perObject = { minLength: objectCount, maxLength: objectCount };
    return fc.record({
      objectCount: fc.constant(objectCount),
      edges: fc.array(fc.record({ source: object, target: object, weak }), {
        maxLength: maxEdges,
        size: 'max',
      }),
      sizes: fc.array(fc.integer({ min: 0, max: 1000 }), perObject),
      types: fc.array(fc.integer({ min: 0, max: TYPE_COUNT - 1 }), perObject),
      roots: fc.array(object, { maxLength: 3 }),
    });
  });
}

/** The graph as a snapshot: the edges of an object are the attributes `e0`, `e1`, … in the order they are listed. */
export function graphSnapshot(graph: GraphSpec): HeapSnapshot {
  const builder = new SnapshotBuilder();
  for (let i = 0; i < TYPE_COUNT; i++) {
    const name = `t${i}`;
    builder.types.declare({ name, shortName: name, qualifiedName: name, module: 'test', kind: 'instance' });
  }
  for (let i = 0; i < graph.objectCount; i++) {
    builder.objects.add(1, graph.types[i]!);
    builder.objects.columns.addresses[i] = 0x1000n + 16n * BigInt(i);
    builder.objects.columns.sizes[i] = graph.sizes[i]!;
  }
  for (let source = 0; source < graph.objectCount; source++) {
    builder.edges.begin(source);
    for (const [i, edge] of graph.edges.filter((edge) => edge.source === source).entries()) {
      builder.edges.add(
        edge.target,
        EdgeKind.attribute | (edge.weak ? WEAK : 0),
        builder.names.intern(`e${i}`),
      );
    }
  }
  const kind = builder.roots.kindOf('module');
  for (const root of graph.roots) builder.roots.add(root, kind, builder.names.intern(`m${root}`));
  return builder.finish(testSource, testCapture);
}
