import type { Span } from '../ast.ts';
import { type Fact, facts, findFact } from '../facts.ts';
import { didYouMean } from '../nearest.ts';
import { errorAt } from '../place-error.ts';

/** What `at` shows as one fact, and is two. */
const LOCATION = 'where it comes from is `@file` and `@line`';

/** What to say of a name that is no fact, but that is shown as one. */
export function shownFactHint(name: string): string | undefined {
  return name === 'location' ? LOCATION : undefined;
}

/** The fact of a name. Throws QueryError with the nearest. */
export function requireFact(span: Span, name: string): Fact {
  const fact = findFact(name);
  if (fact !== undefined) return fact;
  const names = facts.map((each) => `@${each.name}`);
  throw errorAt(
    span,
    `no fact \`@${name}\``,
    shownFactHint(name) ?? didYouMean(`@${name}`, names) ?? `facts are ${names.join(' ')}`,
  );
}
