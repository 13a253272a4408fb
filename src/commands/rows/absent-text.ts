import type { KeyNode } from '../../query/ast.ts';
import { findFact } from '../../query/facts.ts';

/** What a group is called that has no key: of some facts a phrase, as a blank one reads like a mistake. */
export function absentText({ expression }: KeyNode): string | undefined {
  return expression.kind === 'fact' ? findFact(expression.name)?.absent : undefined;
}
