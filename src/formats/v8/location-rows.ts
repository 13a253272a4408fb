import { type GrowableArray, growable } from '../../base/growable-array.ts';
import { sharedArray } from '../../base/shared-array.ts';
import type { LocationLayout } from './header.ts';
import { fieldsBeside, type NumberBlock, takeInBlocks } from './kernel/number-blocks.ts';
import type { FoundInRows, SharedRows } from './parallel/shared-rows.ts';
import { BadNumber } from './read-number-rows.ts';

/** What a thread needs to fill in rows of a table of locations, from a row on. */
export interface LocationWindow {
  readonly what: 'location';
  readonly row: number;
  readonly layout: LocationLayout;
  readonly nodeWidth: number;
  readonly nodeCount: number;
  readonly columns: {
    readonly objects: Uint32Array;
    readonly scripts: Float64Array;
    readonly lines: Uint32Array;
  };
}

/** The section `locations`: where functions, and constructors of objects, are in the source. */
export class LocationRows implements SharedRows {
  readonly what = 'location';
  readonly width: number;
  /** Indexes of nodes. */
  readonly objects: GrowableArray<Uint32Array>;
  readonly scripts: GrowableArray<Float64Array>;
  /** By script, for those whose node the file says: its index. */
  readonly scriptNodes = new Map<number, number>();
  /** From 0. */
  readonly lines: GrowableArray<Uint32Array>;
  readonly #layout: LocationLayout;
  readonly #unread: readonly number[];
  readonly #nodeWidth: number;
  readonly #nodeCount: number;

  /** `window`: rows of it are filled in instead of new ones. */
  constructor(layout: LocationLayout, nodeWidth: number, nodeCount: number, window?: LocationWindow) {
    this.#layout = layout;
    this.width = layout.width;
    const { width, ...fields } = layout;
    this.#unread = fieldsBeside(Object.values(fields), width);
    this.#nodeWidth = nodeWidth;
    this.#nodeCount = nodeCount;
    const { columns, row = 0 } = window ?? {};
    this.objects = growable(Uint32Array, columns?.objects, row);
    this.scripts = growable<Float64Array>(Float64Array, columns?.scripts, row);
    this.lines = growable(Uint32Array, columns?.lines, row);
  }

  static within(window: LocationWindow): LocationRows {
    return new LocationRows(window.layout, window.nodeWidth, window.nodeCount, window);
  }

  get count(): number {
    return this.objects.length;
  }

  truncate(count: number): void {
    for (const column of [this.objects, this.scripts, this.lines]) column.length = count;
  }

  /**
   * All columns in one piece, with room for a double for each node and one more: when places are written it is lent to who
   * needs that much. What is not written to costs nothing.
   */
  claim(rows: number): void {
    const wanted = Number.isFinite(this.#nodeCount) ? this.#nodeCount + 1 : 0;
    const room = sharedArray<Float64Array>(Float64Array, Math.max(2 * rows, wanted));
    this.scripts.array = room.subarray(0, rows);
    const words = new Uint32Array(room.buffer, this.scripts.array.byteLength, 2 * rows);
    this.objects.array = words.subarray(0, rows);
    this.lines.array = words.subarray(rows);
    for (const column of [this.objects, this.scripts, this.lines]) column.extend(rows);
  }

  windowAt(row: number): LocationWindow {
    const columns = {
      objects: this.objects.array,
      scripts: this.scripts.array,
      lines: this.lines.array,
    };
    const [layout, nodeWidth, nodeCount] = [this.#layout, this.#nodeWidth, this.#nodeCount];
    return { what: 'location', row, layout, nodeWidth, nodeCount, columns };
  }

  get found(): FoundInRows {
    return { scriptNodes: this.scriptNodes };
  }

  /** Of two nodes that are said to be of one script the first counts. */
  join(parts: readonly FoundInRows[]): void {
    for (const { scriptNodes = new Map() } of parts) {
      for (const [script, node] of scriptNodes) {
        if (!this.scriptNodes.has(script)) this.scriptNodes.set(script, node);
      }
    }
  }

  take(numbers: Float64Array, rows: number): void {
    const { object, script, scriptObject, line } = this.#layout;
    const start = this.objects.extend(rows);
    this.scripts.extend(rows);
    this.lines.extend(rows);
    for (let row = 0, first = 0; row < rows; row++, first += this.width) {
      const number = numbers[first + script]!;
      this.objects.array[start + row] = this.#nodeAt(numbers, first + object);
      this.scripts.array[start + row] = number;
      this.lines.array[start + row] = numbers[first + line]!;
      if (scriptObject !== undefined && !this.scriptNodes.has(number)) {
        this.scriptNodes.set(number, this.#nodeAt(numbers, first + scriptObject));
      }
    }
  }

  takeUsual(bytes: Uint8Array, position: number, most: number): number {
    // Scripts of which the nodes are said are noted one by one.
    if (this.#layout.scriptObject !== undefined) return position;
    const wanted = { width: this.width, most, unread: this.#unread };
    return takeInBlocks(bytes, position, wanted, (block, rows) => this.#takeBlock(block, rows));
  }

  /** Column by column; each may end earlier, and the shortest one counts. */
  #takeBlock(block: NumberBlock, all: number): number {
    const { width } = this;
    const start = this.count;
    for (const column of [this.objects, this.scripts, this.lines]) column.extend(all);
    const { object, script, line } = this.#layout;
    const places = block.column({ field: object, width }, all, 4, start).numbers;
    const scripts = block.column({ field: script, width }, this.#copyNodes(places, start), 8, start);
    this.scripts.array.set(scripts.numbers, start);
    const lines = block.column({ field: line, width }, scripts.count, 4, start);
    this.lines.array.set(lines.numbers, start);
    for (const column of [this.objects, this.scripts, this.lines]) column.length = start + lines.count;
    return lines.count;
  }

  /** Up to the first place where no node begins; returns how many. */
  #copyNodes(places: ArrayLike<number>, start: number): number {
    const { array } = this.objects;
    const width = this.#nodeWidth;
    for (let i = 0; i < places.length; i++) {
      const node = Math.floor(places[i]! / width);
      if (node * width !== places[i] || node >= this.#nodeCount) return i;
      array[start + i] = node;
    }
    return places.length;
  }

  /** In the file it is the place of the node's first number. */
  #nodeAt(numbers: Float64Array, at: number): number {
    const place = numbers[at]!;
    const node = Math.floor(place / this.#nodeWidth);
    if (node * this.#nodeWidth === place && node < this.#nodeCount) return node;
    throw new BadNumber(at, `a location is of ${place}, where no node begins`);
  }
}
