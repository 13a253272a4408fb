import { LargestObjects, largestChildren } from '../analysis/dominator-children.ts';
import { inTreeOrder, outermost } from '../analysis/dominator-sets.ts';
import type { DominatorTree } from '../analysis/dominator-tree.ts';
import { formatCount } from '../base/quantities.ts';
import type { Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import { dominatorTreeOf } from '../query/dominance.ts';
import type { Heap } from '../query/heap.ts';
import type { TreeResult } from '../query/result.ts';
import { defineCommand } from './command.ts';
import { type DominatorGroup, dominatorGroups, dominatorsByGroup } from './dominator-view/by-group.ts';
import { dominatorNodes, dominatorUnfold } from './dominator-view/dominator-nodes.ts';
import { noteUnreachable } from './dominator-view/note-unreachable.ts';
import { type ShownObjects, shownObjects } from './dominator-view/shown-objects.ts';
import { treeNodes } from './reference-view/tree-nodes.ts';
import { wholeNumber } from './reference-view/whole-number.ts';

const DEPTH = 3;
const TOO_MANY = 10;
const MOST_NODES = 2000;
const ALONE =
  'retained is the sum of what each outermost object would free alone; all of a type together may free more: retained TYPE';

export const dom = defineCommand({
  name: 'dom',
  aliases: ['dominator_tree', 'du'],
  takes: 'objects',
  params: [
    { name: 'set', kind: 'set', optional: true, doc: 'where the tree begins; at the roots when left out' },
    {
      name: 'by',
      kind: 'word',
      keyword: 'by',
      optional: true,
      choices: Object.keys(dominatorGroups),
      doc: 'a table of types or modules instead of a tree',
    },
  ],
  options: [
    { name: 'depth', kind: 'number', doc: `levels below the top; ${DEPTH} when not given` },
    { name: 'too-many', kind: 'number', doc: `how many objects below one; ${TOO_MANY} when not given` },
  ],
  group: 'paths',
  summary: 'The dominator tree: what keeps how much alive, from the biggest down',
  description: `Below an object stands what it alone keeps alive: each way from a root goes through it. An object tells how many
objects would be freed with it, itself included, their bytes, and their share of all bytes that roots reach. Where
the object above refers to it directly, that reference is named. At the top stand the objects that no one object
keeps alive; of a SET those members that no other member keeps alive. What --too-many leaves out is counted.
To the stages behind a | its objects are rows, each with what it alone keeps alive: the column retained.

by type (or module) answers a table: count, retained (bytes: the sum of what each would free alone; what only several of
them keep alive is in no such sum, but in that of retained TYPE), retained_pct, type. An object counts only where no
dominator of it is of the same type, so that in a row no byte counts twice. Different rows can tell of the same bytes:
a dict of lists and its lists both retain what is in the lists.

Costs the children of the objects shown, once dominators are known.`,
  examples: ['dom --depth 2 --too-many 4', 'dom by type | head 5', 'traceback | dom --depth 4 --too-many 2'],
  run(context, args) {
    const isWhole = args.set === undefined && context.input === undefined;
    const set = isWhole ? undefined : context.objects(args.set);
    if (set !== undefined) noteUnreachable(set, context);
    const heap = set?.heap ?? context.heap;
    const tree = heap.derived(dominatorTreeOf, context.task);
    if (isGroup(args.by)) {
      const members = set === undefined ? tree.order : inTreeOrder(tree, set.indexes, context.task);
      context.note(ALONE);
      return dominatorsByGroup(heap, members, args.by, context.task);
    }
    const limits = {
      depth: wholeNumber('--depth', args.depth, DEPTH, 0),
      tooMany: wholeNumber('--too-many', args['too-many'], TOO_MANY, 1),
      nodes: MOST_NODES,
    };
    const atTop = Math.min(limits.tooMany, limits.nodes);
    const top =
      set === undefined
        ? largestChildren(tree, tree.top, atTop, context.task)
        : largestOutermost(tree, set.indexes, atTop, context.task);
    const shown = shownObjects(tree, top.objects(), limits, context.task);
    const more = top.total - top.objects().length;
    if (more > 0) context.note(`${formatCount(more)} more objects at the top are left out`);
    const result = treeResult(heap, shown, context.task);
    return shown.cutByDepth ? { ...result, cutAtDepth: limits.depth } : result;
  },
});

function isGroup(by: string | undefined): by is DominatorGroup {
  return by !== undefined && Object.hasOwn(dominatorGroups, by);
}

/** The biggest of the members that no other member keeps alive. */
function largestOutermost(
  tree: DominatorTree,
  members: Uint32Array,
  limit: number,
  task: Task,
): LargestObjects {
  const largest = new LargestObjects(tree, limit);
  for (const object of outermost(tree, members, task)) largest.add(object);
  return largest;
}

function treeResult(heap: Heap, shown: ShownObjects, task: Task): TreeResult {
  const { sizes, top } = heap.derivedNear(dominatorTreeOf, task);
  const nodeOf = dominatorNodes(heap, task);
  return {
    kind: 'tree',
    heap,
    direction: 'out',
    wholeSize: sizes[top]!,
    roots: treeNodes(Uint32Array.from(shown.parents), (row) => {
      const omitted = shown.omitted[row]!;
      const node = nodeOf(shown.objects[row]!);
      // A member of a SET stands at the top for itself, not below its dominator.
      const edge = shown.parents[row] === NONE ? '' : node.edge;
      return { ...node, edge, ...(omitted > 0 ? { omitted } : {}) };
    }),
    unfold: dominatorUnfold(heap),
    provenance: {
      exact: !shown.full,
      ...(shown.full ? { bound: `${formatCount(MOST_NODES)} objects in a tree` } : {}),
      weak: 'excluded',
      notes: [],
    },
  };
}
