import { FormatError } from '../../base/errors.ts';
import { GrowableArray } from '../../base/growable-array.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { meantByEscape, takeStrings } from './kernel/string-blocks.ts';

/** Bytes of a string in the file, as far as room is made beforehand. */
const USUAL_LENGTH = 16;

/** Offsets are 32 bits. */
const MOST_BYTES = 0xffffffff;

/** Bytes of UTF-8. */
const LONGEST_CHARACTER = 4;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

/** Where in the list of strings the scan stands. */
const State = { before: 0, inside: 1, escape: 2, after: 3, closed: 4 } as const;
type State = (typeof State)[keyof typeof State];

/**
 * The section `strings`, as one piece of bytes: UTF-8 that also holds lone surrogates (see `wtf8.ts`), nothing decoded.
 * Bytes that are no UTF-8 are kept as they are.
 */
export class StringRows {
  readonly bytes = new GrowableArray(Uint8Array);
  /** Where each ends in `bytes`. */
  readonly ends = new GrowableArray(Uint32Array);
  #state: State = State.before;
  /** Of a `\u` escape: hexadecimal digits still to come, or -1; and what they say so far. */
  #hexLeft = -1;
  #hex = 0;
  /** Where in `bytes` a high surrogate was just written, and what it was; -1: none. */
  #highAt = -1;
  #high = 0;

  /**
   * Makes room for the strings of so many bytes of a file, as long as they usually are. More than needed costs nothing, and
   * what grows as it is filled would be copied.
   */
  reserve(fileBytes: number): void {
    this.bytes.reserve(Math.min(fileBytes, MOST_BYTES));
    this.ends.reserve(Math.ceil(Math.min(fileBytes, MOST_BYTES) / USUAL_LENGTH));
  }

  /** Reads the list, `[` and `]` included. Throws EndOfFile when it has no end, FormatError for what is no such list; `ends` are those of whole strings. */
  async read(cursor: ByteCursor): Promise<void> {
    await cursor.expect('[');
    if ((await cursor.peek()) === 0x5d) {
      cursor.position++;
      this.#state = State.closed;
    }
    try {
      while (!this.#isClosed) {
        this.#scan(cursor);
        if (!this.#isClosed && !(await cursor.more())) throw cursor.ended('the list of strings goes on');
      }
    } catch (error) {
      // Of the last one only the beginning came.
      this.bytes.length = this.#stringStart;
      throw error;
    }
  }

  get #isClosed(): boolean {
    return this.#state === State.closed;
  }

  #scan(cursor: ByteCursor): void {
    const { bytes } = cursor;
    this.#makeRoom(bytes.length - cursor.position);
    while (cursor.position < bytes.length && !this.#isClosed) {
      if (this.#state === State.inside) this.#inside(cursor);
      else if (this.#state === State.escape) this.#escape(cursor);
      else this.#between(cursor);
    }
  }

  /** No byte becomes more than one, but for the last digit of an escape that began in the chunk before. */
  #makeRoom(coming: number): void {
    const bytes = this.bytes.length + coming + LONGEST_CHARACTER;
    if (bytes > MOST_BYTES) throw new FormatError('the strings of this snapshot are larger than 4 GiB');
    if (bytes > this.bytes.array.length) this.bytes.reserve(Math.max(bytes, 2 * this.bytes.array.length));
  }

  /** What is usual, and then up to the end of what is not. */
  #inside(cursor: ByteCursor): void {
    for (let isUsual = true; isUsual; ) {
      const { texts, ends, position, isLeft } = takeStrings(cursor.bytes, cursor.position, this.bytes.length);
      isUsual = !isLeft;
      cursor.position = position;
      // There is room for it: see `#makeRoom`.
      this.bytes.array.set(texts, this.bytes.extend(texts.length));
      const row = this.ends.extend(ends.length);
      this.ends.array.set(ends, row);
    }
    this.#copy(cursor);
  }

  /** What stands for itself, up to a quote or backslash. */
  #copy(cursor: ByteCursor): void {
    const from = cursor.bytes;
    const to = this.bytes.array;
    let at = cursor.position;
    let length = this.bytes.length;
    let byte = 0;
    for (; at < from.length; at++) {
      byte = from[at]!;
      if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) break;
      to[length++] = byte;
    }
    this.bytes.length = length;
    cursor.position = at;
    if (at === from.length) return;
    if (byte < 0x20) throw cursor.unexpected(`a string has a control character in it (byte ${byte})`);
    cursor.position++;
    if (byte === BACKSLASH) this.#state = State.escape;
    else {
      const row = this.ends.extend(1);
      this.ends.array[row] = length;
      this.#state = State.after;
    }
  }

  #escape(cursor: ByteCursor): void {
    const byte = cursor.bytes[cursor.position]!;
    if (this.#hexLeft < 0) {
      if (byte === LETTER_U) {
        this.#hexLeft = 4;
        this.#hex = 0;
      } else {
        const meant = meantByEscape[byte]!;
        if (meant === 0) throw cursor.unexpected('a backslash stands before what it cannot');
        this.#put(meant);
        this.#state = State.inside;
      }
    } else {
      const digit = Number.parseInt(String.fromCharCode(byte), 16);
      if (Number.isNaN(digit)) throw cursor.unexpected('\\u was not followed by four hexadecimal digits');
      this.#hex = this.#hex * 16 + digit;
      if (--this.#hexLeft === 0) {
        this.#putUnit(this.#hex);
        this.#hexLeft = -1;
        this.#state = State.inside;
      }
    }
    cursor.position++;
  }

  /** A code unit of UTF-16; the second half of a pair makes one character of the two. */
  #putUnit(unit: number): void {
    const isSecond = unit >= 0xdc00 && unit <= 0xdfff && this.#highAt >= 0;
    if (isSecond && this.bytes.length === this.#highAt + 3 && this.#highAt >= this.#stringStart) {
      this.bytes.length = this.#highAt;
      this.#highAt = -1;
      this.#putCodePoint(0x10000 + ((this.#high - 0xd800) << 10) + (unit - 0xdc00));
      return;
    }
    this.#highAt = unit >= 0xd800 && unit <= 0xdbff ? this.bytes.length : -1;
    this.#high = unit;
    this.#putCodePoint(unit);
  }

  get #stringStart(): number {
    return this.ends.length === 0 ? 0 : this.ends.array[this.ends.length - 1]!;
  }

  #putCodePoint(code: number): void {
    if (code < 0x80) this.#put(code);
    else if (code < 0x800) this.#put(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000)
      this.#put(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else {
      const tail = [0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
      this.#put(0xf0 | (code >> 18), ...tail);
    }
  }

  #put(...bytes: readonly number[]): void {
    const start = this.bytes.extend(bytes.length);
    this.bytes.array.set(bytes, start);
  }

  #between(cursor: ByteCursor): void {
    const byte = cursor.bytes[cursor.position]!;
    const isAfter = this.#state === State.after;
    if (byte > 0x20) {
      if (byte === QUOTE && !isAfter) this.#state = State.inside;
      else if (byte === 0x2c && isAfter) this.#state = State.before;
      else if (byte === 0x5d && isAfter) this.#state = State.closed;
      else throw cursor.unexpected('a string was expected');
    } else if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
      throw cursor.unexpected(`byte ${byte} stands between strings`);
    }
    cursor.position++;
  }
}
