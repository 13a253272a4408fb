import type { EdgeSelector, EdgesNode, EdgesPart, ExprNode, ObjectNode, SetNode, Span } from '../ast.ts';
import { operatorWords, takeBareTypeName } from './bare-type-name.ts';
import { takeRegex, takeString } from './literals.ts';
import {
  addressText,
  dottedName,
  globName,
  heapIdText,
  memberName,
  resultName,
  rowBrackets,
  snapshotPrefix,
} from './names.ts';
import { isWordCharacter, type Reader } from './reader.ts';
import { signHint } from './shell-habits.ts';
import { snapshotHint } from './snapshot-hint.ts';

/** Reads the predicate of a filter. Handed in, because predicates contain sets in their turn. */
type ReadPredicate = (reader: Reader) => ExprNode;

const expectedSet = 'expected a type, an address (0x…), a result ($1) or another set';

/** `and` binds tighter than `or` and `minus`, as INTERSECT does in SQL; these go from left to right. */
export function readSetWith(reader: Reader, predicate: ReadPredicate): SetNode {
  const start = reader.position;
  let left = readIntersection(reader, predicate);
  for (;;) {
    const operator = takeOperator(reader, ['or', 'minus']);
    if (operator === undefined) return left;
    const right = readIntersection(reader, predicate);
    left = { kind: 'algebra', operator, left, right, ...reader.spanFrom(start) };
  }
}

function readIntersection(reader: Reader, predicate: ReadPredicate): SetNode {
  const start = reader.position;
  let left = readTerm(reader, predicate);
  while (takeOperator(reader, ['and']) !== undefined) {
    const right = readTerm(reader, predicate);
    left = { kind: 'algebra', operator: 'and', left, right, ...reader.spanFrom(start) };
  }
  return left;
}

/** Takes an operator with the blanks around it; without one, leaves the blanks too. */
function takeOperator<T extends 'and' | 'or' | 'minus'>(
  reader: Reader,
  operators: readonly T[],
): T | undefined {
  const before = reader.position;
  reader.skipBlanks();
  const operator = operators.find((each) => reader.takeWord(each));
  if (operator === undefined) {
    reader.position = before;
    return undefined;
  }
  reader.countPart();
  reader.skipBlanks();
  return operator;
}

function readTerm(reader: Reader, predicate: ReadPredicate): SetNode {
  return reader.nested(() => {
    reader.skipBlanks();
    const start = reader.position;
    reader.want({ kind: 'set' });
    const snapshot = reader.take(snapshotPrefix)?.[1];
    if (snapshot === undefined) return readPostfix(reader, predicate, readPrimary(reader, predicate));
    const of = readTerm(reader, predicate);
    return { kind: 'in-snapshot', snapshot, of, ...reader.spanFrom(start) };
  });
}

function readPrimary(reader: Reader, predicate: ReadPredicate): SetNode {
  const start = reader.position;
  const name = takeBareTypeName(reader) ?? takeString(reader);
  if (name !== undefined) return { kind: 'quoted', name, ...reader.spanFrom(start) };
  if (reader.takeText('(')) return readBracketed(reader, predicate, start);
  const regex = takeRegex(reader);
  if (regex !== undefined) return { kind: 'regex', ...regex, ...reader.spanFrom(start) };
  return readObject(reader) ?? readResult(reader) ?? readName(reader);
}

function readBracketed(reader: Reader, predicate: ReadPredicate, start: number): SetNode {
  const inner = readSetWith(reader, predicate);
  reader.skipBlanks();
  const what = reader.at('|') ? 'a pipe' : isCommand(reader, inner) ? 'a command' : undefined;
  if (what !== undefined)
    reader.fail('expected `)` after the set', withoutBrackets(what, reader.text, start));
  reader.require(')', 'after the set');
  return { ...inner, ...reader.spanFrom(start) };
}

