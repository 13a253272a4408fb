import { QueryError } from '../../base/errors.ts';
import type { ExprNode, Line, SetNode } from '../ast.ts';
import type { CommandSyntax } from '../syntax.ts';
import { readExpression, readSet } from './expression-parser.ts';
import { readLine } from './line-parser.ts';
import { Reader } from './reader.ts';

/** Longer lines are no questions but pasted files. */
const LONGEST_LINE = 100_000;

/**
 * Parses one line of the language. Throws QueryError, with the place in the line and what was expected there; nothing
 * else, whatever the line. O(length).
 */
export function parseLine(text: string, syntaxes: readonly CommandSyntax[]): Line {
  return readLine(open(text), syntaxes);
}

/** The same where a line need not be one of the language; undefined: it cannot be read, and will say so when it is run. */
export function parsedLine(text: string, syntaxes: readonly CommandSyntax[]): Line | undefined {
  try {
    return parseLine(text, syntaxes);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

/** Parses a SET alone. Throws QueryError. */
export function parseSet(text: string): SetNode {
  return whole(open(text), readSet);
}

/** Parses a predicate or key alone. Throws QueryError. */
export function parseExpression(text: string): ExprNode {
  return whole(open(text), readExpression);
}

function open(text: string): Reader {
  const reader = new Reader(text);
  if (text.length > LONGEST_LINE) {
    reader.failAt({ start: LONGEST_LINE, end: text.length }, `a line has at most ${LONGEST_LINE} characters`);
  }
  return reader;
}

function whole<T>(reader: Reader, read: (reader: Reader) => T): T {
  reader.skipBlanks();
  const node = read(reader);
  reader.skipBlanks();
  if (reader.position < reader.text.length) reader.fail('expected the end');
  return node;
}

/** What a line of input is, before it is parsed. */
export type LineKind = 'blank' | 'comment' | 'dot' | 'pipeline';

/** Lines that begin with a dot are words to the shell itself. */
export function classifyLine(text: string): LineKind {
  const first = text.trimStart()[0];
  if (first === undefined) return 'blank';
  if (first === '#') return 'comment';
  return first === '.' ? 'dot' : 'pipeline';
}
