import { takeString } from './literals.ts';
import { memberName } from './names.ts';
import type { Reader } from './reader.ts';

const shellRun = /[^\s|"'\\]+/y;
const bareWord = /[^\s|,()[\]"']+/y;

/** A word as in a POSIX shell: quotes and backslashes, up to a blank or `|`. */
export function readShellWord(reader: Reader): string {
  reader.want({ kind: 'file' });
  const start = reader.position;
  let word = '';
  while (!reader.atEnd() && !/\s/.test(reader.text[reader.position]!)) {
    const run = reader.take(shellRun)?.[0];
    if (run !== undefined) word += run;
    else if (reader.takeText("'")) word += takeUntilQuote(reader, "'");
    else if (reader.takeText('"')) word += takeUntilQuote(reader, '"');
    else {
      word += reader.text[reader.position + 1] ?? '\\';
      reader.position = Math.min(reader.position + 2, reader.text.length);
    }
  }
  if (reader.position === start) reader.fail('expected the name of a file');
  return word;
}

/** In double quotes a backslash keeps `"`, `\`, `$` and the backtick, as in a shell; in single quotes nothing. */
function takeUntilQuote(reader: Reader, quote: string): string {
  const start = reader.position - 1;
  let word = '';
  while (!reader.takeText(quote)) {
    const character = reader.text[reader.position];
    if (character === undefined) {
      reader.failAt({ start, end: reader.text.length }, `this name has no closing ${quote}`);
    }
    const next = reader.text[reader.position + 1];
    const escaped = quote === '"' && character === '\\' && next !== undefined && '"\\$`'.includes(next);
    word += escaped ? next : character;
    reader.position += escaped ? 2 : 1;
  }
  return word;
}

/** A bare word or one in quotes. */
export function readWord(reader: Reader, expected: string): string {
  const word = takeString(reader) ?? reader.take(bareWord)?.[0];
  if (word === undefined) reader.fail(`expected ${expected}`);
  return word;
}

/** An edge name, with or without its dot. */
export function readEdgeName(reader: Reader): string {
  reader.takeText('.');
  reader.want({ kind: 'edge', of: reader.subject });
  const name = takeString(reader) ?? reader.take(memberName)?.[0];
  if (name === undefined) reader.fail('expected the name of an edge, as tb_next');
  return name;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The rest of the stage, as typed, up to a `|` that is in no quotes or brackets. An apostrophe within a word is no quote. */
export function readText(reader: Reader): string {
  const { text, position: start } = reader;
  const open: string[] = [];
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (character === '|' && open.length === 0) break;
    const closing = closers[character];
    if (closing !== undefined && text.indexOf(closing, at) > 0) open.push(closing);
    else if (character === open.at(-1)) open.pop();
    else if (isQuote(text, at)) at = endOfQuote(text, at);
  }
  reader.position = at;
  return text.slice(start, at).trim();
}

/** Everything up to the end of the line: `|`, `#` and quotes mean nothing in it. */
export function readRestOfLine(reader: Reader): string {
  const rest = reader.text.slice(reader.position).trim();
  reader.position = reader.text.length;
  return rest;
}

/** The quote that the text from one to the next of its kind stands in at a place; undefined: it stands in none. */
export function quoteAround(text: string, place: number): string | undefined {
  for (let at = 0; at < place; at++) {
    if (!isQuote(text, at)) continue;
    const end = endOfQuote(text, at);
    if (end > place) return text[at];
    at = end;
  }
  return undefined;
}

function isQuote(text: string, at: number): boolean {
  return text[at] === '"' || (text[at] === "'" && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ''));
}

/** Where the quote that begins here ends; here, when it does not. */
function endOfQuote(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === text[at]) return end;
  }
  return at;
}
