import { type MergedPaths, mergedPaths } from '../analysis/merged-paths.ts';
import { formatCount } from '../base/quantities.ts';
import { NONE } from '../model/kinds.ts';
import { edgeLabel } from '../query/edge-label.ts';
import { distancesOf } from '../query/reachability.ts';
import type { TreeNode } from '../query/result.ts';
import { rootKinds } from '../query/root-kinds.ts';
import { defineCommand } from './command.ts';
import { largestNodes } from './reference-view/largest-nodes.ts';
import { treeNodes } from './reference-view/tree-nodes.ts';
import { wholeNumber } from './reference-view/whole-number.ts';

const DEPTH = 12;
const TOO_MANY = 10;
const MOST_NODES = 2000;

export const mpaths = defineCommand({
  name: 'mpaths',
  aliases: ['merge_shortest_paths'],
  takes: 'objects',
  params: [{ name: 'set', kind: 'set', doc: 'what is held' }],
  options: [
    { name: 'depth', kind: 'number', doc: `how many references from the roots; ${DEPTH} when not given` },
    { name: 'too-many', kind: 'number', doc: `how many objects below one; ${TOO_MANY} when not given` },
  ],
  group: 'paths',
  summary: 'The shortest paths to all objects of a set, merged to a tree',
  description: `From the roots down, the most members first: each object tells how many of the set, and how many bytes of them, have
their shortest path through it, itself included when it is one of them. An object has one path, so that no member is
counted twice. What --too-many leaves out is counted.

Costs the paths' objects, once distances are known.`,
  examples: ['mpaths traceback', 'frame | mpaths --depth 6 --too-many 3'],
  run(context, args) {
    const { heap, indexes } = context.objects(args.set);
    const { task } = context;
    const depth = wholeNumber('--depth', args.depth, DEPTH, 0);
    const tooMany = wholeNumber('--too-many', args['too-many'], TOO_MANY, 1);
    const distances = heap.derived(distancesOf, task);
    task.phase('merging paths');
    const tree = mergedPaths(distances, indexes, heap.snapshot.objects.sizes, task);
    const shown = largestNodes(tree, { depth, tooMany, nodes: MOST_NODES }, task);
    const kinds = heap.derived(rootKinds, task);
    noteTheRest(tree);
    return {
      kind: 'tree',
      heap,
      direction: 'out',
      ...(shown.cutByDepth ? { cutAtDepth: depth } : {}),
      roots: treeNodes(shown.parents, (row) => ({
        ...nodeOf(shown.nodes[row]!),
        ...(shown.omitted[row]! > 0 ? { omitted: shown.omitted[row]! } : {}),
      })),
      unfold({ object }, from, count) {
        const below = shown.childrenOf(tree.objects.indexOf(object));
        const nodes = Array.from(below.subarray(from, from + count), nodeOf);
        return { nodes, omitted: Math.max(0, below.length - from - nodes.length) };
      },
      provenance: {
        exact: !shown.full,
        ...(shown.full ? { bound: `${formatCount(MOST_NODES)} objects in a tree` } : {}),
        weak: 'excluded',
        notes: [],
      },
    };

    function nodeOf(node: number): TreeNode {
      const object = tree.objects[node]!;
      const edge = distances.parentEdges[object]!;
      const rootKind = kinds(object);
      return {
        edge: edge === NONE ? '' : edgeLabel(heap, edge),
        object,
        children: [],
        count: tree.counts[node]!,
        size: tree.sizes[node]!,
        ...(rootKind === undefined ? {} : { rootKind }),
      };
    }

    function noteTheRest({ unreachableCount }: MergedPaths): void {
      if (unreachableCount > 0) {
        const of = `${formatCount(unreachableCount)} of ${formatCount(indexes.length)}`;
        context.note(`no root leads to ${of} objects`);
      }
      if (shown.omittedRoots > 0) context.note(`${formatCount(shown.omittedRoots)} more roots are left out`);
    }
  },
});
