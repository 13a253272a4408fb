import { QueryError } from '../base/errors.ts';
import type { Span } from './ast.ts';

/** An error about a word of the line that is being evaluated; whoever has the line adds it. */
export function errorAt(span: Span, message: string, hint?: string): QueryError {
  return new QueryError(message, { where: { column: span.start, length: span.end - span.start }, hint });
}
