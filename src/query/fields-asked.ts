import type { ExprNode } from './ast.ts';

/**
 * The fields of their own that a predicate asks objects for: `a` of `.a.b = 3`. Not those of `exists(.a)`, which is a
 * question about just that, nor of sets within it. No recursion: lines nest deeply.
 */
export function fieldsAsked(predicate: ExprNode): ReadonlySet<string> {
  const fields = new Set<string>();
  const pending: ExprNode[] = [predicate];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'path') {
      const [first] = node.steps;
      if (node.from === undefined && typeof first === 'string') fields.add(first);
    } else pending.push(...partsOf(node));
  }
  return fields;
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
