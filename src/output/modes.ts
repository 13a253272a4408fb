import type { Answer, FailedAnswer, View } from './answer.ts';
import { csvLines } from './csv.ts';
import { jsonDocument, jsonError } from './json/index.ts';
import { jsonLines } from './json-lines.ts';
import { markdownLines } from './markdown.ts';
import { resultLines } from './text/index.ts';

/** One way to write answers down. */
export interface OutputMode {
  readonly name: string;
  readonly doc: string;
  /** Written for people: rows are limited unless one says otherwise. */
  readonly isForPeople: boolean;
  /** A blank line stands between answers, without which they would run into each other. */
  readonly separatesAnswers?: boolean;
  /** Nothing but rows has a place in it: notes and the rest of the provenance go to standard error. */
  readonly isRowsOnly?: boolean;
  /** It has a place for how many objects are unreachable, which costs a search over the heap. */
  readonly tellsUnreachable?: boolean;
  /** The answer in pieces of text, made as they are asked for. */
  pieces(answer: Answer, view: View, toTerminal: boolean): Iterable<string>;
  /** A failed command, where the form has a place for it; else it is told on standard error. */
  failure?(answer: FailedAnswer): string;
}

export const outputModes = [
  {
    name: 'table',
    doc: 'aligned columns, for people',
    isForPeople: true,
    separatesAnswers: true,
    pieces: (answer, view) => withNewlines(resultLines(answer.result, view)),
  },
  {
    name: 'json',
    doc: 'one JSON document a command, on one line',
    isForPeople: false,
    tellsUnreachable: true,
    pieces: (answer, view) => jsonDocument(answer, view.limit),
    failure: jsonError,
  },
  {
    name: 'jsonl',
    doc: 'one JSON object a row',
    isForPeople: false,
    isRowsOnly: true,
    pieces: (answer, view) => jsonLines(answer, view.limit),
  },
  {
    name: 'csv',
    doc: 'RFC 4180, sizes in bytes',
    isForPeople: false,
    isRowsOnly: true,
    pieces: (answer, view, toTerminal) => csvLines(answer, view.limit, toTerminal),
  },
  {
    name: 'md',
    doc: 'a Markdown table',
    isForPeople: false,
    separatesAnswers: true,
    pieces: (answer, view) => markdownLines(answer, view.limit),
  },
] as const satisfies readonly OutputMode[];

export function findMode(name: string): OutputMode | undefined {
  return outputModes.find((mode) => mode.name === name);
}

export const defaultMode: OutputMode = outputModes[0];

function* withNewlines(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
