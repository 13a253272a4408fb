import type { Bitset } from '../base/bitset.ts';
import { STEP } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import { entriesPart } from './entries-part.ts';
import type { ObjectSet } from './object-set.ts';
import type { Scope } from './scope.ts';
import { bitsOf } from './sets/bit-rows.ts';
import { slotText } from './slot-name.ts';

/**
 * Says how entries are asked for where `->*` was, of an object whose entries are in a part of it: what it refers to itself
 * is the engine's. Not where the set has the part as well. Costs the edges of the set's objects, up to the first such.
 */
export function noteEntriesElsewhere(set: ObjectSet, { note, task }: Scope): void {
  const { entriesSlot } = set.heap.runtime;
  if (entriesSlot === undefined || !hasEntriesElsewhere(set, task)) return;
  note(
    `\`->*\` of a Map or Set is what the engine keeps for it: its keys and values are \`->${slotText(entriesSlot)}->*\``,
  );
}

function hasEntriesElsewhere(set: ObjectSet, task: Scope['task']): boolean {
  const { heap, indexes } = set;
  const partOf = entriesPart(heap);
  let members: Bitset | undefined;
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    const part = partOf(indexes[i]!);
    if (part === NONE) continue;
    members ??= bitsOf(set);
    if (!members.has(part)) return true;
  }
  return false;
}
