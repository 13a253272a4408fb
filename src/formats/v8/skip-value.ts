import type { ByteCursor } from './byte-cursor.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Goes past one value of JSON, whatever it is and however deep, without looking at more than brackets and quotes.
 * `keep` is given its bytes, piece by piece, copied by whoever wants to keep them.
 */
export async function skipValue(
  cursor: ByteCursor,
  keep: (piece: Uint8Array) => void = () => undefined,
): Promise<void> {
  if ((await cursor.peek()) === -1) throw cursor.ended('a value was expected');
  const scan = new ValueScan();
  for (;;) {
    const start = cursor.position;
    const isWhole = scan.goOver(cursor);
    keep(cursor.bytes.subarray(start, cursor.position));
    if (isWhole) return;
    if (!(await cursor.more())) throw cursor.ended('a value goes on');
  }
}

class ValueScan {
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inPlain = false;

  /** True at the end of the value; false when the chunk is used up before. */
  goOver(cursor: ByteCursor): boolean {
    const { bytes } = cursor;
    for (; cursor.position < bytes.length; cursor.position++) {
      const byte = bytes[cursor.position]!;
      if (this.#inString) {
        if (!this.#endsString(byte) || this.#depth > 0) continue;
        cursor.position++;
        return true;
      }
      if (byte === QUOTE) this.#inString = true;
      else if (byte === 0x5b || byte === 0x7b) this.#depth++;
      else if (this.#depth === 0) {
        // A number or word has no end of its own.
        if (byte === COMMA || byte === 0x5d || byte === 0x7d) {
          if (!this.#inPlain) throw cursor.unexpected('a value was expected');
          return true;
        }
        this.#inPlain = true;
      } else if ((byte === 0x5d || byte === 0x7d) && --this.#depth === 0) {
        cursor.position++;
        return true;
      }
    }
    return false;
  }

  #endsString(byte: number): boolean {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    return !this.#inString;
  }
}
