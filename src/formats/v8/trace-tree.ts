import { GrowableArray } from '../../base/growable-array.ts';
import { NONE } from '../../model/kinds.ts';
import { type ByteCursor, isBlank } from './byte-cursor.ts';
import type { TraceLayout } from './header.ts';

const OPEN = 0x5b;
const CLOSE = 0x5d;
const COMMA = 0x2c;
const ZERO = 0x30;
/** Of what is kept; what is passed over may be larger. */
const MOST = 0xffffffff;

/** What comes next. */
const Next = { list: 0, valueOrEnd: 1, value: 2, digit: 3, separator: 4, nothing: 5 } as const;
type Next = (typeof Next)[keyof typeof Next];

/**
 * The section `trace_tree`: calls, each with those that it made nested in it, as columns; who called comes before whom it
 * called. Read byte by byte, the nesting on a stack of its own, since a file can nest deeper than any call stack.
 */
export class TraceTree {
  /** By which nodes of the heap refer to it. */
  readonly ids = new GrowableArray(Uint32Array);
  /** Index into `trace_function_infos`. */
  readonly functions = new GrowableArray(Uint32Array);
  /** The row of the caller, or NONE. */
  readonly parents = new GrowableArray(Uint32Array);
  readonly #layout: TraceLayout['nodes'];
  /** The rows that lists are open in, innermost last; the outermost is in none. */
  readonly #open = new GrowableArray(Uint32Array);
  #next: Next = Next.list;
  /** Of the row that is being read: its number, and which field comes. */
  #row = NONE;
  #field = 0;
  #value = 0;

  constructor(layout: TraceLayout['nodes']) {
    this.#layout = layout;
  }

  /** Reads the whole list. Throws EndOfFile when it has no end, FormatError for what is no such list. */
  async read(cursor: ByteCursor): Promise<void> {
    while (!this.#isClosed) {
      this.#scan(cursor);
      if (!this.#isClosed && !(await cursor.more())) throw cursor.ended('the trace tree goes on');
    }
  }

  get #isClosed(): boolean {
    return this.#next === Next.nothing;
  }

  #scan(cursor: ByteCursor): void {
    const { bytes } = cursor;
    while (cursor.position < bytes.length && !this.#isClosed) {
      const byte = bytes[cursor.position]!;
      if (isDigit(byte)) this.#digits(cursor);
      else if (byte === OPEN) this.#begin(cursor);
      else if (byte === COMMA) this.#separate(cursor);
      else if (byte === CLOSE) this.#end(cursor);
      else if (!isBlank(byte)) throw cursor.unexpected('the trace tree is no tree of numbers');
      else if (this.#next === Next.digit) this.#endNumber(cursor);
      cursor.position++;
    }
  }

  /** Of a number those that are in this chunk, up to the last of them. */
  #digits(cursor: ByteCursor): void {
    if (this.#next !== Next.digit) {
      this.#expectValue(cursor, false);
      this.#value = 0;
      this.#next = Next.digit;
    }
    const { bytes } = cursor;
    let value = this.#value;
    let at = cursor.position;
    for (; at < bytes.length && isDigit(bytes[at]!); at++) value = value * 10 + (bytes[at]! - ZERO);
    if (value > Number.MAX_SAFE_INTEGER) throw cursor.unexpected('a number has too many digits');
    this.#value = value;
    cursor.position = at - 1;
  }

  #begin(cursor: ByteCursor): void {
    if (this.#next !== Next.list) this.#expectValue(cursor, true);
    const at = this.#open.extend(1);
    this.#open.array[at] = this.#row;
    this.#row = NONE;
    this.#next = Next.valueOrEnd;
  }

  /** A list where the calls within a call are, a number everywhere else. */
  #expectValue(cursor: ByteCursor, isList: boolean): void {
    const isWanted = this.#next === Next.value || this.#next === Next.valueOrEnd;
    if (this.#next === Next.valueOrEnd) this.#field = 0;
    if (!isWanted || isList !== (this.#field === this.#layout.children)) {
      throw cursor.unexpected('the trace tree is no tree of numbers');
    }
    if (this.#field === 0) this.#beginRow();
  }

  #beginRow(): void {
    this.#row = this.ids.extend(1);
    this.functions.extend(1);
    this.parents.extend(1);
    this.parents.array[this.#row] = this.#open.array[this.#open.length - 1]!;
  }

  #endNumber(cursor: ByteCursor): void {
    const { id, function: callee } = this.#layout;
    const column = this.#field === id ? this.ids : this.#field === callee ? this.functions : undefined;
    if (column !== undefined) {
      if (this.#value > MOST) throw cursor.unexpected('a call has an id or function that there is not');
      column.array[this.#row] = this.#value;
    }
    this.#next = Next.separator;
  }

  #separate(cursor: ByteCursor): void {
    if (this.#next === Next.digit) this.#endNumber(cursor);
    if (this.#next !== Next.separator) throw cursor.unexpected('a comma stands where a number was expected');
    this.#field = this.#field + 1 === this.#layout.width ? 0 : this.#field + 1;
    this.#next = Next.value;
  }

  #end(cursor: ByteCursor): void {
    if (this.#next === Next.digit) this.#endNumber(cursor);
    const isWhole = this.#next === Next.separator && this.#field === this.#layout.width - 1;
    if (!isWhole && this.#next !== Next.valueOrEnd) throw cursor.unexpected('a call is not whole');
    this.#open.length--;
    this.#row = this.#open.array[this.#open.length]!;
    this.#field = this.#layout.children;
    this.#next = this.#open.length === 0 ? Next.nothing : Next.separator;
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte < ZERO + 10;
}
