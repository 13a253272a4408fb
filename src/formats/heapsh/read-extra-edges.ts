import type { AddressIndex } from '../../base/address-index.ts';
import { FormatError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, WEAK } from '../../model/kinds.ts';
import { Column, type ColumnBlock } from './columns.ts';
import { ExtraEdges } from './extra-edges.ts';
import { type Inflated, inflateBlock } from './inflate-block.ts';
import { expectColumns } from './object-block.ts';
import { Resolved } from './resolved.ts';
import type { Scan } from './scan.ts';
import { isEdgeKind, type Tables } from './tables.ts';

const needed = [Column.address, Column.edgeKind, Column.edgeName, Column.target];

/** The edges of the EDGE chunks: of objects that are declared anywhere. */
export function readExtraEdges(scan: Scan, index: AddressIndex, task: Task): ExtraEdges {
  const edges = new ExtraEdges();
  const reader = new ExtraReader(edges, index, scan.tables);
  let done = 0;
  const wanted = [...needed, Column.key];
  for (const block of scan.edgeBlocks) {
    const columns = inflateBlock(block, wanted);
    expectColumns(block, needed);
    if (block.rowCount > 0) reader.read(block, columns);
    task.step(++done, scan.edgeBlocks.length);
  }
  return edges;
}

class ExtraReader {
  readonly #edges: ExtraEdges;
  readonly #tables: Tables;
  readonly #sources: Resolved;
  readonly #targets: Resolved;
  readonly #keys: Resolved;

  constructor(edges: ExtraEdges, index: AddressIndex, tables: Tables) {
    this.#edges = edges;
    this.#tables = tables;
    this.#sources = new Resolved(index);
    this.#targets = new Resolved(index);
    this.#keys = new Resolved(index);
  }

  read(block: ColumnBlock, columns: Inflated): void {
    this.#sources.resolve(columns.get(Column.address));
    this.#targets.resolve(columns.get(Column.target));
    this.#keys.resolve(columns.get(Column.key));
    const kinds = columns.get(Column.edgeKind)!;
    const names = columns.get(Column.edgeName)!;
    if (this.#targets.count !== block.rowCount) throw error(block, 'there is not one target a row');
    if (this.#keys.count !== 0 && this.#keys.count !== block.rowCount)
      throw error(block, 'there is not one key a row');
    for (let row = 0; row < block.rowCount; row++) {
      const kind = kinds.forRow(row);
      if (!isEdgeKind(kind)) throw error(block, `an edge is of kind ${kind}`);
      const source = this.#sources.indexes[this.#sources.count === 1 ? 0 : row]!;
      if ((kind & EDGE_KIND_MASK) === EdgeKind.entry) this.#addEntry(source, row, kind);
      else
        this.#add(
          source,
          this.#targets,
          row,
          kind,
          this.#tables.edgeName(kind, names.forRow(row), block.offset),
        );
    }
  }

  /** Both the edge to the key and the one to the value. */
  #addEntry(source: number, row: number, kind: number): void {
    const hasKey = this.#keys.count > 0;
    if (hasKey) this.#add(source, this.#keys, row, EdgeKind.key | (kind & WEAK), NONE);
    this.#add(source, this.#targets, row, kind, hasKey ? this.#keys.indexes[row]! : NONE);
  }

  #add(source: number, targets: Resolved, row: number, kind: number, name: number): void {
    const target = targets.indexes[row]!;
    if (source !== NONE && target !== NONE) this.#edges.add(source, target, kind, name);
    else if (source === NONE || targets.leadsNowhere(row)) this.#edges.toNowhere++;
  }
}

function error(block: ColumnBlock, message: string): FormatError {
  return new FormatError(message, { where: { offset: block.offset } });
}
