import type { AddressIndex } from '../../base/address-index.ts';
import { FormatError } from '../../base/errors.ts';
import type { EdgeRows } from '../../model/edge-rows.ts';
import { EdgeKind, NONE } from '../../model/kinds.ts';
import { Column } from './columns.ts';
import { type EdgeItems, elements, internals, members } from './edge-items.ts';
import type { Inflated } from './inflate-block.ts';
import type { Numbers } from './numbers.ts';
import { Layout, type ObjectBlock } from './object-block.ts';
import { Resolved } from './resolved.ts';
import type { Tables } from './tables.ts';

/**
 * Writes the edges of one block's objects, row after row: the layout says how its columns are to be read. Everything
 * that comes out of a column is checked before it is followed.
 */
export class EdgeWriter {
  readonly #edges: EdgeRows;
  readonly #tables: Tables;
  readonly #targets: Resolved;
  readonly #keys: Resolved;
  #block!: ObjectBlock;
  #counts: Numbers | undefined;
  #shapes: Numbers | undefined;
  /** The next target to be used. */
  #position = 0;

  constructor(edges: EdgeRows, index: AddressIndex, tables: Tables) {
    this.#edges = edges;
    this.#tables = tables;
    this.#targets = new Resolved(index);
    this.#keys = new Resolved(index);
  }

  begin(block: ObjectBlock, columns: Inflated): void {
    this.#block = block;
    this.#counts = columns.get(Column.edgeCount);
    this.#shapes = columns.get(Column.shape);
    this.#targets.resolve(columns.get(Column.target));
    this.#keys.resolve(columns.get(Column.key));
    this.#position = 0;
    if (block.layout === Layout.dict && this.#keys.count !== this.#targets.count) {
      throw this.#error(`${this.#keys.count} keys for ${this.#targets.count} values`);
    }
  }

  write(row: number): void {
    const { layout } = this.#block;
    if (layout === Layout.leaf) return;
    if (layout === Layout.shaped) this.#writeShaped(this.#shapes!.forRow(row));
    else this.#writeCounted(layout, this.#take(this.#counts!.forRow(row)));
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

  #writeRun(start: number, items: EdgeItems, firstItem: number): void {
    const { indexes } = this.#targets;
    const omitted = this.#edges.addRun(indexes, start, this.#position, items.kinds, items.names, firstItem);
    for (let i = start; omitted > 0 && i < this.#position; i++) this.#countNowhere(this.#targets, i);
  }

  #writeEntries(start: number): void {
    const values = this.#targets.indexes;
    const keys = this.#keys.indexes;
    for (let i = start; i < this.#position; i++) {
      const key = keys[i]!;
      const value = values[i]!;
      if (key !== NONE) this.#edges.add(key, EdgeKind.key, NONE);
      else this.#countNowhere(this.#keys, i);
      if (value !== NONE) this.#edges.add(value, EdgeKind.entry, key);
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
    if (addresses.leadsNowhere(position)) this.#edges.toNowhere++;
  }

  #error(message: string): FormatError {
    return new FormatError(message, { where: { offset: this.#block.offset } });
  }
}
