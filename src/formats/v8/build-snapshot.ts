import { FormatError } from '../../base/errors.ts';
import { sharedArray } from '../../base/shared-array.ts';
import { SpareRoom } from '../../base/spare-room.ts';
import type { Task } from '../../base/task.ts';
import type { Numbering } from '../../model/depth-first-search.ts';
import { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { TextList } from '../../model/text-list.ts';
import { type NameRule, resolveEdgeNames, resolveNodeNames } from './check-names.ts';
import { DETACHED, spreadDetachedness } from './detached-nodes.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { EdgeTable } from './edge-table.ts';
import type { Header } from './header.ts';
import { identityOf } from './identity.ts';
import type { LocationRows } from './location-rows.ts';
import type { NodeRows } from './node-rows.ts';
import { type NodeTypes, nodeTypes } from './node-types.ts';
import { orderElements } from './order-elements.ts';
import { Retention } from './retention.ts';
import type { StringRows } from './string-rows.ts';
import { beginSurvey, type NodeSurvey } from './survey-nodes.ts';
import type { TraceSections } from './trace-sections.ts';
import { type WeakMapNames, type WeakMaps, weakMapNames } from './weak-map-edges.ts';
import { allocationsOf } from './write-allocations.ts';
import { writeColumns, writeLateColumns } from './write-columns.ts';

/** All that a file says, as it says it. */
export interface V8Sections {
  readonly header: Header;
  readonly nodes: NodeRows;
  readonly edges: EdgeTable;
  readonly locations: LocationRows | undefined;
  readonly strings: NamedStrings;
  readonly weakMaps: WeakMaps;
  readonly traces: TraceSections;
  /** Where the file ends. */
  readonly end: number;
  /** It is cut short: what is missing is no error. */
  readonly isPartial: boolean;
}

/** The strings of a file as names, and what is going to be the model of it. */
export interface NamedStrings {
  readonly builder: SnapshotBuilder;
  readonly count: number;
  /** The id to use for each, where some are equal. */
  readonly canonical: Uint32Array | undefined;
  readonly weakMaps: WeakMapNames;
}

/** Makes strings findable, and looks for those that are about WeakMaps. O(bytes). */
export function nameStrings({ bytes, ends }: StringRows, task: Task): NamedStrings {
  const builder = new SnapshotBuilder({ heapIds: true, strings: new TextList(bytes, ends) });
  const canonical = builder.names.index(task);
  const weakMaps = weakMapNames(builder.texts.columns(), task);
  return { builder, count: ends.length, canonical, weakMaps };
}

/** How a name is shown that was lost with the end of the file. */
const LOST = '(lost)';

/** What a file becomes. */
export interface BuiltSnapshot {
  readonly builder: SnapshotBuilder;
  /** Made by the way: see `ReadOptions.onNumbered`. */
  readonly numbering: Numbering;
}

/** Makes the model of the sections: a few passes over nodes and edges, each in a file of its own, in the order they need. */
export function buildSnapshot(sections: V8Sections, task: Task): BuiltSnapshot {
  const { header, nodes, edges, locations, strings } = sections;
  const { builder } = strings;
  const types = nodeTypes(header.nodeTypes);
  const rule = nameRule(sections);
  task.phase('marking references');
  resolveNames(sections, rule, task);
  const graph = edgeGraph(sections);
  if (identityOf(nodes.ids.finish()) === 'none') orderElements(graph);
  const named = { builder, nodes, graph, types };
  const spare = new SpareRoom();
  const surveying = beginSurvey(named, rule, task);
  let retention: Retention | undefined;
  let numbering: Numbering;
  try {
    retention = new Retention(named, sections.weakMaps, spare, task);
    task.phase('looking at objects');
    const survey = surveying.wait(task);
    builder.allocations = allocationsOf(sections.traces, nodes.traceNodes.finish(), rule);
    const detachedness = detachednessOf(sections, survey, builder, types);
    builder.objects.adopt(nodes.count, { sizes: nodes.sizes, heapIds: nodes.ids, detachedness });
    const detached = detachedNodes(sections, survey, graph, types);
    // What is called otherwise is no part.
    for (const node of detached) survey.isPart[node] = 0;
    retention.findOwners(survey.isPart);
    const late = writeColumns(named, { survey, detached, locations }, task);
    retention.settleEdges();
    writeLateColumns(named, late, task);
    numbering = retention.end();
  } finally {
    surveying.abandon();
    retention?.abandon();
  }
  leaveRead(sections, spare);
  const { first, targets, names } = graph;
  builder.edges.adopt({ first, targets, names, kinds: edges.kinds.finish() });
  return { builder, numbering };
}

/** Columns of the file that are none of the model: referrers and dominators need as much room. */
function leaveRead({ nodes, locations }: V8Sections, spare: SpareRoom): void {
  spare.leave(nodes.names.array);
  if (locations !== undefined) spare.leave(locations.scripts.array);
}

function nameRule({ strings, end, isPartial }: V8Sections): NameRule {
  const { builder, count, canonical } = strings;
  return { count, lost: isPartial ? builder.names.intern(LOST) : undefined, canonical, offset: end };
}

/** Where names of edges are ids of names already, those of nodes most likely are, and it is enough that `beginSurvey` looks. */
function resolveNames({ nodes, edges }: V8Sections, rule: NameRule, task: Task): void {
  if (rule.canonical === undefined && edges.mostName < rule.count) return;
  resolveNodeNames(nodes.names.finish(), rule);
  resolveEdgeNames(edges.names.finish(), edges.kinds.array, rule, task);
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
    first: nodes.edgeStarts(edges.count),
    targets,
    names: edges.names.finish(),
    kinds: edges.kinds.finish(),
    shortcuts: edges.shortcuts.finish(),
  };
}

/** Files from before there was a field for it say it in the name. */
function detachednessOf(
  { nodes, header }: V8Sections,
  { classes }: NodeSurvey,
  { names }: SnapshotBuilder,
  types: NodeTypes,
): Uint8Array | undefined {
  if (header.nodes.detachedness !== undefined) return nodes.detachedness.finish();
  const { array: nodeNames } = nodes.names;
  const isCalledDetached = (node: number): boolean => names.text(nodeNames[node]!).startsWith('Detached ');
  // Few files have such a name at all.
  if (!classes.some(isCalledDetached)) return undefined;
  let states: Uint8Array | undefined;
  for (let node = 0; node < nodes.count; node++) {
    if (nodes.types.array[node] !== types.native || !isCalledDetached(node)) continue;
    states ??= sharedArray(Uint8Array, nodes.count);
    states[node] = DETACHED;
  }
  return states;
}

/** Native nodes to be called so. Names of files from before there was a field for it say it themselves, of every node. */
function detachedNodes(
  { header, nodes }: V8Sections,
  { stated }: NodeSurvey,
  graph: EdgeGraph,
  types: NodeTypes,
): Uint32Array {
  const { array: nodeTypes } = nodes.types;
  if (header.nodes.detachedness === undefined || stated.length === 0) return new Uint32Array(0);
  return spreadDetachedness(
    graph,
    nodes.detachedness.finish(),
    stated,
    (node) => nodeTypes[node] === types.native,
  );
}
