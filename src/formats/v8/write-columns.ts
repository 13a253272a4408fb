import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { shareLengths } from './collection-entries.ts';
import { writeJoinedTexts } from './joined-texts.ts';
import type { LocationRows } from './location-rows.ts';
import type { NamedGraph } from './named-graph.ts';
import { writeNumbers } from './number-values.ts';
import { relateClasses } from './relate-classes.ts';
import type { NodeSurvey } from './survey-nodes.ts';
import { TypeTable } from './type-table.ts';
import { type LateNodes, startNodes } from './write-nodes.ts';
import { writePlaces } from './write-places.ts';

/** Beside the nodes themselves. */
export interface ColumnSources {
  readonly survey: NodeSurvey;
  /** Native nodes that are called so. */
  readonly detached: Uint32Array;
  readonly locations: LocationRows | undefined;
}

/**
 * Writes what nodes are, what they are worth and where they are in the source, as far as each alone tells it. To be called
 * while sizes are what the file says. Changes names and kinds of edges that are entries. Returns those of which there is
 * more to tell.
 */
export function writeColumns(
  named: NamedGraph,
  { survey, detached, locations }: ColumnSources,
  task: Task,
): LateNodes {
  const { builder, nodes, types } = named;
  const { columns } = builder.objects;
  const nodeNames = nodes.names.array;
  const table = new TypeTable(builder.types, builder.names, types);
  for (const node of survey.classes) table.meet(nodes.types.array[node]!, nodeNames[node]!);
  const detachedTypes = detached.map((node) =>
    table.typeNamed(`Detached ${builder.names.text(nodeNames[node]!)}`, types.native),
  );
  const writing = startNodes(named, table.ids(), task);
  let late: LateNodes;
  try {
    columns.fileIds.fill(NONE);
    task.phase('placing objects');
    if (locations !== undefined) writePlaces(named, locations, task);
    task.phase('describing objects');
    late = writing.wait(task);
  } finally {
    writing.abandon();
  }
  for (const [i, node] of detached.entries()) columns.typeIndexes[node] = detachedTypes[i]!;
  return late;
}

/** What can be told when that is known of all nodes, and which class descends from which. Others may use the sizes meanwhile. */
export function writeLateColumns(named: NamedGraph, late: LateNodes, task: Task): void {
  const { builder, graph } = named;
  const { columns } = builder.objects;
  shareLengths(columns.lengths, late.tables);
  writeNumbers(named, late.numbers);
  writeJoinedTexts(columns, late.joined, task);
  relateClasses(builder, graph, late.samples);
}
