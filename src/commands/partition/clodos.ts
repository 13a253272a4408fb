import type { Task } from '../../base/task.ts';
import { dictOwners } from '../../query/dict-owners.ts';
import type { Heap } from '../../query/heap.ts';
import { LabelTexts } from './label-texts.ts';

/**
 * Numbers for heapy's class or dict of class. Only a dict needs to be asked for: anything else is of its type, so one
 * look at a column tells.
 */
export class Clodos {
  readonly texts = new LabelTexts();
  readonly #heap: Heap;
  readonly #ownerOf: (dict: number) => number;
  readonly #typeIndexes: Uint32Array;
  readonly #labelOfType: readonly (number | undefined)[];

  constructor(heap: Heap, task: Task) {
    this.#heap = heap;
    this.#typeIndexes = heap.snapshot.objects.typeIndexes;
    const owners = heap.derived(dictOwners, task);
    this.#ownerOf = (dict) => owners[dict]!;
    this.#labelOfType = heap.snapshot.types.map((type) =>
      type.kind === 'dict' ? undefined : this.texts.label(type.name),
    );
  }

  label(object: number): number {
    const known = this.#labelOfType[this.#typeIndexes[object]!];
    if (known !== undefined) return known;
    const { snapshot, runtime } = this.#heap;
    return this.texts.label(runtime.classOrDictOwner(snapshot, object, this.#ownerOf));
  }
}
