import type { Graph } from '../../../analysis/graph.ts';
import { isAbsent } from '../../../analysis/retains.ts';
import { STEP, type Task } from '../../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, UNCOUNTED, WEAK } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { weakMapPair } from '../../../model/weak-map-pair.ts';
import { rootOf } from './root.ts';

/** What only the engine's own roots reach is as far away as this, and farther. */
const SYSTEM = 100_000_000;

/**
 * Distances as Chrome DevTools counts them: the program's globals are at 1; what none of them reaches is counted from
 * the root, which is at 100,000,000. Unlike dominators it follows all edges but the weak ones, and leaves out some that
 * many objects share by accident: a map's descriptors, the map of sloppy functions, and of the two edges to a value of a
 * WeakMap the one that is found first. NONE: unreachable. O(nodes + edges), 8 bytes a node.
 */
export function devToolsDistances(snapshot: HeapSnapshot, graph: Graph, task: Task): Uint32Array {
  const search = new Search(snapshot, graph, task);
  const root = rootOf(snapshot);
  const globals = globalsOf(snapshot, graph, root);
  search.from(globals, 1);
  search.from(Uint32Array.of(root), globals.length > 0 ? SYSTEM : 0);
  return search.distances;
}

/** All that the root refers to, weak edges included, but what is made up for the snapshot; documents are not. */
function globalsOf(
  { types, names, objects }: HeapSnapshot,
  { first, targets }: Graph,
  root: number,
): Uint32Array {
  const madeUp = types.findIndex((type) => type.name === '(synthetic)' && type.kind === 'opaque');
  const documents = names.find('(Document DOM trees)');
  return targets
    .subarray(first[root]!, first[root + 1]!)
    .filter((object) => objects.typeIndexes[object] !== madeUp || objects.nameIds[object] === documents);
}

class Search {
  readonly distances: Uint32Array;
  readonly #queue: Uint32Array;
  readonly #graph: Graph;
  readonly #task: Task;
  readonly #isSkipped: (source: number, edge: number) => boolean;

  constructor(snapshot: HeapSnapshot, graph: Graph, task: Task) {
    this.distances = new Uint32Array(graph.objectCount).fill(NONE);
    this.#queue = new Uint32Array(graph.objectCount);
    this.#graph = graph;
    this.#task = task;
    this.#isSkipped = skippedEdges(snapshot);
  }

  from(objects: Uint32Array, distance: number): void {
    let count = 0;
    for (const object of objects) {
      if (this.distances[object] !== NONE && distance === 1) continue;
      this.distances[object] = distance;
      this.#queue[count++] = object;
    }
    const { first, targets, kinds, objectCount } = this.#graph;
    const { distances } = this;
    const queue = this.#queue;
    for (let i = 0; i < count; i++) {
      if ((i & (STEP - 1)) === 0) this.#task.step(i, objectCount);
      const object = queue[i]!;
      for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
        const target = targets[e]!;
        if (distances[target] !== NONE || (kinds[e]! & (WEAK | UNCOUNTED)) === WEAK) continue;
        if (isAbsent(this.#graph, e) || this.#isSkipped(object, e)) continue;
        distances[target] = distances[object]! + 1;
        queue[count++] = target;
      }
    }
  }
}

/** To be asked in the order of the search, and only for targets that were not found yet: it remembers pairs. */
function skippedEdges(snapshot: HeapSnapshot): (source: number, edge: number) => boolean {
  const { names, objects, edges, types } = snapshot;
  const typeNamed = (name: string): number =>
    types.findIndex((type) => type.name === name && type.kind === 'opaque');
  const [hidden, array] = [typeNamed('(system)'), typeNamed('(array)')];
  const context = names.find('system / NativeContext');
  const descriptors = names.find('(map descriptors)');
  const sloppy = names.find('sloppy_function_map');
  const isFirstOfPair = pairs(snapshot);
  return (source, edge) => {
    const type = objects.typeIndexes[source];
    const kind = edges.kinds[edge]! & EDGE_KIND_MASK;
    const name = edges.names[edge]!;
    const isNumbered = kind === EdgeKind.element || kind === EdgeKind.internal;
    if (type === hidden && !isNumbered && name === sloppy && objects.nameIds[source] === context) return true;
    if (type === array && objects.nameIds[source] === descriptors) {
      const index = isNumbered ? name : Number.parseInt(names.text(name), 10);
      return !(index < 2 || index % 3 !== 1);
    }
    return kind === EdgeKind.slot && isFirstOfPair(name);
  };
}

/** Whether an edge is one of the two to a value of a WeakMap, and the other one was not met yet. */
function pairs({ names }: HeapSnapshot): (name: number) => boolean {
  const isNone = new Uint8Array(names.count);
  const pending = new Set<string>();
  return (name) => {
    if (isNone[name] === 1) return false;
    const pair = weakMapPair(names, name);
    if (pair === undefined) {
      isNone[name] = 1;
      return false;
    }
    if (pending.delete(pair)) return false;
    pending.add(pair);
    return true;
  };
}
