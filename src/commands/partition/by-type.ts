import { pickValues } from '../../base/pick-values.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { tallyByType } from '../../query/objects-by-type.ts';
import type { Groups } from './groups.ts';
import type { Tally } from './tally.ts';

/** Groups of which it is known how much they hold before it is known what. */
export interface TalliedGroups {
  readonly groups: Groups;
  readonly tally: Tally;
}

/**
 * Groups objects by something that their type tells: its name, its module, its kind. One pass over the columns, that
 * writes nothing an object: which object is in which group is found when somebody asks for the objects of a group.
 */
export function byType(set: ObjectSet, text: (type: TypeRow) => string, task: Task): TalliedGroups {
  const { types } = set.heap.snapshot;
  const { groupOfType, keys } = groupTypes(types, text);
  const byTypeIndex = set.isEverything ? set.heap.derived(tallyByType, task) : tallyTypes(set, task);
  const tally = { counts: new Uint32Array(keys.length), sizes: new Float64Array(keys.length) };
  groupOfType.forEach((group, type) => {
    tally.counts[group]! += byTypeIndex.counts[type]!;
    tally.sizes[group]! += byTypeIndex.sizes[type]!;
  });
  return { groups: new GroupsByType(set, groupOfType, keys, task), tally };
}

function groupTypes(types: readonly TypeRow[], text: (type: TypeRow) => string) {
  const keys: string[] = [];
  const known = new Map<string, number>();
  const groupOfType = Uint32Array.from(types, (type) => {
    const key = text(type);
    const group = known.get(key) ?? keys.push(key) - 1;
    known.set(key, group);
    return group;
  });
  return { groupOfType, keys };
}

function tallyTypes({ heap, indexes }: ObjectSet, task: Task): Tally {
  const { objects, types } = heap.near;
  const typeIndexes = pickValues(objects.typeIndexes, indexes, task);
  const sizes = pickValues(objects.sizes, indexes, task);
  const counts = new Uint32Array(types.length);
  const bytes = new Float64Array(types.length);
  for (let item = 0; item < indexes.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, indexes.length);
    const type = typeIndexes[item]!;
    counts[type]!++;
    bytes[type]! += sizes[item]!;
  }
  return { counts, sizes: bytes };
}

class GroupsByType implements Groups {
  readonly keys: readonly string[];
  readonly #set: ObjectSet;
  readonly #groupOfType: Uint32Array;
  readonly #task: Task;
  #groupOf: Uint32Array | undefined;

  constructor(set: ObjectSet, groupOfType: Uint32Array, keys: readonly string[], task: Task) {
    this.#set = set;
    this.#task = task;
    this.#groupOfType = groupOfType;
    this.keys = keys;
  }

  get groupOf(): Uint32Array {
    this.#groupOf ??= this.#look();
    return this.#groupOf;
  }

  #look(): Uint32Array {
    const { heap, indexes } = this.#set;
    const { typeIndexes } = heap.snapshot.objects;
    return indexes.map((object, item) => {
      if ((item & (STEP - 1)) === 0) this.#task.step(item, indexes.length);
      return this.#groupOfType[typeIndexes[object]!]!;
    });
  }
}
