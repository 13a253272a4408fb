import type { TargetNode } from '../../query/ast.ts';
import type { Heap } from '../../query/heap.ts';
import { type RootKinds, rootKinds } from '../../query/root-kinds.ts';
import type { CommandContext } from '../command.ts';

export type Goal = (objectIndex: number) => boolean;

/**
 * Where a chain may begin, in order of preference: a later goal only counts when no path from an earlier one exists.
 * Roots that have a name come before those that something outside the snapshot holds.
 */
export function chainGoals(context: CommandContext, heap: Heap, to: TargetNode | undefined): Goal[] {
  switch (to?.kind) {
    case undefined:
    case 'roots': {
      const kindOf = heap.derived(rootKinds, context.task);
      return [isNamedRoot(kindOf), (object) => kindOf(object) !== undefined];
    }
    case 'modules': {
      const { types, objects } = heap.snapshot;
      return [(object) => types[objects.typeIndexes[object]!]!.kind === 'module'];
    }
    case 'where':
      return [context.predicate(to.predicate, heap)];
  }
}

function isNamedRoot(kindOf: RootKinds): Goal {
  return (object) => {
    const kind = kindOf(object);
    return kind !== undefined && kind !== 'hidden' && kind !== 'system';
  };
}

/** The goal in words, for when nothing satisfies it. */
export function goalText(to: TargetNode | undefined): string {
  switch (to?.kind) {
    case undefined:
    case 'roots':
      return 'root';
    case 'modules':
      return 'module';
    case 'where':
      return 'such object';
  }
}
