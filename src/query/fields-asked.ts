import type { ExprNode } from './ast.ts';
import { expressionNodes } from './expression-nodes.ts';

/** The fields of their own that a predicate asks objects for: `a` of `.a.b = 3`. */
export function fieldsAsked(predicate: ExprNode): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const node of expressionNodes(predicate)) {
    if (node.kind !== 'path' || node.from !== undefined) continue;
    const [first] = node.steps;
    if (typeof first === 'string') fields.add(first);
  }
  return fields;
}
