import { sharedArray } from '../../base/shared-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { cutEvenly, type Job, orderCount, runAll } from '../../base/team.ts';
import { NONE } from '../../model/kinds.ts';
import type { ObjectColumns } from '../../model/snapshot.ts';
import type { TextColumns } from '../../model/string-table.ts';
import { sampleFinder, sampleQuotas } from './class-samples.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { NamedGraph } from './named-graph.ts';
import type { NodeTypes } from './node-types.ts';
import { type ValueNames, ValueWriter, valueNames } from './node-values.ts';
import { joinRows } from './row-list.ts';
import type { TypeIds } from './type-table.ts';
import { typeWriter } from './type-writer.ts';

/** What is told of the nodes from … to-1. */
export interface NodesOrder {
  readonly graph: EdgeGraph;
  readonly types: NodeTypes;
  readonly nodeTypes: Uint8Array;
  readonly nodeNames: Uint32Array;
  readonly typeIds: TypeIds;
  /** By type: see `sampleQuotas`. */
  readonly quotas: Uint8Array;
  readonly names: ValueNames;
  readonly texts: TextColumns;
  /** By text: see `stringLengths`. */
  readonly textLengths: Uint32Array;
  /** Written. */
  readonly columns: ObjectColumns;
  readonly from: number;
  readonly to: number;
}

/** Nodes of which more can be told only when something is known of all. In ascending order. */
export interface LateNodes {
  /** Numbers. */
  readonly numbers: Uint32Array;
  /** Joined texts, each followed by its two parts. */
  readonly joined: Uint32Array;
  /** Objects of classes, of each the first few. */
  readonly samples: Uint32Array;
}

/** Writes what nodes are and what they are worth, as far as each alone tells it. O(nodes + edges of a few kinds + bytes of texts). */
export function writeNodes(
  { builder, nodes, graph, types }: NamedGraph,
  typeIds: TypeIds,
  task: Task,
): LateNodes {
  const texts = builder.texts.columns();
  const what = {
    graph,
    types,
    nodeTypes: nodes.types.finish(),
    nodeNames: nodes.names.finish(),
    typeIds,
    quotas: sampleQuotas(builder.types.finish()),
    names: valueNames(builder.names),
    texts,
    textLengths: sharedArray(Uint32Array, texts.ends.length),
    columns: builder.objects.columns,
  };
  const pieces = cutEvenly(nodes.count, orderCount(nodes.count, task));
  const orders = pieces.map(([from, to]) => ({ ...what, from, to }));
  const late = runAll(writePiece, orders, task);
  return {
    numbers: joinRows(late.map(({ numbers }) => numbers)),
    joined: joinRows(late.map(({ joined }) => joined)),
    samples: joinRows(late.map(({ samples }) => samples)),
  };
}

/** Column after column of so few nodes that what is read of them is still at hand for the next. */
export const writePiece: Job<NodesOrder, LateNodes> = {
  name: 'v8-write-nodes',
  run(order, task) {
    const { from, to } = order;
    const values = new ValueWriter(order);
    const samples = sampleFinder(order);
    const writeTypes = typeWriter(order);
    for (let start = from; start < to; start += STEP) {
      task.step(start - from, to - from);
      const end = Math.min(start + STEP, to);
      writeBlanks(order.columns, start, end);
      writeTypes(start, end);
      values.write(start, end);
      samples.look(start, end);
    }
    return { ...values.late(), samples: samples.rows.finish() };
  },
};

/** Of most nodes there is nothing else to say. */
function writeBlanks({ lengths, fileIds }: ObjectColumns, from: number, to: number): void {
  lengths.fill(-1, from, to);
  fileIds.fill(NONE, from, to);
}
