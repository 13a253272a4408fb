import { type GrowableArray, growable } from '../../base/growable-array.ts';
import { edgeStarts } from './edge-graph.ts';
import type { NodeLayout } from './header.ts';
import { type ColumnSize, fieldsBeside, type NumberBlock, takeInBlocks } from './kernel/number-blocks.ts';
import type { FoundInRows, SharedRows } from './parallel/shared-rows.ts';
import { BadNumber } from './read-number-rows.ts';

const MOST = 0xffffffff;

/** What a thread needs to fill in rows of a table of nodes, from a row on. */
export interface NodeWindow {
  readonly what: 'node';
  readonly row: number;
  readonly layout: NodeLayout;
  readonly typeCount: number;
  readonly columns: NodeColumns;
}

interface NodeColumns {
  readonly types: Uint8Array;
  readonly names: Uint32Array;
  readonly ids: Float64Array;
  readonly sizes: Float64Array;
  readonly edgeCounts: Uint32Array;
  readonly detachedness: Uint8Array;
  readonly traceNodes: Uint32Array;
}

/** The section `nodes` as columns. */
export class NodeRows implements SharedRows {
  readonly what = 'node';
  readonly width: number;
  /** Index into the header's node types. */
  readonly types: GrowableArray<Uint8Array>;
  /** Index into the section `strings`. */
  readonly names: GrowableArray<Uint32Array>;
  readonly ids: GrowableArray<Float64Array>;
  readonly sizes: GrowableArray<Float64Array>;
  readonly edgeCounts: GrowableArray<Uint32Array>;
  /** 0: unknown, 1: attached, 2: detached. Empty where the file does not say. */
  readonly detachedness: GrowableArray<Uint8Array>;
  /** Where it was allocated: an id of the trace tree, or 0. Empty where that was not recorded. */
  readonly traceNodes: GrowableArray<Uint32Array>;
  /** What all edge counts add up to. */
  edgeCount = 0;
  readonly #layout: NodeLayout;
  readonly #typeCount: number;
  readonly #unread: readonly number[];
  #edgeStarts: Uint32Array | undefined;

  /** `window`: rows of it are filled in instead of new ones. */
  constructor(layout: NodeLayout, typeCount: number, window?: NodeWindow) {
    this.#layout = layout;
    this.width = layout.width;
    this.#typeCount = typeCount;
    const { width, ...fields } = layout;
    this.#unread = fieldsBeside(Object.values(fields), width);
    const { columns, row = 0 } = window ?? {};
    this.types = growable(Uint8Array, columns?.types, row);
    this.names = growable(Uint32Array, columns?.names, row);
    this.ids = growable<Float64Array>(Float64Array, columns?.ids, row);
    this.sizes = growable<Float64Array>(Float64Array, columns?.sizes, row);
    this.edgeCounts = growable(Uint32Array, columns?.edgeCounts, row);
    this.detachedness = growable(Uint8Array, columns?.detachedness, row);
    this.traceNodes = growable(Uint32Array, columns?.traceNodes, row);
  }

  static within(window: NodeWindow): NodeRows {
    return new NodeRows(window.layout, window.typeCount, window);
  }

  get count(): number {
    return this.types.length;
  }

