import { boundaryAtOrAfter, boundaryAtOrBefore } from './graphemes.ts';

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
const blank = /\s/;
const asciiWord = Uint8Array.from({ length: 128 }, (_, code) =>
  wordCharacter.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Behind the word that the cursor is in or before: words are letters and digits, as readline has them. */
export function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isWordAt(text, end)) end = after(text, end);
  while (end < text.length && isWordAt(text, end)) end = after(text, end);
  return boundaryAtOrAfter(text, end);
}

/** Where the word begins that the cursor is in or behind. */
export function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isWordAt(text, before(text, start))) start = before(text, start);
  while (start > 0 && isWordAt(text, before(text, start))) start = before(text, start);
  return boundaryAtOrBefore(text, start);
}

/** Where what stands between blanks begins that the cursor is in or behind. */
export function blankWordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && blank.test(text[start - 1]!)) start--;
  while (start > 0 && !blank.test(text[start - 1]!)) start--;
  return boundaryAtOrBefore(text, start);
}

function isWordAt(text: string, at: number): boolean {
  const code = text.codePointAt(at)!;
  return code < 128 ? asciiWord[code] === 1 : wordCharacter.test(String.fromCodePoint(code));
}

function after(text: string, at: number): number {
  return at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
}

function before(text: string, at: number): number {
  const isPair = at > 1 && text.codePointAt(at - 2)! > 0xffff;
  return at - (isPair ? 2 : 1);
}
