import type { TreeNode, TreeResult } from '../../query/result.ts';
import { shownBranches } from '../shown-branches.ts';
import { jsonObjectView, jsonText } from './value.ts';

/** Nested `{edge, object, children}`, a piece a node, without recursion: merged paths are as deep as the heap. */
export function* jsonTree(tree: TreeResult, limit = Number.POSITIVE_INFINITY): Generator<string> {
  const { first } = shownBranches(tree, limit);
  const open: { readonly nodes: readonly TreeNode[]; next: number }[] = [
    { nodes: first(tree.roots), next: 0 },
  ];
  yield '[';
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next];
    if (node === undefined) {
      open.pop();
      yield open.length === 0 ? ']' : ']}';
      continue;
    }
    const nodes = first(node.children);
    const omitted = (node.omitted ?? 0) + node.children.length - nodes.length;
    yield `${level.next === 0 ? '' : ', '}${nodeStart(tree, node, omitted)}`;
    level.next++;
    open.push({ nodes, next: 0 });
  }
}

function nodeStart(tree: TreeResult, node: TreeNode, omitted: number): string {
  let json = `{"edge": ${jsonText(node.edge)}, "object": ${jsonObjectView(tree.heap, node.object)}`;
  if (node.weak) json += ', "weak": true';
  if (node.mark !== undefined) json += `, "mark": "${node.mark}"`;
  if (node.rootKind !== undefined) json += `, "root_kind": ${jsonText(node.rootKind)}`;
  if (omitted > 0) json += `, "omitted": ${omitted}`;
  if (node.count !== undefined) json += `, "count": ${node.count}`;
  if (node.size !== undefined) json += `, "size": ${node.size}`;
  return `${json}, "children": [`;
}