  /** The columns that the file has. */
  get #filled(): readonly { length: number; reserve(count: number): void; extend(count: number): number }[] {
    return [
      ...[this.types, this.names, this.ids, this.sizes, this.edgeCounts],
      ...(this.#layout.detachedness === undefined ? [] : [this.detachedness]),
      ...(this.#layout.traceNode === undefined ? [] : [this.traceNodes]),
    ];
  }

  truncate(count: number): void {
    for (const column of this.#filled) column.length = count;
    this.edgeCount = this.edgeCounts.finish().reduce((sum, each) => sum + each, 0);
  }

  reserve(count: number): void {
    // Where edges begin is written over their counts, and there is one more; and so there is of what room for names is lent to.
    for (const column of [this.edgeCounts, this.names]) column.reserve(count + 1);
    for (const column of this.#filled) column.reserve(count);
  }

  claim(rows: number): void {
    this.reserve(rows);
    for (const column of this.#filled) column.extend(rows);
  }

  windowAt(row: number): NodeWindow {
    return {
      what: 'node',
      row,
      layout: this.#layout,
      typeCount: this.#typeCount,
      columns: {
        types: this.types.array,
        names: this.names.array,
        ids: this.ids.array,
        sizes: this.sizes.array,
        edgeCounts: this.edgeCounts.array,
        detachedness: this.detachedness.array,
        traceNodes: this.traceNodes.array,
      },
    };
  }

  get found(): FoundInRows {
    return { edgeCount: this.edgeCount };
  }

  join(parts: readonly FoundInRows[]): void {
    for (const { edgeCount = 0 } of parts) this.edgeCount += edgeCount;
  }

  /** Where each node's edges begin, of so many: when all nodes are there. Found once, over their counts. O(nodes). */
  edgeStarts(edgeCount: number): Uint32Array {
    this.#edgeStarts ??= edgeStarts(this.edgeCounts, edgeCount);
    return this.#edgeStarts;
  }

  /** Column by column: each of these loops is one that the compiler makes short work of. */
  take(numbers: Float64Array, rows: number): void {
    const { type, name, id, selfSize, edgeCount, detachedness, traceNode } = this.#layout;
    const { width } = this;
    const end = rows * width;
    const start = this.count;
    for (const column of this.#filled) column.extend(rows);
    const types = this.#typeCount - 1;
    copyBytes(
      { numbers, first: type, width, end },
      this.types.array,
      start,
      types,
      'a node has a type that there is not',
    );
    copyWords(
      { numbers, first: name, width, end },
      this.names.array,
      start,
      'a node has a name that there is not',
    );
    copyDoubles({ numbers, first: id, width, end }, this.ids.array, start);
    copyDoubles({ numbers, first: selfSize, width, end }, this.sizes.array, start);
    this.edgeCount += copyWords(
      { numbers, first: edgeCount, width, end },
      this.edgeCounts.array,
      start,
      'a node has too many edges',
    );
    if (detachedness !== undefined) {
      copyBytes(
        { numbers, first: detachedness, width, end },
        this.detachedness.array,
        start,
        2,
        'a node is neither attached nor detached',
      );
    }
    if (traceNode === undefined) return;
    const traced = { numbers, first: traceNode, width, end };
    copyWords(traced, this.traceNodes.array, start, 'a node was allocated where it cannot have been');
  }

  takeUsual(bytes: Uint8Array, position: number, most: number): number {
    const wanted = { width: this.width, most, unread: this.#unread };
    return takeInBlocks(bytes, position, wanted, (block, rows) => this.#takeBlock(block, rows));
  }

  /** Column by column; each may end earlier, and the shortest one counts. */
  #takeBlock(block: NumberBlock, all: number): number {
    const { type, name, id, selfSize, edgeCount, detachedness, traceNode } = this.#layout;
    const { width } = this;
    const start = this.count;
    for (const column of this.#filled) column.extend(all);
    let rows = all;
    const copy = (field: number | undefined, { array }: NumericColumn, most?: number): number => {
      if (field === undefined) return 0;
      const size = array.BYTES_PER_ELEMENT as ColumnSize;
      const { numbers, count, sum } = block.column({ field, width, most }, rows, size, start);
      rows = count;
      // Zeroes are there already, and a page that is not written to costs nothing: most files know nothing of detachedness.
      if (sum > 0) array.set(numbers, start);
      return sum;
    };
    copy(type, this.types, this.#typeCount - 1);
    copy(name, this.names);
    copy(id, this.ids);
    copy(selfSize, this.sizes);
    copy(detachedness, this.detachedness, 2);
    copy(traceNode, this.traceNodes);
    // Last, since it counts only what is taken.
    this.edgeCount += copy(edgeCount, this.edgeCounts);
    for (const column of this.#filled) column.length = start + rows;
    return rows;
  }
}

type NumericColumn = GrowableArray<Uint8Array> | GrowableArray<Uint32Array> | GrowableArray<Float64Array>;

/** One field of some rows. */
interface Field {
  readonly numbers: Float64Array;
  readonly first: number;
  readonly width: number;
  readonly end: number;
}

function copyBytes(
  { numbers, first, width, end }: Field,
  to: Uint8Array,
  start: number,
  most: number,
  message: string,
): void {
  for (let i = first, row = start; i < end; i += width, row++) {
    const number = numbers[i]!;
    if (number > most) throw new BadNumber(i, `${message}: ${number}`);
    // It is 0 already, and a page that is not written to costs nothing: most files know nothing of detachedness.
    if (number !== 0) to[row] = number;
  }
}

/** Returns what they add up to. */
function copyWords(
  { numbers, first, width, end }: Field,
  to: Uint32Array,
  start: number,
  message: string,
): number {
  let sum = 0;
  for (let i = first, row = start; i < end; i += width) {
    const number = numbers[i]!;
    if (number > MOST) throw new BadNumber(i, `${message}: ${number}`);
    to[row++] = number;
    sum += number;
  }
  return sum;
}

function copyDoubles({ numbers, first, width, end }: Field, to: Float64Array, start: number): void {
  for (let i = first, row = start; i < end; i += width) to[row++] = numbers[i]!;
}
