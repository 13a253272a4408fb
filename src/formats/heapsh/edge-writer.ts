import type { AddressIndex } from '../../base/address-index.ts';
import { FormatError } from '../../base/errors.ts';
import { EdgeKind, NONE } from '../../model/kinds.ts';
import type { EdgeColumns } from '../../model/snapshot.ts';
import { Column } from './columns.ts';
import { type EdgeItems, elements, internals, members } from './edge-items.ts';
import type { Inflated } from './inflate-block.ts';
import { Layout, type ObjectBlock } from './object-block.ts';
import { Resolved } from './resolved.ts';
import type { TableLookup } from './table-lookup.ts';

/**
 * Writes the edges of one block's objects, row after row: the layout says how its columns are to be read. Everything
 * that comes out of a column is checked before it is followed.
 */
export class EdgeWriter {
  /** Edges that were left out because no object is at their target. */
  toNowhere = 0;
  /** The next edge to be written. */
  edge: number;
  readonly #columns: EdgeColumns;
  readonly #tables: TableLookup;
  readonly #targets: Resolved;
  readonly #keys: Resolved;
  #block!: ObjectBlock;
  /** How many edges each row has, or which shape; in memory that the next block uses again. */
  #counts = new Float64Array(0);
  /** The next target to be used. */
  #position = 0;

  constructor(columns: EdgeColumns, firstEdge: number, index: AddressIndex, tables: TableLookup) {
    this.#columns = columns;
    this.edge = firstEdge;
    this.#tables = tables;
    this.#targets = new Resolved(index);
    this.#keys = new Resolved(index);
  }

  begin(block: ObjectBlock, columns: Inflated): void {
    this.#block = block;
    if (block.rowCount > this.#counts.length) this.#counts = new Float64Array(block.rowCount);
    const counted = columns.get(block.layout === Layout.shaped ? Column.shape : Column.edgeCount);
    counted?.copyTo(this.#counts, 0, block.rowCount);
    this.#targets.resolve(columns.get(Column.target));
    this.#keys.resolve(columns.get(Column.key));
    this.#position = 0;
    if (block.layout === Layout.dict && this.#keys.count !== this.#targets.count) {
      throw this.#error(`${this.#keys.count} keys for ${this.#targets.count} values`);
    }
  }

  /** The edges of the block's row, which are those of the next object. */
  write(row: number): void {
    const { layout } = this.#block;
    if (layout === Layout.leaf) return;
    if (layout === Layout.shaped) this.#writeShaped(this.#counts[row]!);
    else this.#writeCounted(layout, this.#take(this.#counts[row]!));
  }

  /** One more edge, to an object that is there. */
  add(target: number, kind: number, name: number): void {
    const edge = this.edge++;
    this.#columns.targets[edge] = target;
    this.#columns.names[edge] = name;
    this.#columns.kinds[edge] = kind;
  }

  /** Throws FormatError when targets are left over. */
  end(): void {
    if (this.#block.layout === Layout.leaf || this.#position === this.#targets.count) return;
    throw this.#error(`${this.#targets.count - this.#position} edges belong to no object`);
  }

  /** The position of the next `count` targets. */
  #take(count: number): number {
    const start = this.#position;
    if (count > this.#targets.count - start) throw this.#error('objects have more edges than there are');
    this.#position = start + count;
    return start;
  }

  #writeCounted(layout: number, start: number): void {
    if (layout === Layout.dict) this.#writeEntries(start);
    else if (layout === Layout.set) this.#writeRun(start, members.upTo(this.#position - start), 0);
    else if (layout === Layout.sequence) this.#writeRun(start, elements.upTo(this.#position - start), 0);
    else this.#writeRun(start, internals.upTo(this.#position - start), 0);
  }

  /** Edges to the targets from `start` on; those to NONE are left out. Kinds and names are taken from `firstItem` on. */
  #writeRun(start: number, { kinds, names }: EdgeItems, firstItem: number): void {
    const { indexes } = this.#targets;
    const { targets: toTargets, names: toNames, kinds: toKinds } = this.#columns;
    const end = this.#position;
    let edge = this.edge;
    for (let i = start, item = firstItem; i < end; i++, item++) {
      const target = indexes[i]!;
      if (target === NONE) {
        this.#countNowhere(this.#targets, i);
        continue;
      }
      toTargets[edge] = target;
      toNames[edge] = names[item]!;
      toKinds[edge] = kinds[item]!;
      edge++;
    }
    this.edge = edge;
  }

  #writeEntries(start: number): void {
    const values = this.#targets.indexes;
    const keys = this.#keys.indexes;
    for (let i = start; i < this.#position; i++) {
      const key = keys[i]!;
      const value = values[i]!;
      if (key !== NONE) this.add(key, EdgeKind.key, NONE);
      else this.#countNowhere(this.#keys, i);
      if (value !== NONE) this.add(value, EdgeKind.entry, key);
      else this.#countNowhere(this.#targets, i);
    }
  }

  #writeShaped(shape: number): void {
    if (shape >= this.#tables.shapeCount) throw this.#error(`shape ${shape} is used and not there`);
    const firstItem = this.#tables.shapeStart(shape);
    const start = this.#take(this.#tables.shapeEnd(shape) - firstItem);
    this.#writeRun(start, this.#tables.items, firstItem);
  }

  #countNowhere(addresses: Resolved, position: number): void {
    if (addresses.leadsNowhere(position)) this.toNowhere++;
  }

  #error(message: string): FormatError {
    return new FormatError(message, { where: { offset: this.#block.offset } });
  }
}
