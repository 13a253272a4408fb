import { QueryError } from '../base/errors.ts';
import type { ExprNode } from './ast.ts';
import { parseExpression } from './parser/parse.ts';

/** What JSONPath filters write otherwise than our expressions do; texts are left as they are. */
const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|===?|!==?|&&|\|\||!|@(?=[.[])|=~/g;

const words: Readonly<Record<string, string>> = {
  '===': '=',
  '==': '=',
  '!==': '!=',
  '&&': ' and ',
  '||': ' or ',
  '!': ' not ',
  '@': '',
  '=~': '~',
};

/** `@.size > 3 && @.name == 'x'` as an expression of ours: no code is run. Throws QueryError. */
export function jsonFilter(text: string, path: string): ExprNode {
  const ours = text.replace(tokens, (token) => words[token] ?? token);
  try {
    return parseExpression(ours);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new QueryError(`the filter \`${text}\` in ${path} is not understood: ${error.message}`, {
      hint: 'filters compare fields: ?(@.name == "x" && @.size > 3)',
      cause: error,
    });
  }
}
