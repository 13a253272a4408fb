import type { AddressIndexColumns } from '../../base/address-index.ts';
import { indexOver } from '../../base/index-addresses.ts';
import type { Job } from '../../base/team.ts';
import { NONE } from '../../model/kinds.ts';
import type { EdgeColumns } from '../../model/snapshot.ts';
import { Column } from './columns.ts';
import { EdgeWriter } from './edge-writer.ts';
import type { ExtraColumns } from './extra-edges.ts';
import { inflateBlock } from './inflate-block.ts';
import { readObjectBlock } from './object-block.ts';
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
    const { blocks, typeObjects } = order;
    const writer = new EdgeWriter(order, indexOver(order.index), new TableLookup(order.tables));
    const extras = new ExtraWriter(order.extras);
    for (const [done, { chunk, firstRow }] of blocks.entries()) {
      task.step(done, blocks.length);
      const block = readObjectBlock(chunk, typeObjects.length);
      const type = block.refersToType ? typeObjects[block.typeId]! : undefined;
      writer.begin(block, inflateBlock(block, wanted), firstRow, type);
      writeRows(writer, firstRow, block.rowCount, extras);
      writer.end();
    }
    return { end: writer.edge, toNowhere: writer.toNowhere };
  },
};

/** Extra edges follow the others of their object. */
function writeRows(writer: EdgeWriter, firstRow: number, rowCount: number, extras: ExtraWriter): void {
  for (let row = 0; row < rowCount; ) {
    const object = Math.min(extras.nextSource, firstRow + rowCount - 1);
    const end = object - firstRow + 1;
    writer.write(row, end);
    if (extras.nextSource === object) extras.write(object, writer);
    row = end;
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
