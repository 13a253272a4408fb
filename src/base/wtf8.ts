/**
 * UTF-8 that also holds lone surrogates, as three bytes each (Python's `surrogatepass`, WTF-8 elsewhere): runtimes
 * keep them in strings, and a snapshot must give them back.
 */

/** Bytes of a text, lone surrogates included. */
export function encodeWtf8(text: string): Uint8Array {
  if (!LONE_SURROGATE.test(text)) return Buffer.from(text, 'utf8');
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (isSurrogate(code)) bytes.push(0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else bytes.push(...Buffer.from(character, 'utf8'));
  }
  return Uint8Array.from(bytes);
}

/** The text of bytes; what is no UTF-8 becomes U+FFFD. Well-formed text, nearly all there is, is decoded natively. */
export function decodeWtf8(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  return text.includes('\ufffd') ? decodeWithSurrogates(bytes) : text;
}

/** Characters (code points, lone surrogates too) of UTF-8. */
export function characterCount(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let count = 0;
  for (let i = start; i < end; i++) if ((bytes[i]! & 0xc0) !== 0x80) count++;
  return count;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function decodeUtf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Splits at surrogates; the runs between them are plain UTF-8. */
function decodeWithSurrogates(bytes: Uint8Array): string {
  const parts: string[] = [];
  let start = 0;
  for (let i = bytes.indexOf(0xed); i >= 0 && i + 2 < bytes.length; i = bytes.indexOf(0xed, i + 1)) {
    const second = bytes[i + 1]!;
    const third = bytes[i + 2]!;
    if (second < 0xa0 || second > 0xbf || (third & 0xc0) !== 0x80) continue;
    parts.push(decodeUtf8(bytes.subarray(start, i)));
    parts.push(String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f)));
    start = i + 3;
    i += 2;
  }
  parts.push(decodeUtf8(bytes.subarray(start)));
  return parts.join('');
}
