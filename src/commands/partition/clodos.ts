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
  readonly #task: Task;
  readonly #labelOfType: (number | undefined)[];
  #owners: Uint32Array | undefined;

  constructor(heap: Heap, task: Task) {
    this.#heap = heap;
    this.#task = task;
    this.#labelOfType = heap.snapshot.types.map((type) =>
      type.kind === 'dict' ? undefined : this.texts.label(type.name),
    );
  }

  /** Of an object of such a type. */
  label(object: number, type: number): number {
    return this.#labelOfType[type] ?? this.#labelOfDict(object, type);
  }

  #labelOfDict(object: number, type: number): number {
    const { snapshot, runtime } = this.#heap;
    if (runtime.dictField === undefined) {
      // No dict holds the fields of anything.
      const label = this.texts.label(snapshot.types[type]!.name);
      this.#labelOfType[type] = label;
      return label;
    }
    this.#owners ??= this.#heap.derived(dictOwners, this.#task);
    const owners = this.#owners;
    return this.texts.label(runtime.classOrDictOwner(snapshot, object, (dict) => owners[dict]!));
  }
}
