import type { Span } from '../ast.ts';
import { type Fact, facts, findFact } from '../facts.ts';
import { didYouMean } from '../nearest.ts';
import { errorAt } from '../place-error.ts';

/** The fact of a name. Throws QueryError with the nearest. */
export function requireFact(span: Span, name: string): Fact {
  const fact = findFact(name);
  if (fact !== undefined) return fact;
  const names = facts.map((each) => `@${each.name}`);
  throw errorAt(
    span,
    `no fact \`@${name}\``,
    didYouMean(`@${name}`, names) ?? `facts are ${names.join(' ')}`,
  );
}
