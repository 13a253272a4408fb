import { jsonObjectParts, jsonStep } from '../../output/json/object.ts';
import { jsonTree } from '../../output/json/tree.ts';
import { jsonCell, jsonMembers, jsonText } from '../../output/json/value.ts';
import type { Heap } from '../../query/heap.ts';
import type { Cell, Column, ObjectResult, PathResult, Result, TableResult } from '../../query/result.ts';

/** Characters of a piece: so few that a slice of work is short, so many that hashing one costs no call to speak of. */
const PIECE = 1 << 16;

export interface CanonicalPiece {
  readonly text: string;
  /** Rows, nodes or steps that are written so far. */
  readonly done: number;
}

/**
 * The whole answer as the text that its digest is taken of. A table, a value or a text: what `--mode jsonl --limit 0`
 * writes. An object, a path or a tree: the members that `--mode json` has between `kind` and `provenance`, as one object
 * on a line. No times, colours, widths or limits, and never all of it in memory.
 */
export function canonicalPieces(result: Result): Iterable<CanonicalPiece> {
  switch (result.kind) {
    case 'table':
      return tablePieces(result);
    case 'scalar':
      return inPieces([`{"value": ${jsonCell(result.value, result.unit, result.heap)}}\n`]);
    case 'text':
      return inPieces(map(result.lines, (line) => `{"line": ${jsonText(line)}}\n`));
    case 'object':
      return inPieces(objectTexts(result));
    case 'path':
      return inPieces(pathTexts(result));
    case 'tree':
      return inPieces(bracketed(`{"direction": "${result.direction}", "roots": `, jsonTree(result)));
  }
}

/** How many rows, nodes or steps there will be, as far as one can tell without going through them. */
export function canonicalSize(result: Result): number {
  return result.kind === 'table' ? result.rowCount : 0;
}

function objectTexts(result: ObjectResult): string[] {
  return [`${jsonMembers(jsonObjectParts(result))}\n`];
}

function* pathTexts({ heap, rootKind, steps }: PathResult): Generator<string> {
  yield `{"root_kind": ${rootKind === undefined ? 'null' : jsonText(rootKind)}, "steps": [`;
  for (let i = 0; i < steps.length; i++) yield (i === 0 ? '' : ', ') + jsonStep(heap, steps[i]!);
  yield ']}\n';
}

function* bracketed(open: string, texts: Iterable<string>): Generator<string> {
  yield open;
  yield* texts;
  yield '}\n';
}

function* map<T>(items: Iterable<T>, text: (item: T) => string): Generator<string> {
  for (const item of items) yield text(item);
}

function* inPieces(texts: Iterable<string>): Generator<CanonicalPiece> {
  let text = '';
  let done = 0;
  for (const each of texts) {
    text += each;
    done++;
    if (text.length < PIECE) continue;
    yield { text, done };
    text = '';
  }
  if (text !== '') yield { text, done };
}

/** Of millions of rows: no generator a row, and no call into JSON for a text that needs no escape. */
function* tablePieces({ columns, rowCount, heap }: TableResult): Generator<CanonicalPiece> {
  const writers = columns.map((column, i) => cellWriter(column, i === 0, heap));
  let text = '';
  for (let row = 0; row < rowCount; row++) {
    text += '{';
    for (const write of writers) text += write(row);
    text += '}\n';
    if (text.length < PIECE) continue;
    yield { text, done: row + 1 };
    text = '';
  }
  if (text !== '') yield { text, done: rowCount };
}

// Printable ASCII without `"` and `\`: JSON writes it as it is.
const plain = /^[ !#-[\]-~]*$/;

/** Key and value of one column. */
function cellWriter(column: Column, isFirst: boolean, heap: Heap | undefined): (row: number) => string {
  const key = `${isFirst ? '' : ', '}${jsonText(column.name)}: `;
  const { unit } = column;
  const isMixed = column.unitOf !== undefined;
  // Neighbours are often alike: the type's name, null.
  let last: Cell;
  let lastText = `${key}null`;
  return (row) => {
    const cell = column.cell(row);
    if (isMixed) return key + jsonCell(cell, column.unitOf!(row), heap);
    if (cell === last) return lastText;
    last = cell;
    lastText =
      typeof cell === 'string' && plain.test(cell) ? `${key}"${cell}"` : key + jsonCell(cell, unit, heap);
    return lastText;
  };
}
