import type { Referrers } from '../../analysis/referrers.ts';
import { pickValues } from '../../base/pick-values.ts';
import type { Task } from '../../base/task.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';
import { referrersOf } from '../../query/reachability.ts';
import { Clodos } from '../partition/clodos.ts';

const ASKED_OBJECTS = 1000;
const ASKED_REFERRERS = 8;
const SHOWN = 2;

/** Rows are shown by screens: so many are asked for at once, for which a heap from an index file is not read as a whole. */
const ROWS_AT_ONCE = 128;
/** Whoever goes on asks for all of them, and then it is. */
const MOST_GLANCES = 2;

/**
 * Tells who refers to the objects of a row, by class or dict of class, the two most common with their shares: `list 62%, dict of
 * app.Node 30%`; empty when nothing does. It asks the first thousand objects for eight referrers each, so that a row costs
 * the same however much it stands for.
 */
export class CommonOwners {
  readonly #heap: Heap;
  readonly #rowCount: number;
  readonly #objectsOf: (row: number) => Uint32Array;
  readonly #task: Task;
  readonly #clodos: Clodos;
  readonly #known = new Map<number, Owners>();
  #glances = 0;

  constructor(heap: Heap, rowCount: number, objectsOf: (row: number) => Uint32Array, task: Task) {
    this.#heap = heap;
    this.#rowCount = rowCount;
    this.#objectsOf = objectsOf;
    this.#task = task;
    this.#clodos = new Clodos(heap, task);
  }

  text(row: number): string {
    const { objects, types } = this.#ownersOf(row);
    const counts = new Map<number, number>();
    objects.forEach((object, i) => {
      const label = this.#clodos.label(object, types[i]!);
      counts.set(label, (counts.get(label) ?? 0) + 1);
    });
    return [...counts]
      .sort(([labelA, a], [labelB, b]) => b - a || labelA - labelB)
      .slice(0, SHOWN)
      .map(
        ([label, count]) =>
          `${this.#clodos.texts.text(label)} ${((100 * count) / objects.length).toFixed(0)}%`,
      )
      .join(', ');
  }

  #ownersOf(row: number): Owners {
    const known = this.#known.get(row);
    if (known !== undefined) return known;
    const { snapshot, near } = this.#heap;
    const task = this.#task;
    if (this.#glances === MOST_GLANCES)
      return this.#lookUp([row], this.#heap.derived(referrersOf, task), snapshot)[0]!;
    this.#glances++;
    const first = row - (row % ROWS_AT_ONCE);
    const count = Math.min(ROWS_AT_ONCE, this.#rowCount - first);
    const rows = Array.from({ length: count }, (_, i) => first + i);
    const found = this.#lookUp(rows, this.#heap.derivedNear(referrersOf, task), near);
    found.forEach((owners, i) => void this.#known.set(first + i, owners));
    return this.#known.get(row)!;
  }

  #lookUp(rows: readonly number[], referrers: Referrers, { objects }: HeapSnapshot): Owners[] {
    const asked = rows.map((row) => this.#objectsOf(row).subarray(0, ASKED_OBJECTS));
    const { places, ends } = referrerPlaces(asked, referrers, this.#task);
    const sources = pickValues(referrers.sources, places, this.#task);
    const types = pickValues(objects.typeIndexes, sources, this.#task);
    return ends.map((end, i) => {
      const begin = i === 0 ? 0 : ends[i - 1]!;
      return { objects: sources.subarray(begin, end), types: types.subarray(begin, end) };
    });
  }
}

/** Who refers to the objects of a row, as often as they do, and of what types they are. */
interface Owners {
  readonly objects: Uint32Array;
  readonly types: Uint32Array;
}

/** Of each list of objects the places of their first referrers but weak ones, all in one; where those of each list end. */
function referrerPlaces(lists: readonly Uint32Array[], { first, weak }: Referrers, task: Task) {
  const objects = new Uint32Array(lists.reduce((sum, { length }) => sum + 2 * length, 0));
  let at = 0;
  for (const list of lists) {
    for (const object of list) {
      objects[at++] = object;
      objects[at++] = object + 1;
    }
  }
  const bounds = pickValues(first, objects, task);
  const places = new Uint32Array((ASKED_REFERRERS * bounds.length) / 2);
  let count = 0;
  at = 0;
  const ends = lists.map(({ length }) => {
    for (const end = at + 2 * length; at < end; at += 2) {
      const last = Math.min(bounds[at + 1]!, bounds[at]! + ASKED_REFERRERS);
      for (let place = bounds[at]!; place < last; place++) if (!weak.has(place)) places[count++] = place;
    }
    return count;
  });
  return { places: places.subarray(0, count), ends };
}
