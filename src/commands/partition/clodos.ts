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
  readonly #labelOfType: readonly (number | undefined)[];

  constructor(heap: Heap, task: Task) {
    this.#heap = heap;
    const owners = heap.derived(dictOwners, task);
    this.#ownerOf = (dict) => owners[dict]!;
    this.#labelOfType = heap.snapshot.types.map((type) =>
      type.kind === 'dict' ? undefined : this.texts.label(type.name),
    );
  }

  label(object: number): number {
    const { snapshot, runtime } = this.#heap;
    const known = this.#labelOfType[snapshot.objects.typeIndexes[object]!];
    return known ?? this.texts.label(runtime.classOrDictOwner(snapshot, object, this.#ownerOf));
  }
}
