import { ExpectationError } from '../../base/errors.ts';
import type { Result, TreeResult } from '../../query/result.ts';
import type { Answer, FailedAnswer } from '../answer.ts';
import { notesOf } from '../notes.ts';
import { shownBranches } from '../shown-branches.ts';
import { jsonList, jsonObjectParts, jsonStep } from './object.ts';
import { jsonRows } from './rows.ts';
import { jsonTree } from './tree.ts';
import { jsonCell, jsonMembers, jsonText } from './value.ts';

/** One document a command, on one line, in pieces: a table of 400,000 rows is never one string. */
export function* jsonDocument({ command, result, unreachable }: Answer, limit: number): Generator<string> {
  yield `{"command": ${jsonText(command)}, "kind": "${result.kind}"`;
  yield* kindPieces(result, limit);
  yield `, "provenance": ${provenance(result, unreachable)}}\n`;
}

export function jsonError({ command, error }: FailedAnswer): string {
  const { line, column, length, file, lineNumber, offset, script } = error.where;
  const members: [string, string | undefined][] = [
    ['command', jsonText(command)],
    ['kind', '"error"'],
    // What `expect` answers when it holds is true.
    ['value', error instanceof ExpectationError ? 'false' : undefined],
    ['message', jsonText(error.message)],
    ['line', optionalText(line) ?? 'null'],
    ['column', optionalNumber(column) ?? 'null'],
    ['length', optionalNumber(length)],
    ['file', optionalText(file)],
    ['script', optionalText(script?.file)],
    ['line_number', optionalNumber(lineNumber ?? script?.lineNumber)],
    ['offset', optionalNumber(offset)],
    ['hint', optionalText(error.hint) ?? 'null'],
  ];
  return `${jsonMembers(members)}\n`;
}

function* kindPieces(result: Result, limit: number): Generator<string> {
  switch (result.kind) {
    case 'table':
      yield `, "total": ${result.total}`;
      for (const [name, value] of Object.entries(result.totals ?? {})) yield `, ${jsonText(name)}: ${value}`;
      yield ', "rows": ';
      yield* listPieces(jsonRows(result, limit));
      break;
    case 'scalar':
      yield `, "value": ${jsonCell(result.value, result.unit, result.heap)}`;
      break;
    case 'object':
      for (const [key, json] of jsonObjectParts(result)) yield `, "${key}": ${json}`;
      break;
    case 'tree':
      yield `, "direction": "${result.direction}"`;
      yield* treeTotal(result, limit);
      if (result.wholeSize !== undefined) yield `, "whole_size": ${result.wholeSize}`;
      yield ', "roots": ';
      yield* jsonTree(result, limit);
      break;
    case 'path':
      yield `, "root_kind": ${result.rootKind === undefined ? 'null' : jsonText(result.rootKind)}, "steps": `;
      yield* listPieces(result.steps.map((step) => jsonStep(result.heap, step)));
      break;
    case 'text':
      yield `, "lines": ${jsonList(result.lines.map(jsonText))}`;
      break;
  }
}

/** Where some of it is left out; each node tells how many below it are. */
function* treeTotal(tree: TreeResult, limit: number): Generator<string> {
  const { rowCount, total } = shownBranches(tree, limit);
  if (rowCount < total) yield `, "total": ${total}`;
}

function* listPieces(items: Iterable<string>): Generator<string> {
  let separator = '[';
  for (const item of items) {
    yield separator + item;
    separator = ', ';
  }
  yield separator === '[' ? '[]' : ']';
}

function provenance(result: Result, unreachable: number | undefined): string {
  const { exact, bound, weak } = result.provenance;
  const notes = notesOf(result);
  const partial = result.heap?.snapshot.source.partial;
  return jsonMembers([
    // Exact about a part of a heap is not exact about the heap.
    ['exact', String(exact && partial === undefined)],
    ['bound', optionalText(bound)],
    ['cuts', jsonList((result.heap?.cuts ?? []).map(jsonText))],
    ['weak', jsonText(weak)],
    ['unreachable', optionalNumber(unreachable)],
    ['partial', optionalText(partial)],
    ['notes', notes.length > 0 ? jsonList(notes.map(jsonText)) : undefined],
  ]);
}

function optionalText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : jsonText(text);
}

function optionalNumber(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
