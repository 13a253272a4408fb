import type { Task } from '../../base/task.ts';
import { teamOf } from '../../base/team.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { addRoots } from './add-roots.ts';
import { attributeSizes, findOwners } from './attribute-sizes.ts';
import type { EdgeGraph } from './edge-graph.ts';
import { markUncounted } from './mark-uncounted.ts';
import type { NodeRows } from './node-rows.ts';
import type { NodeTypes } from './node-types.ts';
import { findPageObjects, pageRoots } from './page-objects.ts';
import { weakMapTables } from './weak-map-edges.ts';

const DOCUMENTS = '(Document DOM trees)';
const NATIVE_STRING_DATA = 'system / ExternalStringData';

/** What has been made of the file so far. */
export interface NamedGraph {
  readonly builder: SnapshotBuilder;
  readonly nodes: NodeRows;
  readonly graph: EdgeGraph;
  readonly types: NodeTypes;
  /** Native nodes that have been renamed because they are detached. */
  readonly detached: Uint32Array;
}

/**
 * Begins to find what holds what, by the rules of Chrome DevTools: searches over the whole heap, which other threads do
 * while this one goes on. They look at where edges lead and whether they are weak, which must not change meanwhile.
 * Returns what brings it to an end: then sizes are those of owners, edges that do not count are marked, and roots are there.
 */
export function beginRetention(named: NamedGraph, task: Task): () => void {
  const { builder, nodes, graph, types } = named;
  const nodeTypes = nodes.types.array;
  const nodeNames = nodes.names.array;
  const documents = builder.names.find(DOCUMENTS);
  const isDocuments = (node: number): boolean =>
    nodeTypes[node] === types.synthetic && nodeNames[node] === documents;
  const isUserRoot = (node: number): boolean => nodeTypes[node] !== types.synthetic || isDocuments(node);
  // A snapshot without globals shows the engine itself, to people who want to see it as it is.
  const isOfProgram = rootTargets(graph).some(isUserRoot);
  const team = teamOf(task);
  const owned = team.start(findPageObjects, [{ graph, starts: pageRoots(graph, isDocuments) }]);
  const owners = isOfProgram ? team.start(findOwners, [{ graph, isPart: partsOf(named) }]) : undefined;
  return () => {
    const [pageObjects] = owned.wait(task);
    const [ownerOf] = owners?.wait(task) ?? [];
    if (ownerOf !== undefined) {
      const canOwn = (node: number): boolean => nodeTypes[node] !== types.synthetic && node !== graph.root;
      attributeSizes(ownerOf, nodes.sizes.array, canOwn);
    }
    const tables = weakMapTables(builder.names);
    markUncounted({ graph, pageObjects: pageObjects!, heapIds: nodes.ids.array, tables }, task);
    addRoots(builder.roots, graph, { isUserRoot, nameOf: (node) => nodeNames[node]! });
  };
}

/** A byte a node: whether its bytes are counted with the object that it is a part of. */
function partsOf({ builder, nodes, types, detached }: NamedGraph): Uint8Array {
  const nodeTypes = nodes.types.array;
  const nodeNames = nodes.names.array;
  const stringData = builder.names.find(NATIVE_STRING_DATA);
  const isPart = new Uint8Array(new SharedArrayBuffer(nodes.count));
  for (let node = 0; node < nodes.count; node++) {
    const type = nodeTypes[node]!;
    if (
      type === types.hidden ||
      type === types.array ||
      (type === types.native && nodeNames[node] === stringData)
    )
      isPart[node] = 1;
  }
  for (const node of detached) isPart[node] = 0;
  return isPart;
}

function rootTargets({ first, targets, root }: EdgeGraph): Uint32Array {
  return targets.subarray(first[root]!, first[root + 1]!);
}
