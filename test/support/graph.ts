import fc from 'fast-check';
import type { Graph } from '../../src/analysis/graph.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { WEAK } from '../../src/model/kinds.ts';

export interface EdgeSpec {
  readonly source: number;
  readonly target: number;
  readonly weak?: boolean;
  readonly absent?: boolean;
}

/** A graph from a list of edges; those of one source keep their order. */
export function graphOf(objectCount: number, specs: readonly EdgeSpec[]): Graph {
  const edges = specs.toSorted((a, b) => a.source - b.source);
  const first = new Uint32Array(objectCount + 1);
  for (const { source } of edges) first[source + 1]!++;
  for (let i = 0; i < objectCount; i++) first[i + 1]! += first[i]!;
  return {
    objectCount,
    first,
    targets: Uint32Array.from(edges, (edge) => edge.target),
    kinds: Uint8Array.from(edges, (edge) => (edge.weak ? WEAK : 0)),
    absent: edges.some((edge) => edge.absent) ? absentBits(edges) : undefined,
  };
}

/** 0 → 1 → … → objectCount-1: what recursion and quadratic cost do not survive. */
export function chainGraph(objectCount: number): Graph {
  const first = Uint32Array.from({ length: objectCount + 1 }, (_, i) => Math.min(i, objectCount - 1));
  const targets = Uint32Array.from({ length: objectCount - 1 }, (_, i) => i + 1);
  return { objectCount, first, targets, kinds: new Uint8Array(objectCount - 1), absent: undefined };
}

function absentBits(edges: readonly EdgeSpec[]): Uint32Array {
  const bits = new Bitset(edges.length);
  edges.forEach((edge, i) => {
    if (edge.absent) bits.add(i);
  });
  return bits.words;
}

/** Edges as plain rows, for brute force; `retains`: neither weak nor absent. */
export interface PlainEdge {
  readonly edge: number;
  readonly source: number;
  readonly target: number;
  readonly weak: boolean;
  readonly absent: boolean;
  readonly retains: boolean;
}

export function plainEdges(graph: Graph): PlainEdge[] {
  const rows: PlainEdge[] = [];
  for (let source = 0; source < graph.objectCount; source++) {
    for (let edge = graph.first[source]!; edge < graph.first[source + 1]!; edge++) {
      const weak = (graph.kinds[edge]! & WEAK) !== 0;
      const absent = graph.absent !== undefined && new Bitset(0, graph.absent).has(edge);
      rows.push({ edge, source, target: graph.targets[edge]!, weak, absent, retains: !weak && !absent });
    }
  }
  return rows;
}

/** Cycles, self edges, several edges between two objects, weak ones, cut ones, parts that nothing reaches. */
export function arbitraryGraph(limits: { objects?: number; edges?: number } = {}): fc.Arbitrary<Graph> {
  return fc.integer({ min: 1, max: limits.objects ?? 12 }).chain((objectCount) => {
    const object = fc.nat(objectCount - 1);
    const rarely = fc.nat(9).map((n) => n === 0);
    const edge = fc.record({ source: object, target: object, weak: rarely, absent: rarely });
    return fc
      .array(edge, { maxLength: limits.edges ?? 30, size: 'max' })
      .map((edges) => graphOf(objectCount, edges));
  });
}

/** A graph and some of its objects, by name. */
export function graphWith<K extends string>(
  names: readonly K[],
  limits: { objects?: number; edges?: number } = {},
): fc.Arbitrary<{ graph: Graph } & Record<K, Uint32Array>> {
  return arbitraryGraph(limits).chain((graph) => {
    const some = fc.uniqueArray(fc.nat(graph.objectCount - 1), { maxLength: 5 });
    const sets = Object.fromEntries(names.map((name) => [name, some.map((list) => Uint32Array.from(list))]));
    return fc.record({ graph: fc.constant(graph), ...sets }) as fc.Arbitrary<
      { graph: Graph } & Record<K, Uint32Array>
    >;
  });
}
