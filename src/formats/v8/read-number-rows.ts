import { FormatError } from '../../base/errors.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { isBetweenRows, NumberBatch, parseNumbers, Stopped } from './parse-numbers.ts';

/** Takes the rows of a list of numbers. */
export interface RowTaker {
  /** What a row is, for errors: "node". */
  readonly what: string;
  /** Numbers a row. */
  readonly width: number;
  /** Rows that were taken. */
  readonly count: number;
  /** Forgets all rows but the first so many. */
  truncate(count: number): void;
  /** Takes the rows of numbers[0 … rows * width - 1]. Throws BadNumber, and then columns may not be of one length: see `giveRows`. */
  take(numbers: Float64Array, rows: number): void;
  /**
   * Takes rows straight from bytes, from the first number of one on and at most so many, as long as they are written in the
   * usual way; returns where the first other one begins. Much quicker; never throws.
   */
  takeUsual?(bytes: Uint8Array, position: number, most: number): number;
}

/** A number that cannot be: which of those given, and why. */
export class BadNumber extends Error {
  readonly index: number;

  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

/** Small enough to stay in the first-level cache. */
export const BATCH = 1 << 11;

/**
 * Reads a list of numbers, `[` and `]` included, row by row. Throws FormatError with the offset of what is wrong, and
 * EndOfFile when the list has no end; whole rows before that were taken.
 */
export async function readNumberRows(cursor: ByteCursor, taker: RowTaker): Promise<void> {
  const batch = new NumberBatch(BATCH - (BATCH % taker.width));
  await cursor.expect('[');
  if ((await cursor.peek()) === CLOSE) {
    cursor.position++;
    return;
  }
  for (;;) {
    if (isBetweenRows(batch) && taker.takeUsual !== undefined)
      cursor.position = taker.takeUsual(cursor.bytes, cursor.position, Number.POSITIVE_INFINITY);
    const carried = batch.count;
    const start = cursor.position;
    const outcome = parseNumbers(cursor.bytes, start, batch);
    cursor.position = Math.floor(outcome / 8);
    const stopped = outcome % 8;
    const lacksNumber = stopped === Stopped.close && batch.digits === 0;
    if (stopped === Stopped.close && !lacksNumber) endNumber(batch);
    takeRows(cursor, taker, batch, start, carried);
    if (stopped === Stopped.unexpected || lacksNumber) throw notANumber(cursor);
    if (stopped === Stopped.close) return finishRows(cursor, taker, batch);
    if (stopped === Stopped.tooLong) throw cursor.unexpected('a number has too many digits');
    if (stopped === Stopped.empty && !(await cursor.more())) {
      throw cursor.ended(`the list of ${taker.what}s goes on`);
    }
  }
}

const CLOSE = 0x5d;

/** The last number has no comma after it. */
function endNumber(batch: NumberBatch): void {
  batch.numbers[batch.count++] = batch.value;
  batch.digits = 0;
}

function finishRows(cursor: ByteCursor, taker: RowTaker, batch: NumberBatch): void {
  if (batch.count > 0) {
    throw cursor.unexpected(`the last ${taker.what} has ${batch.count} numbers instead of ${taker.width}`);
  }
  cursor.position++;
}

/** Gives all whole rows away and moves the rest of a row to the front. */
function takeRows(
  cursor: ByteCursor,
  taker: RowTaker,
  batch: NumberBatch,
  start: number,
  carried: number,
): void {
  const rows = Math.floor(batch.count / taker.width);
  if (rows === 0) return;
  try {
    giveRows(taker, batch.numbers, rows);
  } catch (error) {
    if (!(error instanceof BadNumber)) throw error;
    const offset = cursor.base + offsetOf(cursor.bytes, start, error.index - carried);
    throw new FormatError(error.message, { where: { offset }, cause: error });
  }
  const taken = rows * taker.width;
  batch.numbers.copyWithin(0, taken, batch.count);
  batch.count -= taken;
}

/** Gives rows to who takes them, and where one of them cannot be, those before it. Throws BadNumber, of the first that cannot be. */
export function giveRows(taker: RowTaker, numbers: Float64Array, rows: number): void {
  const before = taker.count;
  let wrong: BadNumber | undefined;
  for (let whole = rows; whole > 0; ) {
    try {
      taker.take(numbers, whole);
      break;
    } catch (error) {
      if (!(error instanceof BadNumber)) throw error;
      wrong = error;
    }
    taker.truncate(before);
    // Another column may be wrong before.
    whole = Math.floor(wrong.index / taker.width);
  }
  if (wrong !== undefined) throw wrong;
}

/** Where the number after `commas` commas begins; of a number that came with the chunk before, where this one begins. */
function offsetOf(bytes: Uint8Array, start: number, commas: number): number {
  let at = start;
  for (let seen = 0; seen < commas; at++) if (bytes[at] === COMMA) seen++;
  return at;
}

const COMMA = 0x2c;

function notANumber(cursor: ByteCursor): FormatError {
  const byte = cursor.bytes[cursor.position]!;
  if (byte === 0x2d) return cursor.unexpected('a number is negative');
  if (byte === 0x2e || (byte | 0x20) === 0x65) return cursor.unexpected('a number is not whole');
  const text = byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`;
  return cursor.unexpected(`a number was expected, and ${text} is there`);
}
