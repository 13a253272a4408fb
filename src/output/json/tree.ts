import type { TreeNode, TreeResult } from '../../query/result.ts';
import { jsonObjectView, jsonText } from './value.ts';

/** Nested `{edge, object, children}`, a piece a node, without recursion: merged paths are as deep as the heap. */
export function* jsonTree(tree: TreeResult): Generator<string> {
  const open: { readonly nodes: readonly TreeNode[]; next: number }[] = [{ nodes: tree.roots, next: 0 }];
  yield '[';
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next];
    if (node === undefined) {
      open.pop();
      yield open.length === 0 ? ']' : ']}';
      continue;
    }
    yield `${level.next === 0 ? '' : ', '}${nodeStart(tree, node)}`;
    level.next++;
    open.push({ nodes: node.children, next: 0 });
  }
}

function nodeStart(tree: TreeResult, node: TreeNode): string {
  let json = `{"edge": ${jsonText(node.edge)}, "object": ${jsonObjectView(tree.heap, node.object)}`;
  if (node.weak) json += ', "weak": true';
  if (node.mark !== undefined) json += `, "mark": "${node.mark}"`;
  if (node.rootKind !== undefined) json += `, "root_kind": ${jsonText(node.rootKind)}`;
  if (node.omitted) json += `, "omitted": ${node.omitted}`;
  if (node.count !== undefined) json += `, "count": ${node.count}`;
  if (node.size !== undefined) json += `, "size": ${node.size}`;
  return `${json}, "children": [`;
}
