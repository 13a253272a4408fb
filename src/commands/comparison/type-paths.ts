import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf } from '../../query/reachability.ts';
import type { LabelTexts } from '../partition/label-texts.ts';

/**
 * Types on a path, the root's included; what is further away belongs to the path that ends there. Ten end within Node itself:
 * from the global object through a timer and a server it is as many to the first closure of the program.
 */
const LONGEST = 16;
const UNREACHABLE = '(unreachable)';

/**
 * Groups objects by the types on their shortest path from a root: `module app > dict > app.Registry > list > app.Session`. A
 * type that comes several times in a row counts once, so that a chain is one path however long; a root that has a name is
 * called by it. The path of one object is that of the one before it and its own type: O(objects), 12 bytes an object.
 */
export function typePaths(heap: Heap, texts: LabelTexts, task: Task): (object: number) => number {
  const { parents, distances } = heap.derived(distancesOf, task);
  task.phase('following paths');
  const paths = new PathTexts(heap, texts);
  const found = new Uint32Array(parents.length).fill(NONE);
  const trail: number[] = [];
  for (let start = 0; start < parents.length; start++) {
    if ((start & (STEP - 1)) === 0) task.step(start, parents.length);
    let at = start;
    for (; at !== NONE && found[at] === NONE; at = parents[at]!) trail.push(at);
    let path = at === NONE ? NONE : found[at]!;
    for (let object = trail.pop(); object !== undefined; object = trail.pop()) {
      path = distances[object] === NONE ? paths.unreachable : paths.longer(path, object);
      found[object] = path;
    }
  }
  return (object) => found[object]!;
}

/** Paths as labels: each but the first of its kind costs a look-up and no text. */
class PathTexts {
  readonly unreachable: number;
  readonly #heap: Heap;
  readonly #texts: LabelTexts;
  readonly #names: readonly string[];
  readonly #longer = new Map<number, number>();
  readonly #lengths = new Map<number, number>();
  readonly #lastNames = new Map<number, string>();

  constructor(heap: Heap, texts: LabelTexts) {
    this.#heap = heap;
    this.#texts = texts;
    this.#names = heap.snapshot.types.map(({ name }) => name);
    this.unreachable = texts.label(UNREACHABLE);
  }

  /** The path that goes on to an object; of NONE the one that begins with it. */
  longer(path: number, object: number): number {
    if (path === NONE) return this.#begin(object);
    const type = this.#heap.snapshot.objects.typeIndexes[object]!;
    const key = path * this.#names.length + type;
    let found = this.#longer.get(key);
    if (found === undefined) {
      found = this.#goOn(path, this.#names[type]!);
      this.#longer.set(key, found);
    }
    return found;
  }

  #begin(root: number): number {
    const { snapshot } = this.#heap;
    const name = this.#names[snapshot.objects.typeIndexes[root]!]!;
    const ownName = snapshot.objects.nameIds[root]!;
    const label = this.#texts.label(ownName === NONE ? name : `${name} ${snapshot.names.text(ownName)}`);
    this.#lengths.set(label, 1);
    this.#lastNames.set(label, name);
    return label;
  }

  #goOn(path: number, name: string): number {
    const length = this.#lengths.get(path)!;
    if (length >= LONGEST || (length > 1 && this.#lastNames.get(path) === name)) return path;
    const label = this.#texts.label(`${this.#texts.text(path)} > ${name}`);
    this.#lengths.set(label, length + 1);
    this.#lastNames.set(label, name);
    return label;
  }
}
