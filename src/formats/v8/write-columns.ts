import type { Task } from '../../base/task.ts';
import { writeJoinedTexts } from './joined-texts.ts';
import type { NamedGraph } from './named-graph.ts';
import { writeNumbers } from './number-values.ts';
import type { NodeSurvey } from './survey-nodes.ts';
import { TypeTable } from './type-table.ts';
import { writeNodes } from './write-nodes.ts';

/**
 * Writes what nodes are and what they are worth. `detached`: native nodes that are called so. To be called while sizes are
 * what the file says. Returns objects to ask for their classes: see `relateClasses`.
 */
export function writeColumns(
  named: NamedGraph,
  { classes }: NodeSurvey,
  detached: Uint32Array,
  task: Task,
): Uint32Array {
  const { builder, nodes, types } = named;
  const { columns } = builder.objects;
  const nodeNames = nodes.names.array;
  const table = new TypeTable(builder.types, builder.names, types);
  for (const node of classes) table.meet(nodes.types.array[node]!, nodeNames[node]!);
  const late = writeNodes(named, table.ids(), task);
  for (const node of detached) {
    const text = builder.names.text(nodeNames[node]!);
    columns.typeIndexes[node] = table.typeNamed(`Detached ${text}`, types.native);
  }
  writeNumbers(named, late.numbers);
  writeJoinedTexts(columns, late.joined, task);
  return late.samples;
}
