import { Bitset } from '../base/bitset.ts';
import type { Task } from '../base/task.ts';
import { areDisjointPaths, type ForwardGraph } from './disjoint-paths.ts';
import { type CutGraph, UnitFlow } from './minimum-cut-flow.ts';
import { ResidualSearch } from './minimum-cut-search.ts';
import type { PagedEdgeReferrers } from './paged-graph.ts';
import type { Path } from './shortest-path.ts';

export interface CutQuestion {
  readonly roots: Uint32Array;
  /** What no root shall reach. No root itself. */
  readonly targets: Uint32Array;
  /** Edges that may not be cut. */
  readonly avoid?: Bitset | undefined;
  /** Larger cuts are not looked for. */
  readonly max: number;
}

export type CutAnswer =
  | {
      readonly kind: 'cut';
      /** One on each of the paths, in their order; none: no root reaches the targets anyhow. */
      readonly edges: Uint32Array;
      /** From roots to targets, of which no two share an edge that may be cut: as many as edges, so fewer edges cannot do. */
      readonly paths: readonly Path[];
    }
  /** There are more such paths than `max`. */
  | { readonly kind: 'too many' }
  /** A way from a root to the targets has no edge that may be cut. */
  | { readonly kind: 'not to be cut' };

/** Of all objects. To fewer the way from the roots may be long, and from them it is short. */
const MANY = 1 / 1024;

/** The graph both ways. */
export interface CutGraphs {
  readonly forward: ForwardGraph;
  readonly referrers: PagedEdgeReferrers;
}

/**
 * A smallest set of retaining edges without which no root reaches the targets; of all smallest ones the nearest to the
 * targets, which cuts off the least besides. Maximum flow from the roots to the targets in units of one an edge
 * (Ford and Fulkerson 1956: its size is that of the cut; Menger 1927 for the paths), each unit on a shortest way that is
 * left (Edmonds and Karp 1972).
 *
 * Each unit costs a search backwards from the targets, O(objects + edges) at most and often far less; max + 1 of them at most.
 * That there are too many paths is tried first where that is likely: it takes a look around the roots.
 * Memory: 21 bytes an object, of which most are written only where a search comes by, and a bit an edge.
 */
export function minimumCut(
  { forward: graph, referrers }: CutGraphs,
  { roots, targets, avoid, max }: CutQuestion,
  task: Task,
): CutAnswer {
  const isRoot = new Bitset(graph.objectCount);
  for (const root of roots) isRoot.add(root);
  const flow = new UnitFlow(graph, avoid);
  const search = new ResidualSearch(referrers, flow, isRoot, targets, task);
  if (avoid !== undefined && search.augment(task, avoid) !== undefined) return { kind: 'not to be cut' };
  const isTarget = new Bitset(graph.objectCount);
  for (const target of targets) isTarget.add(target);
  const asked = { roots, targets: isTarget, shared: avoid, count: max + 1 };
  if (targets.length > graph.objectCount * MANY && areDisjointPaths(graph, asked, task))
    return { kind: 'too many' };
  const starts: number[] = [];
  for (;;) {
    const start = search.augment(task);
    if (start === undefined) break;
    starts.push(start);
    if (starts.length > max) return { kind: 'too many' };
  }
  const visited = new Uint32Array(graph.objectCount);
  const paths = starts.map((start) => takePath(flow, graph, start, isTarget, visited));
  const edges = paths.map((path) => crossing(path, search.met));
  return { kind: 'cut', edges: Uint32Array.from(edges), paths };
}

/** Takes one unit's way out of the flow, without the circles it may go. `visited` is all zero before and after. */
function takePath(
  flow: UnitFlow,
  { targets }: CutGraph,
  start: number,
  isTarget: Bitset,
  visited: Uint32Array,
): Path {
  const objects = [start];
  const edges: number[] = [];
  visited[start] = 1;
  for (let at = start; !isTarget.has(at); at = objects.at(-1)!) {
    const edge = flow.take(at);
    if (edge === undefined) throw new Error('a unit of flow is lost');
    const target = targets.at(edge);
    const length = visited[target]!;
    if (length === 0) {
      edges.push(edge);
      visited[target] = objects.push(target);
      continue;
    }
    for (const object of objects.splice(length)) visited[object] = 0;
    edges.length = length - 1;
  }
  for (const object of objects) visited[object] = 0;
  return { objects: Uint32Array.from(objects), edges: Uint32Array.from(edges) };
}

/** The one edge of a path that leads to the targets' side. */
function crossing({ objects, edges }: Path, side: Bitset): number {
  for (let i = 0; i < edges.length; i++) {
    if (!side.has(objects[i]!) && side.has(objects[i + 1]!)) return edges[i]!;
  }
  throw new Error('a path does not cross the cut');
}
