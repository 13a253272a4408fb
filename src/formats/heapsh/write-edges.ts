import type { AddressIndexColumns } from '../../base/address-index.ts';
import { indexOver } from '../../base/index-addresses.ts';
import type { Job } from '../../base/team.ts';
import { EdgeKind, NONE } from '../../model/kinds.ts';
import type { EdgeColumns } from '../../model/snapshot.ts';
import { Column } from './columns.ts';
import { EdgeWriter } from './edge-writer.ts';
import type { ExtraColumns } from './extra-edges.ts';
import { inflateBlock } from './inflate-block.ts';
import { type ObjectBlock, readObjectBlock } from './object-block.ts';
import type { PlacedBlock } from './placed-blocks.ts';
import { type TableColumns, TableLookup } from './table-lookup.ts';

/** Some blocks, and the columns of all edges, which are written to from `firstEdge` on. */
export interface EdgesOrder {
  readonly blocks: readonly PlacedBlock[];
  readonly firstEdge: number;
  /** Of the objects in these blocks. */
  readonly extras: ExtraColumns;
  readonly edges: EdgeColumns;
  readonly index: AddressIndexColumns;
  readonly tables: TableColumns;
  /** The objects that types are, by type id. */
  readonly typeObjects: Uint32Array;
  /** Name id of `__class__`. */
  readonly className: number;
}

export interface WrittenEdges {
  /** Where they end. */
  readonly end: number;
  readonly toNowhere: number;
}

const wanted = [Column.edgeCount, Column.target, Column.key, Column.shape];

/** The edges of some blocks' objects side by side: those declared with them, those to their types, and extra ones. */
export const writeEdges: Job<EdgesOrder, WrittenEdges> = {
  name: 'heapsh edges',
  run(order, task) {
    const tables = new TableLookup(order.tables);
    const writer = new EdgeWriter(order.edges, order.firstEdge, indexOver(order.index), tables);
    const extras = new ExtraWriter(order.extras);
    for (const [done, { chunk, firstRow }] of order.blocks.entries()) {
      task.step(done, order.blocks.length);
      const block = readObjectBlock(chunk, order.typeObjects.length);
      writer.begin(block, inflateBlock(block, wanted));
      writeRows(block, firstRow, order, writer, extras);
      writer.end();
    }
    return { end: writer.edge, toNowhere: writer.toNowhere };
  },
};

function writeRows(
  block: ObjectBlock,
  firstRow: number,
  { edges, typeObjects, className }: EdgesOrder,
  writer: EdgeWriter,
  extras: ExtraWriter,
): void {
  const { first } = edges;
  const type = block.refersToType ? typeObjects[block.typeId]! : undefined;
  for (let row = 0, object = firstRow; row < block.rowCount; row++, object++) {
    first[object] = writer.edge;
    writer.write(row);
    if (type === NONE) writer.toNowhere++;
    else if (type !== undefined) writer.add(type, EdgeKind.attribute, className);
    if (extras.nextSource === object) extras.write(object, writer);
  }
}

/** Goes along the extra edges while their objects come by. */
class ExtraWriter {
  /** NONE: there are no more. */
  nextSource: number;
  readonly #extras: ExtraColumns;
  #next = 0;

  constructor(extras: ExtraColumns) {
    this.#extras = extras;
    this.nextSource = extras.sources[0] ?? NONE;
  }

  write(object: number, writer: EdgeWriter): void {
    const { sources, targets, kinds, names } = this.#extras;
    for (; sources[this.#next] === object; this.#next++)
      writer.add(targets[this.#next]!, kinds[this.#next]!, names[this.#next]!);
    this.nextSource = sources[this.#next] ?? NONE;
  }
}
