import type { BinaryOperator, EdgesNode, ExpectationNode, ExprNode, PathSegment, SetNode } from '../ast.ts';
import { setFunctionNames } from '../expressions/set-functions.ts';
import { takeNumber, takeRegex, takeString } from './literals.ts';
import { factName, fieldName, memberName, resultName } from './names.ts';
import type { Reader } from './reader.ts';
import { readEdgesOrSetWith, readEdgesWith, readItemKey, readSetWith } from './set-parser.ts';

/** A predicate or a key: precedence climbing over `or`, `and`, `not`, comparisons, `+ -`, `* /`. */
export function readExpression(reader: Reader): ExprNode {
  return readOperators(reader, 0);
}

/** PRED of `expect`. */
export function readExpectation(reader: Reader): ExpectationNode {
  const start = reader.position;
  const expression = inContext(reader, false, readExpression);
  const span = reader.spanFrom(start);
  return { kind: 'expectation', expression, text: reader.slice(span), ...span };
}

/** The predicate of a filter, which is about objects even within an expectation. */
function readRowExpression(reader: Reader): ExprNode {
  return inContext(reader, true, readExpression);
}

function inContext<T>(reader: Reader, isAboutRows: boolean, read: (reader: Reader) => T): T {
  const outer = reader.isAboutRows;
  reader.isAboutRows = isAboutRows;
  const value = read(reader);
  reader.isAboutRows = outer;
  return value;
}

export function readSet(reader: Reader): SetNode {
  return readSetWith(reader, readRowExpression);
}

export function readEdges(reader: Reader): EdgesNode {
  return readEdgesWith(reader, readRowExpression);
}

export function readEdgesOrSet(reader: Reader): EdgesNode {
  return readEdgesOrSetWith(reader, readRowExpression);
}

/** How tightly operators bind; comparisons do not chain. */
const strengths = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7 } as const;

/** Longer ones first: `<=` is not `<`. */
const symbols: readonly (readonly [text: string, operator: BinaryOperator, strength: number])[] = [
  ['==', '=', strengths.comparison],
  ['!=', '!=', strengths.comparison],
  ['<=', '<=', strengths.comparison],
  ['>=', '>=', strengths.comparison],
  ['=', '=', strengths.comparison],
  ['<', '<', strengths.comparison],
  ['>', '>', strengths.comparison],
  ['+', '+', strengths.sum],
  ['-', '-', strengths.sum],
  ['*', '*', strengths.product],
  ['/', '/', strengths.product],
];

function readOperators(reader: Reader, weakest: number): ExprNode {
  return reader.nested(() => {
    reader.skipBlanks();
    const start = reader.position;
    let left = readPrefix(reader);
    for (;;) {
      const before = reader.position;
      reader.skipBlanks();
      const next = isOption(reader) ? undefined : readOperation(reader, left, start, weakest);
      if (next === undefined) {
        reader.position = before;
        return left;
      }
      reader.countPart();
      if (isComparison(left) && isComparison(next) && !wasBracketed(reader, left))
        failAtChain(reader, before);
      left = next;
    }
  });
}

function isComparison(node: ExprNode): boolean {
  return node.kind === 'binary' && comparisons.has(node.operator);
}

const comparisons: ReadonlySet<BinaryOperator> = new Set(['=', '!=', '<', '<=', '>', '>=']);

function wasBracketed(reader: Reader, node: ExprNode): boolean {
  return reader.text[node.start] === '(' && reader.text[node.end - 1] === ')';
}

function failAtChain(reader: Reader, at: number): never {
  reader.position = at;
  reader.skipBlanks();
  reader.fail('comparisons do not chain', 'write a < b and b < c');
}

/** `--depth`, or ` -k` where the command has such an option: it ends the expression. */
function isOption(reader: Reader): boolean {
  if (!reader.at('-')) return false;
  const next = reader.text[reader.position + 1] ?? '';
  if (next === '-') return /[a-z]/.test(reader.text[reader.position + 2] ?? '');
  const detached = /\s/.test(reader.text[reader.position - 1] ?? ' ');
  return (
    detached && reader.shortOptions.has(next) && !/[\p{L}_]/u.test(reader.text[reader.position + 2] ?? '')
  );
}

function readOperation(reader: Reader, left: ExprNode, start: number, weakest: number): ExprNode | undefined {
  const named = readNamedOperation(reader, left, start, weakest);
  if (named !== undefined) return named;
  const symbol = symbols.find(([text]) => reader.at(text));
  if (symbol === undefined || symbol[2] <= weakest) return undefined;
  const [text, operator, strength] = symbol;
  reader.position += text.length;
  const right = readOperators(reader, strength);
  return { kind: 'binary', operator, left, right, ...reader.spanFrom(start) };
}

