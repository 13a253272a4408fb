import { sharedArray } from '../../base/shared-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { cutEvenly, type Job, orderCount, teamOf } from '../../base/team.ts';
import type { ObjectColumns } from '../../model/snapshot.ts';
import type { TextColumns } from '../../model/string-table.ts';
import { SampleFinder, sampleQuotas } from './class-samples.ts';
import { type CollectionNames, collectionNames, EntryWriter, type TablePairs } from './collection-entries.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { NamedGraph } from './named-graph.ts';
import type { NodeTypes } from './node-types.ts';
import { type ValueNames, ValueWriter, valueNames } from './node-values.ts';
import { joinRows } from './row-list.ts';
import type { TypeIds } from './type-table.ts';
import { TypeWriter } from './type-writer.ts';

/** What nodes are told by, and where it is written. */
export interface NodesToWrite {
  readonly graph: EdgeGraph;
  readonly types: NodeTypes;
  readonly nodeTypes: Uint8Array;
  readonly nodeNames: Uint32Array;
  readonly typeIds: TypeIds;
  /** By type: see `sampleQuotas`. */
  readonly quotas: Uint8Array;
  readonly values: ValueNames;
  readonly collections: CollectionNames;
  /** A bit a node: whether it is a table whose entries somebody names. */
  readonly claimed: Uint32Array;
  readonly texts: TextColumns;
  /** By text: see `stringLengths`. */
  readonly textLengths: Uint32Array;
  /** Written. */
  readonly columns: ObjectColumns;
}

/** The nodes from … to-1. What all orders have in common is one object: loops are compiled for its shape, once. */
interface NodesOrder {
  readonly nodes: NodesToWrite;
  readonly from: number;
  readonly to: number;
}

/** Nodes of which more can be told only when something is known of all, in ascending order. */
export interface LateNodes {
  /** Numbers. */
  readonly numbers: Uint32Array;
  /** Joined texts, each followed by its two parts. */
  readonly joined: Uint32Array;
  /** Objects of classes, of each the first few. */
  readonly samples: Uint32Array;
  readonly tables: TablePairs;
}

/** Begins to write what nodes are and what they are worth, as far as each alone tells it. */
export function startNodes({ builder, nodes, graph, types }: NamedGraph, typeIds: TypeIds, task: Task) {
  const texts = builder.texts.columns();
  const what: NodesToWrite = {
    graph,
    types,
    nodeTypes: nodes.types.finish(),
    nodeNames: nodes.names.finish(),
    typeIds,
    quotas: sampleQuotas(builder.types.finish()),
    values: valueNames(builder.names),
    collections: collectionNames(builder.names),
    claimed: sharedArray(Uint32Array, Math.ceil(nodes.count / 32)),
    texts,
    textLengths: sharedArray(Uint32Array, texts.ends.length),
    columns: builder.objects.columns,
  };
  const pieces = cutEvenly(nodes.count, orderCount(nodes.count, task));
  const orders = pieces.map(([from, to]) => ({ nodes: what, from, to }));
  const running = teamOf(task).start(writePiece, orders);
  return {
    wait: (waiting: Task): LateNodes => joinLate(running.wait(waiting)),
    abandon: () => running.abandon(),
  };
}

function joinLate(pieces: readonly LateNodes[]): LateNodes {
  const join = (rowsOf: (piece: LateNodes) => Uint32Array): Uint32Array => joinRows(pieces.map(rowsOf));
  return {
    numbers: join(({ numbers }) => numbers),
    joined: join(({ joined }) => joined),
    samples: join(({ samples }) => samples),
    tables: { named: join(({ tables }) => tables.named), shared: join(({ tables }) => tables.shared) },
  };
}

/** Column after column of so few nodes that what is read of them is still at hand for the next. O(nodes + their edges + bytes of texts). */
export const writePiece: Job<NodesOrder, LateNodes> = {
  name: 'v8-write-nodes',
  run({ nodes, from, to }, task) {
    const types = new TypeWriter(nodes);
    const values = new ValueWriter(nodes);
    const entries = new EntryWriter(nodes);
    const samples = new SampleFinder(nodes);
    for (let start = from; start < to; start += STEP) {
      task.step(start - from, to - from);
      const end = Math.min(start + STEP, to);
      nodes.columns.lengths.fill(-1, start, end);
      types.write(start, end);
      values.write(start, end);
      entries.write(start, end);
      samples.look(start, end);
    }
    return { ...values.late(), tables: entries.pairs(), samples: samples.rows.finish() };
  },
};
