import { inTreeOrder } from '../analysis/dominator-sets.ts';
import type { TreeLimits } from '../analysis/reference-tree.ts';
import { formatCount } from '../base/quantities.ts';
import { dominatorTreeOf } from '../query/dominance.ts';
import type { Heap } from '../query/heap.ts';
import type { TreeResult } from '../query/result.ts';
import { defineCommand } from './command.ts';
import { type DominatorGroup, dominatorGroups, dominatorsByGroup } from './dominator-view/by-group.ts';
import { dominatorUnfold } from './dominator-view/dominator-nodes.ts';
import { noteUnreachable } from './dominator-view/note-unreachable.ts';
import { type ShownTree, shownTree, usualLimits, usuallyShown } from './dominator-view/shown-tree.ts';
import { treeNodes } from './reference-view/tree-nodes.ts';
import { wholeNumber } from './reference-view/whole-number.ts';

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
    { name: 'depth', kind: 'number', doc: `levels below the top; ${usualLimits.depth} when not given` },
    {
      name: 'too-many',
      kind: 'number',
      doc: `how many objects below one; ${usualLimits.tooMany} when not given`,
    },
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
    const limits: TreeLimits = {
      depth: wholeNumber('--depth', args.depth, usualLimits.depth, 0),
      tooMany: wholeNumber('--too-many', args['too-many'], usualLimits.tooMany, 1),
      nodes: usualLimits.nodes,
    };
    const isUsual = limits.depth === usualLimits.depth && limits.tooMany === usualLimits.tooMany;
    const shown =
      isUsual && set === undefined
        ? heap.derived(usuallyShown, context.task)
        : shownTree(heap, set, limits, context.task);
    if (shown.more > 0) context.note(`${formatCount(shown.more)} more objects at the top are left out`);
    const result = treeResult(heap, shown);
    return shown.cutByDepth ? { ...result, cutAtDepth: limits.depth } : result;
  },
});

function isGroup(by: string | undefined): by is DominatorGroup {
  return by !== undefined && Object.hasOwn(dominatorGroups, by);
}

function treeResult(heap: Heap, { nodes, parents, full, wholeSize }: ShownTree): TreeResult {
  return {
    kind: 'tree',
    heap,
    direction: 'out',
    wholeSize,
    roots: treeNodes(Uint32Array.from(parents), (row) => ({ ...nodes[row]!, children: [] })),
    unfold: dominatorUnfold(heap),
    provenance: {
      exact: !full,
      ...(full ? { bound: `${formatCount(usualLimits.nodes)} objects in a tree` } : {}),
      weak: 'excluded',
      notes: [],
    },
  };
}
