/** Where strings go, and how far they have come. */
export interface UsualStrings {
  /** Room for all that can come of the bytes at hand. */
  readonly bytes: Uint8Array;
  /** Where each string ends in `bytes`. */
  readonly ends: Uint32Array;
  length: number;
  count: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

/** What is looked at together is no longer: `\u00e4`. */
const LONGEST = 6;
/** What returns often the engine optimizes as a whole; of what has never returned it knows no end, and gives it up there each time. */
const STRETCH = 1 << 12;

/** What one character after a backslash stands for. */
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '/': '/',
  '\\': '\\',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The same by bytes; 0: it stands for nothing, or for more than a byte. */
export const meantByEscape: Uint8Array = new Uint8Array(256);
for (const [letter, meant] of Object.entries(escapes))
  meantByEscape[letter.charCodeAt(0)] = meant.charCodeAt(0);

/** By character: its worth as a hexadecimal digit; -1: it is none. */
const hexDigits = new Int8Array(256).fill(-1);
for (const digit of '0123456789abcdefABCDEF') hexDigits[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

/**
 * Copies strings as V8 writes them from inside of one on, through their ends and the beginnings of the next ones; returns
 * where, inside of a string again, it stops: at a surrogate, at an end in another way, at what must not be there, where
 * there is no room, near the end of the bytes, or after a while. Whoever knows of all that takes what is there and may
 * call again. Texts are full of escapes and names are short, so both are in this loop.
 */
export function takeUsualStrings(from: Uint8Array, position: number, strings: UsualStrings): number {
  const { bytes, ends } = strings;
  const last = Math.min(from.length - LONGEST, position + STRETCH);
  let { length, count } = strings;
  let at = position;
  while (at <= last) {
    const byte = from[at]!;
    if (byte === QUOTE) {
      if (from[at + 1] !== COMMA || count === ends.length) break;
      const next = from[at + 2] === NEWLINE ? at + 3 : at + 2;
      if (from[next] !== QUOTE) break;
      ends[count++] = length;
      at = next + 1;
    } else if (byte === BACKSLASH) {
      const meant = meantByEscape[from[at + 1]!]!;
      if (meant !== 0) {
        bytes[length++] = meant;
        at += 2;
      } else {
        const unit = unitAt(from, at + 1);
        if (unit < 0) break;
        length = putUnit(bytes, length, unit);
        at += 6;
      }
    } else {
      if (byte < 0x20) break;
      bytes[length++] = byte;
      at++;
    }
  }
  strings.length = length;
  strings.count = count;
  return at;
}

/** What `uXXXX` says; negative: it is not that, or the half of a pair. */
function unitAt(from: Uint8Array, at: number): number {
  if (from[at] !== LETTER_U) return -1;
  const high = (hexDigits[from[at + 1]!]! << 4) | hexDigits[from[at + 2]!]!;
  const low = (hexDigits[from[at + 3]!]! << 4) | hexDigits[from[at + 4]!]!;
  return (high & 0xf8) === 0xd8 ? -1 : (high << 8) | low;
}

/** As UTF-8; returns where it ends. */
function putUnit(bytes: Uint8Array, at: number, unit: number): number {
  let end = at;
  if (unit < 0x80) bytes[end++] = unit;
  else {
    if (unit < 0x800) bytes[end++] = 0xc0 | (unit >> 6);
    else {
      bytes[end++] = 0xe0 | (unit >> 12);
      bytes[end++] = 0x80 | ((unit >> 6) & 0x3f);
    }
    bytes[end++] = 0x80 | (unit & 0x3f);
  }
  return end;
}
