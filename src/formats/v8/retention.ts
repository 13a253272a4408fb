import type { SpareRoom } from '../../base/spare-room.ts';
import type { Task } from '../../base/task.ts';
import { cutEvenly, orderCount, type Running, runAll, teamOf } from '../../base/team.ts';
import type { Numbering, SearchState } from '../../model/depth-first-search.ts';
import { addRoots, type FileRoots, fileRoots } from './add-roots.ts';
import { attributeSizes, findOwners } from './attribute-sizes.ts';
import type { EdgeGraph } from './edge-graph.ts';
import { markForeign } from './mark-foreign.ts';
import type { NamedGraph } from './named-graph.ts';
import { pageRoots } from './page-roots.ts';
import { searchPage } from './search-page.ts';
import { type RestFound, searchRest } from './search-rest.ts';
import { markShortcuts } from './shortcut-edges.ts';
import { UncountedEdges } from './uncounted-edges.ts';
import { markWeakMapValues, type WeakMaps } from './weak-map-edges.ts';

const DOCUMENTS = '(Document DOM trees)';

/**
 * Finds what holds what, by the rules of Chrome DevTools, in one search over the whole heap that other threads do while this
 * one goes on: it numbers the nodes depth first, as who looks for dominators needs them.
 */
export class Retention {
  readonly #named: NamedGraph;
  readonly #task: Task;
  readonly #roots: FileRoots;
  readonly #isOfProgram: boolean;
  readonly #page: Running<SearchState>;
  #owners: Running<Uint32Array> | undefined;
  #ownerOf: Uint32Array | undefined;
  #attributed: Running<void> | undefined;
  readonly #spare: SpareRoom;
  /** Whether nodes are parts; when owners are found, room for a byte a node. */
  #isPart: Uint8Array = new Uint8Array(0);
  #rest: Running<RestFound> | undefined;

  /**
   * From now on edges lead where they lead, and are weak or not; their names and kinds may still change. `spare`: what it
   * does not need any more is left there.
   */
  constructor(named: NamedGraph, weakMaps: WeakMaps, spare: SpareRoom, task: Task) {
    const { nodes, graph } = named;
    const isDocuments = documentsRule(named);
    const isUserRoot = (node: number): boolean => !isSynthetic(named, node) || isDocuments(node);
    this.#named = named;
    this.#spare = spare;
    this.#task = task;
    this.#roots = fileRoots(graph, isUserRoot);
    this.#isOfProgram = rootTargets(graph).some(isUserRoot);
    const starts = pageRoots(graph, isDocuments);
    const uncounted = new UncountedEdges(graph.kinds);
    markShortcuts(graph, uncounted);
    markWeakMapValues(graph, nodes.ids.finish(), weakMaps, uncounted);
    this.#page = teamOf(task).start(searchPage, [{ graph, starts, uncounted: uncounted.pairs }]);
  }

  /**
   * `isPart`: see `findOwners`; from now on nobody else reads it. A snapshot without globals shows the engine itself, to people who want to see it as it is:
   * there bytes are whose they are.
   */
  findOwners(isPart: Uint8Array): void {
    this.#isPart = isPart;
    if (!this.#isOfProgram) return;
    this.#owners = teamOf(this.#task).start(findOwners, [{ graph: this.#named.graph, isPart }]);
  }

  /**
   * From now on names and kinds of edges do not change either, and whether they count is not known before `end`; after that
   * sizes are those of owners, and until then nobody else reads them.
   */
  settleEdges(): void {
    const { nodes, graph, types } = this.#named;
    const team = teamOf(this.#task);
    this.#task.phase('following references');
    const [page] = this.#page.wait(this.#task);
    const search = page!;
    const pieces = cutEvenly(graph.nodeCount, orderCount(graph.targets.length, this.#task));
    const orders = pieces.map(([from, to]) => ({ graph, pageObjects: search.seen, from, to }));
    this.#task.phase('finding what holds what');
    runAll(markForeign, orders, this.#task);
    // Parts have their owners before room for them is used for something else.
    [this.#ownerOf] = this.#owners?.wait(this.#task) ?? [];
    const { user, system } = this.#roots;
    const roots = Uint32Array.from([...user, ...system]);
    this.#rest = team.start(searchRest, [{ graph, search, roots, room: this.#isPart }]);
    if (this.#ownerOf === undefined) return;
    const written = { owners: this.#ownerOf, sizes: nodes.sizes.array };
    const { synthetic } = types;
    const order = { ...written, nodeTypes: nodes.types.array, synthetic, root: graph.root };
    this.#attributed = team.start(attributeSizes, [order]);
  }

  /** After it edges that do not count are marked, and roots are there. */
  end(): Numbering {
    const { builder, nodes } = this.#named;
    const nodeNames = nodes.names.array;
    const [rest] = this.#rest!.wait(this.#task);
    this.#attributed?.wait(this.#task);
    addRoots(builder.roots, this.#roots, rest!.unheld, (node) => nodeNames[node]!);
    this.#spare.leave(this.#isPart);
    if (this.#ownerOf !== undefined) this.#spare.leave(this.#ownerOf);
    const { seen: _, ...numbering } = rest!.search;
    return { ...numbering, spare: this.#spare };
  }

  /** Nobody wants it any more: other threads stop. After `end` it does nothing. */
  abandon(): void {
    for (const running of [this.#page, this.#owners, this.#rest, this.#attributed]) running?.abandon();
  }
}

function isSynthetic({ nodes, types }: NamedGraph, node: number): boolean {
  return nodes.types.array[node] === types.synthetic;
}

function documentsRule(named: NamedGraph): (node: number) => boolean {
  const nodeNames = named.nodes.names.array;
  const documents = named.builder.names.find(DOCUMENTS);
  return (node) => isSynthetic(named, node) && nodeNames[node] === documents;
}

function rootTargets({ first, targets, root }: EdgeGraph): Uint32Array {
  return targets.subarray(first[root]!, first[root + 1]!);
}