/** `and`, `or`, `is`, `in`, `not in`, `~`, `!~` */
function readNamedOperation(
  reader: Reader,
  left: ExprNode,
  start: number,
  weakest: number,
): ExprNode | undefined {
  if (weakest < strengths.or && reader.takeWord('or')) {
    const right = readOperators(reader, strengths.or);
    return { kind: 'binary', operator: 'or', left, right, ...reader.spanFrom(start) };
  }
  if (weakest < strengths.and && reader.takeWord('and')) {
    const right = readOperators(reader, strengths.and);
    return { kind: 'binary', operator: 'and', left, right, ...reader.spanFrom(start) };
  }
  if (weakest >= strengths.comparison) return undefined;
  if (reader.takeWord('is')) return readIs(reader, left, start);
  if (reader.takeWord('in')) return readIn(reader, left, start);
  const before = reader.position;
  const negated = reader.takeWord('not') || reader.takeText('!');
  reader.skipBlanks();
  const of = negated && reader.takeWord('in') ? readIn(reader, left, start) : readMatch(reader, left, start);
  if (of === undefined) reader.position = before;
  return of === undefined || !negated ? of : { kind: 'not', of, ...reader.spanFrom(start) };
}

function readIs(reader: Reader, of: ExprNode, start: number): ExprNode {
  reader.skipBlanks();
  const negated = reader.takeWord('not');
  reader.skipBlanks();
  if (readConstant(reader) !== null) reader.fail('expected None after `is`', 'compare other values with =');
  return { kind: 'is-null', of, negated, ...reader.spanFrom(start) };
}

function readIn(reader: Reader, of: ExprNode, start: number): ExprNode {
  reader.skipBlanks();
  reader.require('(', 'after `in`');
  const list = [readOperators(reader, 0)];
  for (reader.skipBlanks(); reader.takeText(','); reader.skipBlanks()) list.push(readOperators(reader, 0));
  reader.require(')', 'after the list');
  return { kind: 'in', of, list, ...reader.spanFrom(start) };
}

function readMatch(reader: Reader, of: ExprNode, start: number): ExprNode | undefined {
  if (!reader.takeText('~')) return undefined;
  reader.skipBlanks();
  const regex = takeRegex(reader);
  if (regex !== undefined) return { kind: 'match', of, ...regex, ...reader.spanFrom(start) };
  const source = takeString(reader);
  if (source === undefined) reader.fail('expected /a regular expression/ after `~`');
  return { kind: 'match', of, source, flags: '', ...reader.spanFrom(start) };
}

function readPrefix(reader: Reader): ExprNode {
  const start = reader.position;
  if (reader.takeWord('not')) {
    const of = readOperators(reader, strengths.not);
    return { kind: 'not', of, ...reader.spanFrom(start) };
  }
  if (reader.at('-') && !isOption(reader)) {
    reader.position++;
    const of = readOperators(reader, strengths.sign);
    return negated(of) ?? { kind: 'negate', of, ...reader.spanFrom(start) };
  }
  return readPrimary(reader, start);
}

/** `-3` is a literal, so that it can be compared with without being computed. */
function negated(of: ExprNode): ExprNode | undefined {
  if (of.kind !== 'literal') return undefined;
  if (typeof of.value !== 'number' && typeof of.value !== 'bigint') return undefined;
  return { ...of, start: of.start - 1, value: -of.value };
}

function readPrimary(reader: Reader, start: number): ExprNode {
  if (reader.isAboutRows) reader.want({ kind: 'column', names: reader.columns });
  else for (const name of setFunctionNames) reader.want({ kind: 'choice', word: `${name}(` });
  if (reader.takeText('(')) {
    const inner = readOperators(reader, 0);
    reader.skipBlanks();
    reader.require(')', 'after the expression');
    return { ...inner, ...reader.spanFrom(start) };
  }
  if (!reader.isAboutRows) refuseRow(reader);
  else if (reader.subject !== undefined) reader.want({ kind: 'dotted-field', subject: reader.subject });
  if (reader.at('.') || reader.at('[')) return readPath(reader, undefined, start);
  const value = readLiteral(reader);
  if (value !== undefined) return { kind: 'literal', value, ...reader.spanFrom(start) };
  if (reader.at('$') || reader.peek(resultName) !== undefined) return readProperty(reader, start);
  return readFact(reader, start) ?? readWord(reader, start);
}

/** An expectation names what its fields and facts are of. */
function refuseRow(reader: Reader): void {
  if (!reader.at('.') && !reader.at('[') && !reader.at('@')) return;
  reader.fail(
    'expected a value that is of no one object',
    `as count(SET)${alternativesTo}, $3.rows, $3[0].size; within a set: count(traceback[@line > 7])`,
  );
}

const alternativesTo = setFunctionNames
  .filter((name) => name !== 'count')
  .map((name) => `, ${name}(SET)`)
  .join('');

function readLiteral(reader: Reader): number | bigint | string | boolean | null | undefined {
  return takeNumber(reader) ?? takeString(reader) ?? readConstant(reader);
}

const constants: readonly (readonly [string, boolean | null])[] = [
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['None', null],
  ['null', null],
  ['nil', null],
  ['undefined', null],
];

