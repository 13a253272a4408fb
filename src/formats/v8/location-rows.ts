import { GrowableArray } from '../../base/growable-array.ts';
import type { Header, LocationLayout } from './header.ts';
import { BadNumber, type RowTaker } from './read-number-rows.ts';

/** The section `locations`: where functions, and constructors of objects, are in the source. */
export class LocationRows implements RowTaker {
  readonly what = 'location';
  readonly width: number;
  /** Indexes of nodes. */
  readonly objects = new GrowableArray(Uint32Array);
  readonly scripts = new GrowableArray(Float64Array);
  /** By script, for those whose node the file says: its index. */
  readonly scriptNodes = new Map<number, number>();
  /** From 0. */
  readonly lines = new GrowableArray(Uint32Array);
  readonly #layout: LocationLayout;
  readonly #nodeWidth: number;
  readonly #nodeCount: number;

  constructor(layout: LocationLayout, header: Header, nodeCount: number) {
    this.#layout = layout;
    this.width = layout.width;
    this.#nodeWidth = header.nodes.width;
    this.#nodeCount = nodeCount;
  }

  get count(): number {
    return this.objects.length;
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

  /** In the file it is the place of the node's first number. */
  #nodeAt(numbers: Float64Array, at: number): number {
    const place = numbers[at]!;
    const node = Math.floor(place / this.#nodeWidth);
    if (node * this.#nodeWidth === place && node < this.#nodeCount) return node;
    throw new BadNumber(at, `a location is of ${place}, where no node begins`);
  }
}
