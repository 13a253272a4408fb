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
    const { object, script, line } = this.#layout;
    const start = this.objects.extend(rows);
    this.scripts.extend(rows);
    this.lines.extend(rows);
    for (let row = 0, first = 0; row < rows; row++, first += this.width) {
      const place = numbers[first + object]!;
      const node = Math.floor(place / this.#nodeWidth);
      if (node * this.#nodeWidth !== place || node >= this.#nodeCount) {
        throw new BadNumber(first + object, `a location is of ${place}, where no node begins`);
      }
      this.objects.array[start + row] = node;
      this.scripts.array[start + row] = numbers[first + script]!;
      this.lines.array[start + row] = numbers[first + line]!;
    }
  }
}
