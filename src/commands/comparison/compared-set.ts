import { basename } from 'node:path';
import { QueryError } from '../../base/errors.ts';
import type { SetNode } from '../../query/ast.ts';
import type { Heap } from '../../query/heap.ts';
import { didYouMean } from '../../query/nearest.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { allObjects } from '../../query/objects-by-type.ts';
import type { CommandContext } from '../command.ts';

/**
 * What is compared with what: two sets; of one that is not the current snapshot, that with the current; of the current one,
 * that with the other; of none the one before with the current. Throws QueryError where there is no other.
 */
export function comparedSets(
  context: CommandContext,
  before: SetNode | undefined,
  after: SetNode | undefined,
): readonly [before: ObjectSet, after: ObjectSet] {
  if (after !== undefined) return [comparedSet(context, before), comparedSet(context, after)];
  const current = wholeHeap(context, context.heap);
  if (before === undefined) return [wholeHeap(context, otherHeap(context)), current];
  const first = namedHeap(context, before);
  if (first === context.heap) return [current, wholeHeap(context, otherHeap(context))];
  return [comparedSet(context, before), current];
}

/** All objects of a snapshot, where a name is one of an open one, else a SET. */
function comparedSet(context: CommandContext, node: SetNode | undefined): ObjectSet {
  const named = namedHeap(context, node);
  if (named !== undefined) return wholeHeap(context, named);
  try {
    return context.objects(node);
  } catch (error) {
    if (!(error instanceof QueryError) || !isName(node)) throw error;
    const names = context.shell.snapshots.map(({ name }) => name);
    throw new QueryError(`\`${node.name}\` is neither an open snapshot nor a set`, {
      where: error.where,
      hint: didYouMean(node.name, names) ?? `open snapshots are: ${names.join(', ')}`,
      cause: error,
    });
  }
}

export function wholeHeap({ task }: CommandContext, heap: Heap): ObjectSet {
  return { heap, indexes: heap.derived(allObjects, task) };
}

/** By its name here, or by that of its file. */
function namedHeap({ shell }: CommandContext, node: SetNode | undefined): Heap | undefined {
  if (!isName(node)) return undefined;
  const open = shell.snapshots.map(({ heap }) => heap);
  return open.find(({ name }) => name === node.name) ?? open.find((heap) => isFileOf(heap, node.name));
}

function isName(node: SetNode | undefined): node is Extract<SetNode, { kind: 'name' | 'quoted' }> {
  return node?.kind === 'name' || node?.kind === 'quoted';
}

/** `small-fixed.heapsh`, or without what tells the format. */
function isFileOf({ snapshot }: Heap, name: string): boolean {
  const file = basename(snapshot.source.file);
  return name === file || name === file.replace(/\..*$/, '');
}

/** The one that was opened before the current one; of two, the other. */
function otherHeap({ shell, heap }: CommandContext): Heap {
  const open = shell.snapshots.map((each) => each.heap);
  const at = open.findIndex((each) => each.isOf(heap));
  const other = open[at - 1] ?? (open.length === 2 ? open[1] : undefined);
  if (other !== undefined) return other;
  if (open.length < 2) {
    throw new QueryError('there is no other snapshot to compare with', { hint: 'open one with: open FILE' });
  }
  const names = open.map(({ name }) => name);
  throw new QueryError('which snapshots are to be compared?', {
    hint: `diff ${names[0]} ${names[1]}; open are: ${names.join(', ')}`,
  });
}
