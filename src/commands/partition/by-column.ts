import { NumberMap } from '../../base/number-map.ts';
import { areShared, sharedArray } from '../../base/shared-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { cutEvenly, orderCount, runAll } from '../../base/team.ts';
import type { NumberColumn } from '../../query/facts.ts';
import type { Cell } from '../../query/result.ts';
import type { TalliedGroups } from './by-type.ts';
import { countSmall, NOWHERE, PLACES, placeOf, SMALL } from './count-small.ts';
import type { Groups } from './groups.ts';
import type { Tally } from './tally.ts';

/**
 * Groups all objects of a heap by a column. Threads count those whose values are small, as most are; the calling one looks
 * for the others in a table. O(objects), and nothing is written an object before somebody looks into a group. Groups of
 * small values come first, in the order of these. `sizes`: bytes by object.
 */
export function byColumn(column: NumberColumn, sizes: Float64Array, task: Task): TalliedGroups {
  const { values, none } = column;
  const pieces = cutEvenly(sizes.length, areShared(values, sizes) ? orderCount(sizes.length, task) : 1);
  // Memory only where something is written.
  const others = sharedArray(Uint32Array, sizes.length);
  const orders = pieces.map(([start, end]) => ({ values, none, sizes, others, start, end }));
  const parts = runAll(countSmall, orders, task);
  const ofParts = parts.map(({ otherCount }, i) =>
    others.subarray(pieces[i]![0], pieces[i]![0] + otherCount),
  );
  const groups = new ColumnGroups(column, sizes, parts, ofParts, task);
  return { groups, tally: groups.tally };
}

class ColumnGroups implements Groups {
  readonly keys: Cell[] = [];
  readonly #column: NumberColumn;
  readonly #task: Task;
  readonly #objectCount: number;
  /** By group, with room for as many as there may be: no memory where it is not used. */
  readonly #counts: Uint32Array;
  readonly #sizes: Float64Array;
  /** By place. */
  readonly #ofPlace = new Uint32Array(PLACES);
  /** By piece: the objects whose values are not small, and the group of each. */
  readonly #others: { readonly objects: Uint32Array; readonly groups: Uint32Array }[];
  #groupOf: Uint32Array | undefined;

  /** `others`: the objects whose values are not small. */
  constructor(
    column: NumberColumn,
    sizes: Float64Array,
    parts: readonly Tally[],
    others: readonly Uint32Array[],
    task: Task,
  ) {
    this.#column = column;
    this.#task = task;
    this.#objectCount = sizes.length;
    const otherCount = others.reduce((sum, { length }) => sum + length, 0);
    this.#counts = new Uint32Array(PLACES + otherCount);
    this.#sizes = new Float64Array(PLACES + otherCount);
    this.#addSmall(parts);
    const ofOther = new NumberMap();
    this.#others = others.map((objects) => ({ objects, groups: this.#addOthers(objects, ofOther, sizes) }));
  }

  get tally(): Tally {
    const { length } = this.keys;
    return { counts: this.#counts.subarray(0, length), sizes: this.#sizes.subarray(0, length) };
  }

  get groupOf(): Uint32Array {
    this.#groupOf ??= this.#look();
    return this.#groupOf;
  }

  #addSmall(parts: readonly Tally[]): void {
    for (let place = 0; place < PLACES; place++) {
      const group = this.keys.length;
      for (const { counts, sizes } of parts) {
        this.#counts[group]! += counts[place]!;
        this.#sizes[group]! += sizes[place]!;
      }
      if (this.#counts[group] === 0) continue;
      this.#ofPlace[place] = group;
      this.keys.push(place < SMALL ? place : undefined);
    }
  }

  #addOthers(objects: Uint32Array, ofOther: NumberMap, sizes: Float64Array): Uint32Array {
    const { values } = this.#column;
    const groups = new Uint32Array(objects.length);
    for (let i = 0; i < objects.length; i++) {
      if ((i & (STEP - 1)) === 0) this.#task.step(i, objects.length);
      const object = objects[i]!;
      const number = values[object]!;
      const group = ofOther.getOrSet(number, this.keys.length);
      if (group === this.keys.length) this.keys.push(number);
      this.#counts[group]!++;
      this.#sizes[group]! += sizes[object]!;
      groups[i] = group;
    }
    return groups;
  }

  #look(): Uint32Array {
    const { values, none } = this.#column;
    const groupOf = new Uint32Array(this.#objectCount);
    for (let object = 0; object < groupOf.length; object++) {
      if ((object & (STEP - 1)) === 0) this.#task.step(object, groupOf.length);
      const place = placeOf(values[object]!, none);
      if (place !== NOWHERE) groupOf[object] = this.#ofPlace[place]!;
    }
    for (const { objects, groups } of this.#others)
      for (let i = 0; i < objects.length; i++) groupOf[objects[i]!] = groups[i]!;
    return groupOf;
  }
}
