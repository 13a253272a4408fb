import { GrowableArray, growable } from '../../base/growable-array.ts';
import { edgeKinds, isNamed } from './edge-kinds.ts';
import type { Header } from './header.ts';
import { type EdgeRules, NO_KIND, takeInBlocks } from './kernel/number-blocks.ts';
import type { FoundInRows, SharedRows } from './parallel/shared-rows.ts';
import { BadNumber } from './read-number-rows.ts';

const MOST = 0xffffffff;
const ZERO = 0x30;

/** What a thread needs to fill in rows of a table of edges, from a row on. */
export interface EdgeWindow {
  readonly what: 'edge';
  readonly row: number;
  readonly header: Header;
  readonly nodeCount: number;
  readonly columns: {
    readonly targets: Uint32Array;
    readonly names: Uint32Array;
    readonly kinds: Uint8Array;
  };
}

/** The section `edges` as columns of the model. Edges have no source of their own: the edge counts of the nodes tell. */
export class EdgeTable implements SharedRows {
  readonly what = 'edge';
  readonly width: number;
  /** Indexes of nodes. */
  readonly targets: GrowableArray<Uint32Array>;
  /** Index into the section `strings`, or an index, by kind. */
  readonly names: GrowableArray<Uint32Array>;
  /** EdgeKind, WEAK added for weak ones. */
  readonly kinds: GrowableArray<Uint8Array>;
  /** The greatest index into the section `strings`; -1: no edge has a name. */
  mostName = -1;
  /** Edges whose type is `shortcut`, in ascending order: few. */
  readonly shortcuts = new GrowableArray(Uint32Array);
  readonly #header: Header;
  readonly #kindOfType: Uint8Array;
  readonly #shortcutType: number;
  /** Undefined: rows are not `type, name, target`. */
  readonly #usual: EdgeRules | undefined;
  /** How many nodes there are, as far as was known when they were read: no target is beyond. */
  readonly nodeCount: number;

  /** `window`: rows of it are filled in instead of new ones. */
  constructor(header: Header, nodeCount: number, window?: EdgeWindow) {
    const { columns, row = 0 } = window ?? {};
    this.targets = growable(Uint32Array, columns?.targets, row);
    this.names = growable(Uint32Array, columns?.names, row);
    this.kinds = growable(Uint8Array, columns?.kinds, row);
    this.#header = header;
    this.width = header.edges.width;
    this.#kindOfType = edgeKinds(header.edgeTypes);
    this.#shortcutType = header.edgeTypes.indexOf('shortcut');
    this.nodeCount = nodeCount;
    this.#usual = this.#usualRules();
  }

  static within(window: EdgeWindow): EdgeTable {
    return new EdgeTable(window.header, window.nodeCount, window);
  }

  get count(): number {
    return this.targets.length;
  }

  reserve(count: number): void {
    for (const column of [this.targets, this.names, this.kinds]) column.reserve(count);
  }

  truncate(count: number): void {
    for (const column of [this.targets, this.names, this.kinds]) column.length = count;
    const { shortcuts } = this;
    while (shortcuts.length > 0 && shortcuts.array[shortcuts.length - 1]! >= count) shortcuts.length--;
  }

  claim(rows: number): void {
    this.reserve(rows);
    for (const column of [this.targets, this.names, this.kinds]) column.extend(rows);
  }

  windowAt(row: number): EdgeWindow {
    const columns = { targets: this.targets.array, names: this.names.array, kinds: this.kinds.array };
    return { what: 'edge', row, header: this.#header, nodeCount: this.nodeCount, columns };
  }

  get found(): FoundInRows {
    return { shortcuts: this.shortcuts.finish(), mostName: this.mostName };
  }

  join(parts: readonly FoundInRows[]): void {
    for (const { shortcuts = new Uint32Array(0), mostName = -1 } of parts) {
      this.mostName = Math.max(this.mostName, mostName);
      const start = this.shortcuts.extend(shortcuts.length);
      this.shortcuts.array.set(shortcuts, start);
    }
  }

  /** All fields of a row at once: what was just parsed is still in the first-level cache. */
  take(numbers: Float64Array, rows: number): void {
    const first = this.targets.extend(rows);
    this.names.extend(rows);
    this.kinds.extend(rows);
    const { width, nodeCount } = this;
    const { type: typePlace, name: namePlace, target: targetPlace } = this.#header.edges;
    const nodeWidth = this.#header.nodes.width;
    const kindOfType = this.#kindOfType;
    let { mostName } = this;
    const [targets, names, kinds] = [this.targets.array, this.names.array, this.kinds.array];
    for (let edge = first, i = 0; edge < first + rows; edge++, i += width) {
      const type = numbers[i + typePlace]!;
      const name = numbers[i + namePlace]!;
      // In the file a target is the place of the node's first number.
      const place = numbers[i + targetPlace]!;
      const target = Math.floor(place / nodeWidth);
      if (type >= kindOfType.length)
        throw new BadNumber(i + typePlace, `an edge has a type that there is not: ${type}`);
      if (name > MOST) throw new BadNumber(i + namePlace, `an edge has a name that there is not: ${name}`);
      if (target * nodeWidth !== place || target >= nodeCount)
        throw new BadNumber(i + targetPlace, `an edge leads to ${place}, where no node begins`);
      if (type === this.#shortcutType) this.#addShortcut(edge);
      const kind = kindOfType[type]!;
      if (name > mostName && isNamed(kind)) mostName = name;
      kinds[edge] = kind;
      names[edge] = name;
      targets[edge] = target;
    }
    this.mostName = mostName;
  }

  takeUsual(bytes: Uint8Array, position: number, most: number): number {
    const rules = this.#usual;
    if (rules === undefined) return position;
    return takeInBlocks(bytes, position, { width: this.width, most, unread: [] }, (block, rows) => {
      const row = this.count;
      const { targets, names, kinds, mostName } = block.edges(rules, rows, row);
      for (const column of [this.targets, this.names, this.kinds]) column.extend(targets.length);
      this.targets.array.set(targets, row);
      this.names.array.set(names, row);
      this.kinds.array.set(kinds, row);
      this.mostName = Math.max(this.mostName, mostName);
      return targets.length;
    });
  }

  #usualRules(): EdgeRules | undefined {
    const { width, type, name, target } = this.#header.edges;
    if (width !== 3 || type !== 0 || name !== 1 || target !== 2) return undefined;
    const kindOf = new Uint8Array(1 << 8).fill(NO_KIND);
    for (const [type, kind] of this.#kindOfType.subarray(0, 10).entries()) {
      // Shortcuts are noted one by one.
      if (type !== this.#shortcutType) kindOf[ZERO + type] = kind;
    }
    const isNamedType = kindOf.map((kind) => Number(kind !== NO_KIND && isNamed(kind)));
    return { kindOf, isNamed: isNamedType, nodeWidth: this.#header.nodes.width, nodeCount: this.nodeCount };
  }

  #addShortcut(edge: number): void {
    const row = this.shortcuts.extend(1);
    this.shortcuts.array[row] = edge;
  }
}
