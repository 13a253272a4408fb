import { retains } from '../../analysis/retains.ts';
import { formatCount } from '../../base/quantities.ts';
import { dominatorTreeOf, retainedOf } from '../../query/dominance.ts';
import { objectsByType } from '../../query/objects-by-type.ts';
import { countedType, largestTypes, tallyByType } from './counted.ts';
import type { Finding, Search } from './finding.ts';
import { typeOf, typeWord } from './set-words.ts';

/** Exceptions that were kept with their tracebacks, which keep every frame that they went through and its locals. */
export function exceptions(search: Search): Finding[] {
  const { heap, task, least } = search;
  const { types } = heap.snapshot;
  const members = raised(search);
  if (members.length === 0) return [];
  const tree = heap.derived(dominatorTreeOf, task);
  task.phase('looking at exceptions');
  const freed = retainedOf(heap, members, task);
  if (freed.bytes < least) return [];
  const byType = tallyByType(heap, members, tree.sizes, task);
  const most = largestTypes(byType)[0]!;
  const others = members.length - byType.counts[most]!;
  const who = countedType(byType.counts[most]!, types[most]!);
  return [
    {
      rule: 'exceptions',
      sentence: `${who}${others === 0 ? '' : ` and ${formatCount(others)} other exceptions`} hold ${calls(search, freed.objects)}`,
      within: (objects) => calls(search, objects),
      ...freed,
      holder: members.find((member) => typeOf(heap, member) === types[most])!,
      command: () => `retained ${typeWord(types[most]!)} | head 5`,
    },
  ];
}

/** `16,616 tracebacks, 13,167 frames` */
function calls({ heap, task }: Search, objects: Uint32Array): string {
  const { types, objects: columns } = heap.snapshot;
  const { counts } = tallyByType(heap, objects, columns.sizes, task);
  const ofKind = (kind: string): string =>
    formatCount(types.reduce((sum, type, index) => sum + (type.kind === kind ? counts[index]! : 0), 0));
  return `${ofKind('traceback')} tracebacks, ${ofKind('frame')} frames`;
}

function raised({ heap, task }: Search): Uint32Array {
  const { graph, snapshot } = heap;
  const { first, objects } = heap.derived(objectsByType, task);
  const found: number[] = [];
  snapshot.types.forEach(({ kind }, type) => {
    if (kind !== 'exception') return;
    for (const object of objects.subarray(first[type], first[type + 1])) {
      for (let e = graph.first[object]!, end = graph.first[object + 1]!; e < end; e++) {
        if (typeOf(heap, graph.targets[e]!).kind !== 'traceback' || !retains(graph, e)) continue;
        found.push(object);
        break;
      }
    }
  });
  return Uint32Array.from(found);
}
