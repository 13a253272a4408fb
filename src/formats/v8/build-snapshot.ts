import { FormatError } from '../../base/errors.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { Numbering } from '../../model/depth-first-search.ts';
import { NONE } from '../../model/kinds.ts';
import { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { TextList } from '../../model/text-list.ts';
import { type NameRule, resolveEdgeNames, resolveNodeNames } from './check-names.ts';
import { writeEntries } from './collection-entries.ts';
import { DETACHED, spreadDetachedness } from './detached-nodes.ts';
import { type EdgeGraph, edgeStarts } from './edge-graph.ts';
import type { EdgeTable } from './edge-table.ts';
import type { Header } from './header.ts';
import { identityOf } from './identity.ts';
import { writeJoinedTexts } from './joined-texts.ts';
import type { LocationRows } from './location-rows.ts';
import type { NodeRows } from './node-rows.ts';
import { type NodeTypes, nodeTypes } from './node-types.ts';
import { writeValues } from './node-values.ts';
import { orderElements } from './order-elements.ts';
import { relateClasses } from './relate-classes.ts';
import { Retention } from './retention.ts';
import type { StringRows } from './string-rows.ts';
import type { TraceSections } from './trace-sections.ts';
import { TypeTable } from './type-table.ts';
import { allocationsOf } from './write-allocations.ts';
import { writePlaces } from './write-places.ts';

/** All that a file says, as it says it. */
export interface V8Sections {
  readonly header: Header;
  readonly nodes: NodeRows;
  readonly edges: EdgeTable;
  readonly locations: LocationRows | undefined;
  readonly strings: NamedStrings;
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
}

/** Makes strings findable. O(bytes). */
export function nameStrings({ bytes, ends }: StringRows, task: Task): NamedStrings {
  const builder = new SnapshotBuilder({ heapIds: true, strings: new TextList(bytes, ends) });
  return { builder, count: ends.length, canonical: builder.names.index(task) };
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
  const { nodes, edges } = sections;
  const { builder } = sections.strings;
  task.phase('naming objects');
  resolveNames(sections, task);
  const types = nodeTypes(sections.header.nodeTypes);
  const graph = edgeGraph(sections);
  if (identityOf(nodes.ids.finish()) === 'none') orderElements(graph);
  task.phase('finding what holds what');
  const retention = new Retention({ builder, nodes, graph, types }, task);
  let numbering: Numbering;
  try {
    const detachedness = detachednessOf(sections, builder, types);
    builder.objects.adopt(nodes.count, { sizes: nodes.sizes, heapIds: nodes.ids, detachedness });
    builder.objects.columns.nameIds.set(nodes.names.finish());
    // Names of files from before there was a field for it say it themselves, of every node.
    const detached =
      detachedness === undefined || sections.header.nodes.detachedness === undefined
        ? new Uint32Array(0)
        : spreadDetachedness(graph, detachedness, (node) => nodes.types.array[node] === types.native);
    retention.findOwners(detached);
    writeEntries(builder, nodes, graph, types, task);
    writeTypes(builder, nodes, types, detached, task);
    writeValues(builder, nodes, graph, types, task);
    retention.settleEdges();
    writeJoinedTexts(builder, graph, task);
    if (sections.locations !== undefined) {
      writePlaces(builder, sections.locations, graph, (node) => nodes.names.array[node]!, task);
    }
    numbering = retention.end();
  } finally {
    retention.abandon();
  }
  builder.edges.adopt({
    first: graph.first,
    targets: graph.targets,
    names: graph.names,
    kinds: edges.kinds.finish(),
  });
  relateClasses(builder, graph);
  return { builder, numbering };
}

function resolveNames({ nodes, edges, strings, traces, end, isPartial }: V8Sections, task: Task): void {
  const { builder, count, canonical } = strings;
  const lost = isPartial ? builder.names.intern(LOST) : undefined;
  const rule: NameRule = { count, lost, canonical, offset: end };
  resolveNodeNames(nodes.names.finish(), rule, task);
  if (canonical !== undefined || edges.mostName >= count)
    resolveEdgeNames(edges.names.finish(), edges.kinds.array, rule, task);
  builder.allocations = allocationsOf(traces, nodes.traceNodes.finish(), rule, task);
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
    first: edgeStarts(nodes.edgeCounts, edges.count),
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
  task: Task,
): void {
  const table = new TypeTable(builder.types, builder.names, types);
  const { typeIndexes, nameIds } = builder.objects.columns;
  const { array: nodeTypes } = nodes.types;
  const { count } = nodes;
  for (let node = 0; node < count; node++) {
    if ((node & (STEP - 1)) === 0) task.step(node, count);
    const nodeType = nodeTypes[node]!;
    const type = table.typeOf(nodeType, nameIds[node]!);
    typeIndexes[node] = type;
    if (table.nameIdOf(type) === nameIds[node]) nameIds[node] = NONE;
  }
  for (const node of detached) {
    const text = builder.names.text(nodes.names.array[node]!);
    typeIndexes[node] = table.typeNamed(`Detached ${text}`, types.native);
  }
}
