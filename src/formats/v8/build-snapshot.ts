import { FormatError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { TextList } from '../../model/text-list.ts';
import { addRoots } from './add-roots.ts';
import { attributeSizes } from './attribute-sizes.ts';
import { type NameRule, resolveEdgeNames, resolveNodeNames } from './check-names.ts';
import { writeEntries } from './collection-entries.ts';
import { DETACHED, spreadDetachedness } from './detached-nodes.ts';
import { type EdgeGraph, edgeStarts } from './edge-graph.ts';
import type { EdgeTable } from './edge-table.ts';
import type { Header } from './header.ts';
import { identityOf } from './identity.ts';
import type { LocationRows } from './location-rows.ts';
import { markUncounted } from './mark-uncounted.ts';
import type { NodeRows } from './node-rows.ts';
import { type NodeTypes, nodeTypes } from './node-types.ts';
import { writeValues } from './node-values.ts';
import { orderElements } from './order-elements.ts';
import { pageObjects } from './page-objects.ts';
import { relateClasses } from './relate-classes.ts';
import type { StringRows } from './string-rows.ts';
import { TypeTable } from './type-table.ts';
import { weakMapTables } from './weak-map-edges.ts';
import { writePlaces } from './write-places.ts';

/** All that a file says, as it says it. */
export interface V8Sections {
  readonly header: Header;
  readonly nodes: NodeRows;
  readonly edges: EdgeTable;
  readonly locations: LocationRows | undefined;
  readonly strings: StringRows;
  /** Where the file ends. */
  readonly end: number;
  /** It is cut short: what is missing is no error. */
  readonly isPartial: boolean;
}

/** How a name is shown that was lost with the end of the file. */
const LOST = '(lost)';
const DOCUMENTS = '(Document DOM trees)';
const NATIVE_STRING_DATA = 'system / ExternalStringData';

/** Makes the model of the sections: a few passes over nodes and edges, each in a file of its own, in the order they need. */
export function buildSnapshot(sections: V8Sections, task: Task): SnapshotBuilder {
  const { nodes, edges, strings } = sections;
  const builder = new SnapshotBuilder({ heapIds: true, strings: new TextList(strings.bytes, strings.ends) });
  task.phase('indexing strings');
  resolveNames(sections, builder, task);
  const types = nodeTypes(sections.header.nodeTypes);
  const graph = edgeGraph(sections);
  if (identityOf(nodes.ids.finish()) === 'none') orderElements(graph);
  const detachedness = detachednessOf(sections, builder, types);
  builder.objects.adopt(nodes.count, { sizes: nodes.sizes, heapIds: nodes.ids, detachedness });
  builder.objects.columns.nameIds.set(nodes.names.finish());
  task.phase('naming objects');
  // Names of files from before there was a field for it say it themselves, of every node.
  const detached =
    detachedness === undefined || sections.header.nodes.detachedness === undefined
      ? new Uint32Array(0)
      : spreadDetachedness(graph, detachedness, (node) => nodes.types.array[node] === types.native);
  writeTypes(builder, nodes, types, detached);
  writeValues(builder, nodes, graph, types);
  writeEntries(builder, nodes, graph, types);
  if (sections.locations !== undefined) {
    writePlaces(builder, sections.locations, graph, (node) => nodes.names.array[node]!);
  }
  task.phase('finding what holds what');
  applyRetention(builder, nodes, graph, types, detached, task);
  builder.edges.adopt({
    first: graph.first,
    targets: graph.targets,
    names: graph.names,
    kinds: edges.kinds.finish(),
  });
  relateClasses(builder, graph);
  return builder;
}

function resolveNames(
  { nodes, edges, strings, end, isPartial }: V8Sections,
  builder: SnapshotBuilder,
  task: Task,
) {
  const canonical = builder.names.index(task);
  const count = strings.ends.length;
  const lost = isPartial ? builder.names.intern(LOST) : undefined;
  const rule: NameRule = { count, lost, canonical, offset: end };
  resolveNodeNames(nodes.names.finish(), rule);
  resolveEdgeNames(edges.names.finish(), edges.kinds.array, rule);
}

function edgeGraph({ header, nodes, edges, end }: V8Sections): EdgeGraph {
  const targets = edges.targets.finish();
  // Read before the nodes were: then nobody knew how many there would be.
  if (edges.nodeCount > nodes.count && targets.some((target) => target >= nodes.count)) {
    throw new FormatError('an edge leads to where no node begins', { where: { offset: end } });
  }
  return {
    nodeCount: nodes.count,
    root: header.root,
    first: edgeStarts(nodes.edgeCounts.finish(), edges.count),
    targets,
    names: edges.names.finish(),
    kinds: edges.kinds.finish(),
    shortcuts: edges.shortcuts.finish(),
  };
}

/** Files from before there was a field for it say it in the name. */
function detachednessOf({ nodes, header }: V8Sections, { names }: SnapshotBuilder, types: NodeTypes) {
  if (header.nodes.detachedness !== undefined) return nodes.detachedness.finish();
  let states: Uint8Array | undefined;
  for (let node = 0; node < nodes.count; node++) {
    if (nodes.types.array[node] !== types.native) continue;
    if (!names.text(nodes.names.array[node]!).startsWith('Detached ')) continue;
    states ??= new Uint8Array(new SharedArrayBuffer(nodes.count));
    states[node] = DETACHED;
  }
  return states;
}

/** An object of a class has no name of its own beside it. */
function writeTypes(
  builder: SnapshotBuilder,
  nodes: NodeRows,
  types: NodeTypes,
  detached: Uint32Array,
): void {
  const table = new TypeTable(builder.types, builder.names, types);
  const { typeIndexes, nameIds } = builder.objects.columns;
  for (let node = 0; node < nodes.count; node++) {
    const nodeType = nodes.types.array[node]!;
    const type = table.typeOf(nodeType, nameIds[node]!);
    typeIndexes[node] = type;
    if (builder.types.at(type)!.nameId === nameIds[node]) nameIds[node] = NONE;
  }
  for (const node of detached) {
    const text = builder.names.text(nodes.names.array[node]!);
    typeIndexes[node] = table.typeNamed(`Detached ${text}`, types.native);
  }
}

function applyRetention(
  builder: SnapshotBuilder,
  nodes: NodeRows,
  graph: EdgeGraph,
  types: NodeTypes,
  detached: Uint32Array,
  task: Task,
): void {
  const nodeTypes = nodes.types.array;
  const nodeNames = nodes.names.array;
  const documents = builder.names.find(DOCUMENTS);
  const isDocuments = (node: number): boolean =>
    nodeTypes[node] === types.synthetic && nodeNames[node] === documents;
  const isUserRoot = (node: number): boolean => nodeTypes[node] !== types.synthetic || isDocuments(node);
  const owned = pageObjects(graph, isDocuments, task);
  const isRenamed = new Uint8Array(nodes.count);
  for (const node of detached) isRenamed[node] = 1;
  const stringData = builder.names.find(NATIVE_STRING_DATA);
  // A snapshot without globals shows the engine itself, to people who want to see it as it is.
  if (rootTargets(graph).some(isUserRoot)) {
    attributeSizes(graph, nodes.sizes.array, {
      isPart: (node) =>
        nodeTypes[node] === types.hidden ||
        nodeTypes[node] === types.array ||
        (nodeTypes[node] === types.native && nodeNames[node] === stringData && isRenamed[node] === 0),
      canOwn: (node) => nodeTypes[node] !== types.synthetic && node !== graph.root,
    });
  }
  markUncounted(graph, owned, nodes.ids.array, weakMapTables(builder.names), task);
  addRoots(builder.roots, graph, { isUserRoot, nameOf: (node) => nodeNames[node]! });
}

function rootTargets({ first, targets, root }: EdgeGraph): Uint32Array {
  return targets.subarray(first[root]!, first[root + 1]!);
}
