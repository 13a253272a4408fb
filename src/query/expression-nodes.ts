import type { ExprNode } from './ast.ts';

/**
 * The parts of a predicate that ask objects for something, whatever joins them. Not what `exists(.a)` asks, which is a
 * question about just that, nor sets within it. No recursion: lines nest deeply.
 */
export function* expressionNodes(predicate: ExprNode): Generator<ExprNode> {
  const pending: ExprNode[] = [predicate];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    pending.push(...partsOf(node));
  }
}

function partsOf(node: ExprNode): readonly ExprNode[] {
  switch (node.kind) {
    case 'not':
    case 'negate':
    case 'is-null':
    case 'match':
      return [node.of];
    case 'in':
      return [node.of, ...node.list];
    case 'binary':
      return [node.left, node.right];
    default:
      return [];
  }
}