function readConstant(reader: Reader): boolean | null | undefined {
  return constants.find(([word]) => reader.takeWord(word, 'literal'))?.[1];
}

/** `.a.b["k"][0]`, `."a b"` */
function readPath(reader: Reader, from: string | undefined, start: number): ExprNode {
  const steps: PathSegment[] = [];
  for (;;) {
    if (reader.at('[')) steps.push({ key: readItemKey(reader) });
    else if (reader.takeText('.')) {
      // `.["key"]` is jq's way to write `["key"]`.
      if (reader.at('[')) continue;
      steps.push(readField(reader, from === undefined ? steps : []));
    } else break;
    reader.countPart();
  }
  return { kind: 'path', from, steps, ...reader.spanFrom(start) };
}

function readField(reader: Reader, path: readonly PathSegment[]): string {
  reader.want({ kind: 'field', subject: reader.subject, path: [...path] });
  const name = takeString(reader) ?? reader.take(memberName)?.[0];
  if (name === undefined) reader.fail('expected the name of a field after the dot');
  return name;
}

function readFact(reader: Reader, start: number): ExprNode | undefined {
  reader.want({ kind: 'fact' });
  const match = reader.take(factName);
  if (match === undefined) return undefined;
  if (match[1] === undefined) reader.fail('expected the name of a fact after @');
  return { kind: 'fact', name: match[1], ...reader.spanFrom(start) };
}

/** `$3.length`, `$3[0].length`, `_.value` */
function readProperty(reader: Reader, start: number): ExprNode {
  const name = reader.take(resultName)?.[0];
  if (name === undefined) reader.fail('expected the number of a result after $');
  return readPropertyOf(reader, name, start);
}

/** In an expectation a result alone is its value: `$4 < 50`, `found < 50`. */
function readPropertyOf(reader: Reader, name: string, start: number): ExprNode {
  let set: SetNode = { kind: 'result', name, ...reader.spanFrom(start) };
  if (reader.at('[')) {
    const row = readItemKey(reader);
    if (typeof row === 'string') reader.failAt(reader.spanFrom(start), 'expected the number of a row');
    set = { kind: 'row', of: set, row, ...reader.spanFrom(start) };
  }
  if (!reader.isAboutRows && set.kind === 'result' && !reader.at('.')) {
    return { kind: 'result-property', set, property: 'value', ...reader.spanFrom(start) };
  }
  reader.require('.', 'and a column after the result');
  const property = (reader.take(factName) ?? reader.take(fieldName))?.[0];
  if (property === undefined || property === '@') reader.fail('expected a column or a @fact after the dot');
  return { kind: 'result-property', set, property, ...reader.spanFrom(start) };
}

/** `exists(…)`, `count(SET)`, or a column, with a path from its object if it goes on. */
function readWord(reader: Reader, start: number): ExprNode {
  const name = reader.take(fieldName)?.[0];
  if (name === undefined || operatorWords.has(name)) {
    reader.position = start;
    reader.fail(
      reader.isAboutRows
        ? 'expected a .field, a @fact, a value or a column'
        : 'expected a value, as count(SET) or $3.rows',
      reader.text.slice(start - 1, start + 1) === '->' ? stepHint : undefined,
    );
  }
  if (reader.at('(')) return readCall(reader, name, start);
  if (!reader.isAboutRows) return readPropertyOf(reader, name, start);
  const goesOn = reader.at('[') || reader.peek(fieldHere) !== undefined;
  if (goesOn) return readPath(reader, name, start);
  return { kind: 'column', name, ...reader.spanFrom(start) };
}

const fieldHere = /\.(?=[\p{L}\p{N}_$"'])/uy;

const stepHint = 'within a predicate fields follow fields as in the program: `.a.b[0]["key"]`';

const operatorWords: ReadonlySet<string> = new Set(['and', 'or', 'not', 'is', 'in']);

function readCall(reader: Reader, name: string, start: number): ExprNode {
  reader.require('(', 'after the name');
  if (name === 'exists' && reader.isAboutRows) {
    const of = readOperators(reader, 0);
    reader.skipBlanks();
    reader.require(')', 'after the field');
    if (of.kind !== 'path') reader.failAt(of, 'exists() tells whether there is a field: exists(.name)');
    return { kind: 'exists', of, ...reader.spanFrom(start) };
  }
  if (aggregateWords.has(name) && reader.isAboutRows) return readAggregateColumn(reader, start);
  const set = readSet(reader);
  reader.skipBlanks();
  reader.require(')', 'after the set');
  return { kind: 'call', name, set, ...reader.spanFrom(start) };
}

const aggregateWords: ReadonlySet<string> = new Set(['sum', 'min', 'max', 'avg']);

/** `sum(@size)` behind a `group` that made it: the column that the table shows under this text. */
function readAggregateColumn(reader: Reader, start: number): ExprNode {
  readOperators(reader, 0);
  reader.skipBlanks();
  reader.require(')', 'after the key');
  const span = reader.spanFrom(start);
  return { kind: 'column', name: reader.slice(span), ...span };
}