/** `objects Array`: what was read as the name of a type is none where more follows. */
function isCommand(reader: Reader, inner: SetNode): boolean {
  return inner.kind === 'name' && reader.peek(/[\p{L}\d_@$"'/<(]/uy) !== undefined;
}

const commandBefore = /^\s*([a-z]+)\s+$/;

/** `backrefs (x | head 1)` is written `x | head 1 | backrefs`. */
function withoutBrackets(what: string, line: string, bracket: number): string {
  const end = line.indexOf(')', bracket);
  const inner = line.slice(bracket + 1, end < 0 ? undefined : end).trim();
  const command = commandBefore.exec(line.slice(0, bracket))?.[1];
  if (command === undefined) return `${what} stands in no brackets; give it a name first: NAME = ${inner}`;
  const rest = end < 0 ? '' : line.slice(end + 1).trimEnd();
  return `${what} stands in no brackets: write ${inner} | ${command}${rest}`;
}

/** `0x7f187d22b880`, `@12345` */
function readObject(reader: Reader): ObjectNode | undefined {
  const start = reader.position;
  const digits = reader.take(addressText)?.[1];
  if (digits !== undefined) {
    const span = reader.spanFrom(start);
    if (!/^[0-9a-fA-F]{1,16}$/.test(digits)) {
      reader.failAt(span, 'an address is 0x and one to sixteen hexadecimal digits');
    }
    return { kind: 'address', address: BigInt(`0x${digits}`), ...span };
  }
  const id = reader.take(heapIdText)?.[1];
  if (id !== undefined) {
    const span = reader.spanFrom(start);
    if (!Number.isSafeInteger(Number(id))) reader.failAt(span, `no object has the heap id ${id}`);
    return { kind: 'heapId', id: Number(id), ...span };
  }
  if (/[0-9]/.test(reader.text[start] ?? '')) {
    const id = reader.peek(plainNumber)?.[0];
    const written = id === undefined ? '' : `: @${id}`;
    reader.fail(expectedSet, `an address begins with 0x, a heap id with @${written}`);
  }
  return undefined;
}

const plainNumber = /\d+(?![\p{L}\p{N}_.])/uy;

function readResult(reader: Reader): SetNode | undefined {
  const start = reader.position;
  const name = reader.take(resultName)?.[0];
  return name === undefined ? undefined : { kind: 'result', name, ...reader.spanFrom(start) };
}

function readName(reader: Reader): SetNode {
  const start = reader.position;
  const name = reader.take(dottedName)?.[0];
  const glob = reader.peek(globName)?.[0];
  if (glob !== undefined && /[*?]/.test(glob)) {
    reader.position += glob.length;
    return { kind: 'glob', pattern: (name ?? '') + glob, ...reader.spanFrom(start) };
  }
  if (name === undefined || operatorWords.has(name)) {
    reader.position = start;
    reader.fail(expectedSet, signHint(reader.text.slice(start)));
  }
  failAtFileName(reader, start);
  return { kind: 'name', name, ...reader.spanFrom(start) };
}

const fileName = /[\p{L}\p{N}_.]+(?:-[\p{L}\p{N}_.]+)+/uy;

/** `small-fixed`: snapshots have names without such signs. */
function failAtFileName(reader: Reader, start: number): void {
  const end = reader.position;
  reader.position = start;
  const typed = reader.take(fileName)?.[0];
  if (typed === undefined) {
    reader.position = end;
    return;
  }
  reader.failAt(
    reader.spanFrom(start),
    `\`${typed}\` is no name: a name has no \`-\``,
    `${snapshotHint(typed)}; a type's name may stand in quotes`,
  );
}

/** `+`, `[…]`, `->…` and `<-…`, as many as there are. */
function readPostfix(reader: Reader, predicate: ReadPredicate, primary: SetNode): SetNode {
  const { start } = primary;
  let node = primary;
  for (;;) {
    const before = reader.position;
    if (isTypes(node) && reader.takeText('+')) {
      node = { kind: 'subclasses', of: node, ...reader.spanFrom(start) };
      continue;
    }
    reader.skipBlanks();
    const next = readBrackets(reader, predicate, node) ?? readArrow(reader, node);
    if (next === undefined) {
      reader.position = before;
      return node;
    }
    reader.countPart();
    node = next;
  }
}

function isTypes(node: SetNode): boolean {
  return node.kind === 'name' || node.kind === 'quoted' || node.kind === 'glob' || node.kind === 'regex';
}

/** Numbers in brackets are rows, everything else is a predicate. */
function readBrackets(reader: Reader, predicate: ReadPredicate, of: SetNode): SetNode | undefined {
  const { start } = of;
  const rows = reader.take(rowBrackets);
  if (rows !== undefined) {
    const span = reader.spanFrom(start);
    if (rows[1] !== undefined) return { kind: 'row', of, row: Number(rows[1]), ...span };
    const to = rows[3] === undefined ? undefined : Number(rows[3]);
    return { kind: 'rows', of, from: Number(rows[2] ?? 0), to, ...span };
  }
  if (!reader.takeText('[')) return undefined;
  const outer = reader.subject;
  reader.subject = of;
  const condition = predicate(reader);
  reader.subject = outer;
  reader.skipBlanks();
  reader.require(']', 'after the predicate');
  return { kind: 'filter', of, predicate: condition, ...reader.spanFrom(start) };
}

function readArrow(reader: Reader, of: SetNode): SetNode | undefined {
  const direction = reader.takeText('->') ? 'out' : reader.takeText('<-') ? 'in' : undefined;
  if (direction === undefined) return undefined;
  reader.skipBlanks();
  const edge = readEdgeSelector(reader, of);
  const closure = reader.takeText('+');
  return { kind: 'follow', of, direction, edge, closure, ...reader.spanFrom(of.start) };
}

function readEdgeSelector(reader: Reader, of: SetNode | undefined): EdgeSelector {
  if (reader.takeText('*')) return { kind: 'any' };
  const slot = reader.take(slotHere)?.[0];
  if (slot !== undefined) return { kind: 'name', name: slot };
  reader.want({ kind: 'item', of });
  if (reader.at('[')) return { kind: 'item', key: readItemKey(reader) };
  const object = reader.peek(objectStart) === undefined ? undefined : readObject(reader);
  if (object !== undefined) return { kind: 'object', object };
  reader.takeText('.');
  reader.want({ kind: 'edge', of });
  const name = takeString(reader) ?? reader.take(memberName)?.[0];
  if (name === undefined) reader.fail('expected an edge: a name, [3], ["key"], * or an object (0x…)');
  return { kind: 'name', name };
}

/** `[[table]]`, as answers write it; one whose name has other signs stands in quotes. */
const slotHere = /\[\[[\p{L}\p{N}_$ .-]*\]\]/uy;

const objectStart = /0x|@/iy;
const indexKey = /-?\d{1,15}/y;

/** `[3]`, `["key"]` */
export function readItemKey(reader: Reader): string | number {
  reader.require('[', 'before an index or key');
  reader.skipBlanks();
  const key = takeString(reader) ?? takeIndex(reader);
  if (key === undefined) reader.fail('expected an index or a key in quotes');
  reader.skipBlanks();
  reader.require(']', 'after the key');
  return key;
}

function takeIndex(reader: Reader): number | undefined {
  const digits = reader.take(indexKey)?.[0];
  if (digits === undefined || isWordCharacter(reader.text[reader.position])) return undefined;
  return Number(digits);
}

/** `SET->name`, `SET->["key"]`, `SET->*`, `SET->0x…`, `*->SET`, `$3`, `$3[0]`, or several of them: what `cut` takes. */
export function readEdgesWith(reader: Reader, predicate: ReadPredicate): EdgesNode {
  return readParts(reader, predicate, (set) => {
    if (namesRows(set)) return { kind: 'rows', rows: set };
    reader.failAt(
      set,
      'expected edges: TYPE->name, SET->["key"], SET->* or *->TYPE',
      'edges are written as what refers, an arrow, and the edge',
    );
  });
}

/** The same, and a SET without an arrow for all edges of its objects. */
export function readEdgesOrSetWith(reader: Reader, predicate: ReadPredicate): EdgesNode {
  return readParts(reader, predicate, (set) => ({ kind: 'from', from: set, edge: { kind: 'any' } }));
}

/** What edges a part names, where it is not yet said how it was typed. */
type Named = EdgesPart extends infer Part
  ? Part extends Span
    ? Omit<Part, 'text' | keyof Span>
    : never
  : never;

/** `A, B`; `withoutArrow`: what a SET alone means. */
function readParts(
  reader: Reader,
  predicate: ReadPredicate,
  withoutArrow: (set: SetNode) => Named,
): EdgesNode {
  reader.skipBlanks();
  const start = reader.position;
  const parts: EdgesPart[] = [];
  for (;;) {
    const partStart = reader.position;
    const named = readNamed(reader, predicate, withoutArrow);
    const span = reader.spanFrom(partStart);
    parts.push({ ...named, text: reader.slice(span), ...span });
    const { position } = reader;
    reader.skipBlanks();
    if (!reader.takeText(',')) {
      reader.position = position;
      const whole = reader.spanFrom(start);
      return { kind: 'edges', parts, text: reader.slice(whole), ...whole };
    }
    reader.countPart();
    reader.skipBlanks();
  }
}

function readNamed(reader: Reader, predicate: ReadPredicate, withoutArrow: (set: SetNode) => Named): Named {
  if (reader.takeText('*->')) return { kind: 'into', to: readSetWith(reader, predicate) };
  const set = readSetWith(reader, predicate);
  return edgesOut(set) ?? withoutArrow(set);
}

/** A result, by its number or name, or some of its rows. */
function namesRows(set: SetNode): boolean {
  const of = set.kind === 'row' || set.kind === 'rows' ? set.of : set;
  return of.kind === 'result' || of.kind === 'name';
}

function edgesOut(set: SetNode): Named | undefined {
  const arrow = set.kind === 'in-snapshot' ? set.of : set;
  if (arrow.kind !== 'follow' || arrow.direction !== 'out' || arrow.closure) return undefined;
  const from = set.kind === 'in-snapshot' ? { ...set, of: arrow.of } : arrow.of;
  return { kind: 'from', from, edge: arrow.edge };
}
