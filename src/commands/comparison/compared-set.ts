import type { SetNode } from '../../query/ast.ts';
import type { Heap } from '../../query/heap.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { allObjects } from '../../query/objects-by-type.ts';
import type { CommandContext } from '../command.ts';

/** What is compared: all objects of a snapshot, where a name is one of an open one, else a SET. */
export function comparedSet(context: CommandContext, node: SetNode | undefined): ObjectSet {
  const named = node?.kind === 'name' ? openHeap(context, node.name) : undefined;
  return named === undefined ? context.objects(node) : wholeHeap(context, named);
}

export function wholeHeap({ task }: CommandContext, heap: Heap): ObjectSet {
  return { heap, indexes: heap.derived(allObjects, task) };
}

function openHeap({ shell }: CommandContext, name: string): Heap | undefined {
  return shell.snapshots.find((snapshot) => snapshot.name === name)?.heap;
}
