import type { AddressIndex } from '../../base/address-index.ts';
import { FormatError } from '../../base/errors.ts';
import { EdgeKind, NONE } from '../../model/kinds.ts';
import type { EdgeColumns } from '../../model/snapshot.ts';
import { Column } from './columns.ts';
import type { Inflated } from './inflate-block.ts';
import { Layout, type ObjectBlock } from './object-block.ts';
import { Resolved } from './resolved.ts';
import type { TableLookup } from './table-lookup.ts';

/** Rows that are written at a time: a function that is called often is fast sooner than a long loop. */
const BATCH = 64;

/** NONE, as soon as it is written: a number that machine code takes for as small as the others. */
const NO_NAME = NONE | 0;

/** Where edges are written to. */
interface Destination {
  readonly edges: EdgeColumns;
  readonly firstEdge: number;
  /** Name id of `__class__`. */
  readonly className: number;
}

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
  readonly #className: number;
  readonly #tables: TableLookup;
  readonly #targets: Resolved;
  readonly #keys: Resolved;
  #block: ObjectBlock | undefined;
  #firstObject = 0;
  /** The object that each row refers to as its type; -1: none does. */
  #type = -1;
  /** How many edges each row has, or which shape; in memory that the next block uses again. */
  #counts = new Float64Array(0);
  /** The next target to be used. */
  #position = 0;

  constructor(to: Destination, index: AddressIndex, tables: TableLookup) {
    this.#columns = to.edges;
    this.edge = to.firstEdge;
    this.#className = to.className;
    this.#tables = tables;
    this.#targets = new Resolved(index);
    this.#keys = new Resolved(index);
  }

  /** `type`: of the rows that refer to theirs; NONE when it is nowhere. */
  begin(block: ObjectBlock, columns: Inflated, firstObject: number, type: number | undefined): void {
    this.#block = block;
    this.#firstObject = firstObject;
    if (type === NONE) this.toNowhere += block.rowCount;
    this.#type = type === undefined || type === NONE ? -1 : type;
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

  /** The edges of the block's rows start … end-1, which are those of the objects that follow. */
  write(start: number, end: number): void {
    const { layout } = this.#block!;
    const writeSome = this.#writers[layout]!;
    for (let from = start; from < end; from += BATCH) writeSome(from, Math.min(from + BATCH, end));
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
    if (this.#block!.layout === Layout.leaf || this.#position === this.#targets.count) return;
    throw this.#error(`${this.#targets.count - this.#position} edges belong to no object`);
  }

  /** By layout. */
  readonly #writers: readonly ((start: number, end: number) => void)[] = [
    (start, end) => this.#writeLeaves(start, end),
    (start, end) => this.#writeRuns(start, end, EdgeKind.element, 0, 1),
    (start, end) => this.#writeDicts(start, end),
    (start, end) => this.#writeRuns(start, end, EdgeKind.member, NO_NAME, 0),
    (start, end) => this.#writeShaped(start, end),
    (start, end) => this.#writeRuns(start, end, EdgeKind.internal, 0, 1),
  ];

  #writeLeaves(start: number, end: number): void {
    const { first } = this.#columns;
    for (let row = start; row < end; row++) {
      first[this.#firstObject + row] = this.edge;
      this.#addType();
    }
  }

  /** Edges of one kind; their names are `firstName`, and `step` more from one to the next. */
  #writeRuns(start: number, end: number, kind: number, firstName: number, step: number): void {
    const { first, targets, names, kinds } = this.#columns;
    const { indexes } = this.#targets;
    for (let row = start; row < end; row++) {
      first[this.#firstObject + row] = this.edge;
      const from = this.#take(this.#counts[row]!);
      const to = this.#position;
      let edge = this.edge;
      for (let i = from, name = firstName; i < to; i++, name += step) {
        const target = indexes[i]!;
        if (target === NONE) {
          this.#countNowhere(this.#targets, i);
          continue;
        }
        targets[edge] = target;
        names[edge] = name;
        kinds[edge] = kind;
        edge++;
      }
      this.edge = edge;
      this.#addType();
    }
  }

  #writeDicts(start: number, end: number): void {
    const { first } = this.#columns;
    const values = this.#targets.indexes;
    const keys = this.#keys.indexes;
    for (let row = start; row < end; row++) {
      first[this.#firstObject + row] = this.edge;
      const from = this.#take(this.#counts[row]!);
      for (let i = from; i < this.#position; i++) {
        const key = keys[i]!;
        const value = values[i]!;
        if (key !== NONE) this.add(key, EdgeKind.key, NONE);
        else this.#countNowhere(this.#keys, i);
        if (value !== NONE) this.add(value, EdgeKind.entry, key);
        else this.#countNowhere(this.#targets, i);
      }
      this.#addType();
    }
  }

  #writeShaped(start: number, end: number): void {
    const { first, targets, names, kinds } = this.#columns;
    const { indexes } = this.#targets;
    const { items } = this.#tables;
    for (let row = start; row < end; row++) {
      first[this.#firstObject + row] = this.edge;
      const from = this.#position;
      let item = this.#takeShape(this.#counts[row]!);
      const to = this.#position;
      let edge = this.edge;
      for (let i = from; i < to; i++, item++) {
        const target = indexes[i]!;
        if (target === NONE) {
          this.#countNowhere(this.#targets, i);
          continue;
        }
        targets[edge] = target;
        names[edge] = items.names[item]!;
        kinds[edge] = items.kinds[item]!;
        edge++;
      }
      this.edge = edge;
      this.#addType();
    }
  }

  /** Takes as many targets as the shape has items; gives the first of these. */
  #takeShape(shape: number): number {
    if (shape >= this.#tables.shapeCount) throw this.#error(`shape ${shape} is used and not there`);
    const firstItem = this.#tables.shapeStart(shape);
    this.#take(this.#tables.shapeEnd(shape) - firstItem);
    return firstItem;
  }

  #addType(): void {
    if (this.#type >= 0) this.add(this.#type, EdgeKind.attribute, this.#className);
  }

  /** The position of the next `count` targets. */
  #take(count: number): number {
    const start = this.#position;
    if (count > this.#targets.count - start) throw this.#error('objects have more edges than there are');
    this.#position = start + count;
    return start;
  }

  #countNowhere(addresses: Resolved, position: number): void {
    if (addresses.leadsNowhere(position)) this.toNowhere++;
  }

  #error(message: string): FormatError {
    return new FormatError(message, { where: { offset: this.#block!.offset } });
  }
}
