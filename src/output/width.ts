import { eastAsianWidth } from 'get-east-asian-width';

// Filled as characters are met: asking the library and two Unicode properties costs a hundred times the lookup.
const widths = new Uint8Array(0x20000);
const UNKNOWN = 0;
const asciiOnly = /^[\x20-\x7e]*$/;
const combining = /[\p{Mn}\p{Me}\u1160-\u11ff]/u;

/**
 * Columns of the terminal that a text takes, for text that has been through `visible`: no control characters, and no
 * joiners, so that every code point counts for itself. About a nanosecond a character when it is plain ASCII.
 */
export function displayWidth(text: string): number {
  if (asciiOnly.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The longest beginning that fits, with … where something was left out. */
export function cutToWidth(text: string, limit: number): string {
  if (text.length <= limit && asciiOnly.test(text)) return text;
  let width = 0;
  let end = 0;
  let cut = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > limit) return limit < 1 ? '' : `${text.slice(0, cut)}…`;
    end += character.length;
    if (width <= limit - 1) cut = end;
  }
  return text;
}

/** The longest end that fits, with … where something was left out: of a file's name the directories go first. */
export function cutStartToWidth(text: string, limit: number): string {
  if (displayWidth(text) <= limit) return text;
  if (limit < 1) return '';
  const characters = [...text];
  let start = characters.length;
  for (let width = 1; start > 0; start--) {
    width += characterWidth(characters[start - 1]!);
    if (width > limit) break;
  }
  const end = characters.slice(start).join('');
  // Names of directories stay whole where one of them fits.
  const separator = end.search(/[/\\]/);
  return `…${separator < 0 ? end : end.slice(separator)}`;
}

const dotted = /^[\p{L}_$][\p{L}\p{N}_$<>]*(?:\.[\p{L}_$<][\p{L}\p{N}_$<>]*)+$/u;

/** As a cell of words is cut: a qualified name loses its beginning, since its end tells it from others; all else its end. */
export function cutTextToWidth(text: string, limit: number): string {
  if (displayWidth(text) <= limit || !dotted.test(text)) return cutToWidth(text, limit);
  const end = cutStartToWidth(text, limit);
  const dot = end.indexOf('.');
  return dot < 0 || dot === end.length - 1 ? end : `…${end.slice(dot + 1)}`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0)!;
  if (code >= 0x20000) return eastAsianWidth(code);
  const known = widths[code]!;
  if (known !== UNKNOWN) return known - 1;
  const width = combining.test(character) ? 0 : eastAsianWidth(code);
  widths[code] = width + 1;
  return width;
}
