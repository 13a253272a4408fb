import type { Bitset } from '../../base/bitset.ts';
import { formatCount } from '../../base/quantities.ts';
import { NONE } from '../../model/kinds.ts';
import { equalValuesOf } from '../../query/equal-values/equal-values.ts';
import { lostName } from '../../query/lost-names.ts';
import { objectsByType } from '../../query/objects-by-type.ts';
import { type EqualGroups, equalGroups, membersOf } from '../duplicates/equal-groups.ts';
import type { Finding, Search } from './finding.ts';
import { typeWord } from './set-words.ts';

/** Texts and byte strings that are there many times over: the bytes are those that sharing would save. */
export function duplicateTexts(search: Search): Finding[] {
  const { heap, task, least } = search;
  const { types, objects: columns } = heap.snapshot;
  const lost = lostName(heap.snapshot);
  const { partly } = heap.derived(equalValuesOf, task);
  const { first, objects } = heap.derived(objectsByType, task);
  return types.flatMap((type, index) => {
    if (type.kind !== 'string' && type.kind !== 'bytes') return [];
    const all = objects.subarray(first[index], first[index + 1]);
    const indexes = lost === NONE ? all : all.filter((object) => columns.valueIndexes[object] !== lost);
    const groups = equalGroups({ heap, indexes }, task);
    const bytes = groups.savings.reduce((sum, saved) => sum + saved, 0);
    if (bytes < least) return [];
    const copies = groups.members.length - groups.order.length;
    const bounded = copiesAsFarAsKnown(groups, partly);
    const bound = bounded === 0 ? '' : `, ${formatCount(bounded)} of them as far as their beginnings tell`;
    const text = `${formatCount(copies)} ${type.shortName} repeat ${formatCount(groups.order.length)} others${bound}`;
    return [
      {
        rule: 'duplicates',
        sentence: text,
        objects: repeats(groups, copies),
        bytes,
        holder: NONE,
        command: () => `dups ${typeWord(type)} | head 5`,
      },
    ];
  });
}

/** Copies of what the snapshot has only the beginning of. */
function copiesAsFarAsKnown(groups: EqualGroups, partly: Bitset): number {
  return groups.order.reduce((sum, group) => {
    const members = membersOf(groups, group);
    return sum + (partly.has(members[0]!) ? members.length - 1 : 0);
  }, 0);
}

/** All of each group but the first. */
function repeats(groups: EqualGroups, count: number): Uint32Array {
  const found = new Uint32Array(count);
  let end = 0;
  for (const group of groups.order) {
    const copies = membersOf(groups, group).subarray(1);
    found.set(copies, end);
    end += copies.length;
  }
  return found;
}
