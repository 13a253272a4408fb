import type { Task } from '../../base/task.ts';
import { type Running, teamOf } from '../../base/team.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { addRoots } from './add-roots.ts';
import { attributeSizes, findOwners } from './attribute-sizes.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { NodeRows } from './node-rows.ts';
import type { NodeTypes } from './node-types.ts';
import { findPageObjects, pageRoots } from './page-objects.ts';
import { settleEdges } from './settle-edges.ts';

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
 * Finds what holds what, by the rules of Chrome DevTools: searches over the whole heap, one after the other, which other
 * threads do while this one goes on.
 */
export class Retention {
  readonly #named: NamedGraph;
  readonly #task: Task;
  readonly #isUserRoot: (node: number) => boolean;
  readonly #pageObjects: Running<Uint8Array>;
  /** Undefined: a snapshot without globals shows the engine itself, to people who want to see it as it is. */
  readonly #owners: Running<Uint32Array> | undefined;
  #ownerOf: Uint32Array | undefined;
  #unheld: Running<Uint32Array> | undefined;

  /** From now on edges lead where they lead, and are weak or not; their names and kinds may still change. */
  constructor(named: NamedGraph, task: Task) {
    const { builder, nodes, graph, types } = named;
    const nodeTypes = nodes.types.array;
    const nodeNames = nodes.names.array;
    const documents = builder.names.find(DOCUMENTS);
    const isDocuments = (node: number): boolean =>
      nodeTypes[node] === types.synthetic && nodeNames[node] === documents;
    this.#named = named;
    this.#task = task;
    this.#isUserRoot = (node) => nodeTypes[node] !== types.synthetic || isDocuments(node);
    const isOfProgram = rootTargets(graph).some(this.#isUserRoot);
    const team = teamOf(task);
    this.#pageObjects = team.start(findPageObjects, [{ graph, starts: pageRoots(graph, isDocuments) }]);
    this.#owners = isOfProgram ? team.start(findOwners, [{ graph, isPart: partsOf(named) }]) : undefined;
  }

  /** From now on names and kinds of edges do not change either; whether they count is not known before `end`. */
  settleEdges(): void {
    const { builder, nodes, graph } = this.#named;
    const [pageObjects] = this.#pageObjects.wait(this.#task);
    // Who looks for owners must not see marks.
    [this.#ownerOf] = this.#owners?.wait(this.#task) ?? [];
    const rule = { pageObjects: pageObjects!, heapIds: nodes.ids.array, texts: builder.texts.columns() };
    this.#unheld = teamOf(this.#task).start(settleEdges, [{ graph, rule }]);
  }

  /** After it sizes are those of owners, edges that do not count are marked, and roots are there. */
  end(): void {
    const { builder, nodes, graph, types } = this.#named;
    const nodeTypes = nodes.types.array;
    const nodeNames = nodes.names.array;
    if (this.#ownerOf !== undefined) {
      const canOwn = (node: number): boolean => nodeTypes[node] !== types.synthetic && node !== graph.root;
      attributeSizes(this.#ownerOf, nodes.sizes.array, canOwn);
    }
    const [unheld] = this.#unheld!.wait(this.#task);
    const rule = { isUserRoot: this.#isUserRoot, nameOf: (node: number) => nodeNames[node]! };
    addRoots(builder.roots, graph, unheld!, rule);
  }

  /** Nobody wants it any more: other threads stop. After `end` it does nothing. */
  abandon(): void {
    for (const running of [this.#pageObjects, this.#owners, this.#unheld]) running?.abandon();
  }
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
