import {
  type Neighbours,
  type ReferenceTree,
  referenceTree,
  TreeMark,
} from '../../analysis/reference-tree.ts';
import { isAbsent } from '../../analysis/retains.ts';
import { formatCount } from '../../base/quantities.ts';
import { EDGE_KIND_MASK, EdgeKind, isWeak, NONE, ValueKind } from '../../model/kinds.ts';
import type { ExprNode, SetNode } from '../../query/ast.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import { edgeReferrersNear } from '../../query/reachability.ts';
import type { TreeNode, TreeResult } from '../../query/result.ts';
import { type RootKinds, rootKinds } from '../../query/root-kinds.ts';
import type { Option } from '../../query/syntax.ts';
import type { CommandContext } from '../command.ts';
import { excludedObjects } from './excluded.ts';
import { lazyChildren } from './lazy-children.ts';
import { treeNodes } from './tree-nodes.ts';
import { wholeNumber } from './whole-number.ts';

const DEPTH = 3;
const TOO_MANY = 10;
const MOST_NODES = 2000;
const MOST_AT_TOP = 20;

/** Options of `refs` and `backrefs`; their defaults are objgraph's. */
export const unfoldOptions = [
  { name: 'depth', kind: 'number', doc: `how many edges from the top; ${DEPTH} when not given` },
  { name: 'too-many', kind: 'number', doc: `how many objects below one; ${TOO_MANY} when not given` },
  { name: 'exclude', kind: 'set', doc: 'objects that are not shown, nor what lies behind them' },
  { name: 'filter', kind: 'predicate', doc: 'only objects for which it holds are shown' },
] as const satisfies readonly Option[];

interface UnfoldArguments {
  readonly set: SetNode | undefined;
  readonly depth: number | undefined;
  readonly 'too-many': number | undefined;
  readonly exclude: SetNode | undefined;
  readonly filter: ExprNode | undefined;
}

/** The answer of `refs` (out) and `backrefs` (in). Weak edges are shown, and marked. */
export function unfold(context: CommandContext, args: UnfoldArguments, direction: 'in' | 'out'): TreeResult {
  const { heap, indexes } = context.subjects(args.set);
  const depth = wholeNumber('--depth', args.depth, DEPTH, 0);
  const limits = {
    depth,
    tooMany: wholeNumber('--too-many', args['too-many'], TOO_MANY, 1),
    nodes: MOST_NODES,
  };
  const excluded = excludedObjects(context, heap, args.exclude);
  const filter = args.filter === undefined ? undefined : context.predicate(args.filter, heap);
  const choice = {
    follow: edgeChoice(heap, direction),
    include: (object: number) => !excluded?.has(object) && (filter === undefined || filter(object)),
  };
  const top = indexes.subarray(0, MOST_AT_TOP);
  const neighbours = neighboursOf(heap, direction, context);
  const kinds = heap.derived(rootKinds, context.task);
  const tree = referenceTree(neighbours, top, limits, choice, context.task);
  if (top.length < indexes.length) {
    context.note(`the first ${formatCount(top.length)} of ${formatCount(indexes.length)} objects`);
  }
  return {
    kind: 'tree',
    heap,
    direction,
    ...(tree.cutByDepth ? { cutAtDepth: depth } : {}),
    roots: nodesOf(heap, tree, kinds),
    unfold: lazyChildren(neighbours, choice, (object, edge) => nodeOf(heap, object, edge, kinds)),
    provenance: {
      exact: !tree.full,
      ...(tree.full ? { bound: `${formatCount(MOST_NODES)} objects in a tree` } : {}),
      weak: 'included',
      notes: [],
    },
  };
}

function neighboursOf(heap: Heap, direction: 'in' | 'out', { task }: CommandContext): Neighbours {
  if (direction === 'out')
    return { first: heap.near.edges.first, others: heap.near.edges.targets, edges: undefined };
  const { first, sources, edges } = edgeReferrersNear(heap, task);
  return { first, others: sources, edges };
}

/** A dict's edges to keys that are plain values are not followed out of it: the labels of its entries show them. */
function edgeChoice(heap: Heap, direction: 'in' | 'out'): (edge: number) => boolean {
  if (direction === 'in') return (edge) => !isAbsent(heap.graph, edge);
  const { targets, kinds } = heap.near.edges;
  const { valueKinds } = heap.near.objects;
  return (edge) => {
    const isKey = (kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.key;
    if (isKey && valueKinds[targets[edge]!] !== ValueKind.none) return false;
    return !isAbsent(heap.graph, edge);
  };
}

const marks = new Map<number, TreeNode['mark'] & string>([
  [TreeMark.repeated, 'repeated'],
  [TreeMark.cycle, 'cycle'],
]);

function nodesOf(heap: Heap, tree: ReferenceTree, kinds: RootKinds): TreeNode[] {
  return treeNodes(tree.parents, (row) => {
    const mark = marks.get(tree.marks[row]!);
    return {
      ...nodeOf(heap, tree.objects[row]!, tree.edges[row]!, kinds),
      ...(mark === undefined ? {} : { mark }),
      ...(tree.omitted[row]! > 0 ? { omitted: tree.omitted[row]! } : {}),
    };
  });
}

function nodeOf(heap: Heap, object: number, edge: number, kinds: RootKinds): TreeNode {
  const rootKind = kinds(object);
  return {
    edge: edge === NONE ? '' : edgeLabel(heap, edge),
    object,
    children: [],
    ...(edge !== NONE && isWeak(heap.near.edges.kinds[edge]!) ? { weak: true } : {}),
    ...(rootKind === undefined ? {} : { rootKind }),
  };
}
