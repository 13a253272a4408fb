/** The numbers that were parsed and not yet taken, and where in a number the parser stands. */
export class NumberBatch {
  readonly numbers: Float64Array;
  /** How many of `numbers` are there. */
  count = 0;
  /** The digits of a number that has begun: how many, and what they are worth so far. */
  digits = 0;
  value = 0;
  /** White space after the digits: the number is over. */
  isOver = false;

  constructor(capacity: number) {
    this.numbers = new Float64Array(capacity);
  }
}

export const Stopped = {
  /** All bytes are used up. */
  empty: 0,
  /** `numbers` is full. */
  full: 1,
  /** At the `]` after the last number. */
  close: 2,
  /** At a byte that belongs to no list of whole numbers. */
  unexpected: 3,
  /** At the digit that makes a number larger than can be told exactly. */
  tooLong: 4,
} as const;

export type Stopped = (typeof Stopped)[keyof typeof Stopped];

/** So many digits fit 31 bits. */
const SMALL = 9;
/** So many digits are exact in a double, whatever they are. */
const EXACT = 15;

/**
 * Parses whole numbers with commas between, from `position` on; pure but for `batch`, so that a file can be cut anywhere.
 * Returns where it stopped and why: `position * 8 + Stopped`, one number because this is called millions of times when
 * chunks are small. One look at each byte: about 600 MB/s.
 */
export function parseNumbers(bytes: Uint8Array, position: number, batch: NumberBatch): number {
  const { numbers } = batch;
  const capacity = numbers.length;
  const end = bytes.length;
  let { count, digits, value } = batch;
  let at = position;
  let stopped: Stopped = Stopped.empty;
  if (batch.isOver) digits += OVER;
  for (; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit >= 0 && digit < 10) {
      if (digits < SMALL) {
        // Integer arithmetic, for as long as it fits.
        value = (Math.imul(value, 10) + digit) | 0;
      } else {
        if (digits >= EXACT) {
          stopped = digits >= OVER ? Stopped.unexpected : Stopped.tooLong;
          break;
        }
        value = value * 10 + digit;
      }
      digits++;
    } else if (digit === COMMA) {
      if (digits === 0) {
        stopped = Stopped.unexpected;
        break;
      }
      if (count === capacity) {
        stopped = Stopped.full;
        break;
      }
      numbers[count++] = value;
      value = 0;
      digits = 0;
    } else if (digit === SPACE || digit === NEWLINE || digit === RETURN || digit === TAB) {
      if (digits > 0 && digits < OVER) digits += OVER;
    } else {
      stopped = digit === CLOSE ? Stopped.close : Stopped.unexpected;
      break;
    }
  }
  batch.count = count;
  batch.isOver = digits >= OVER;
  batch.digits = batch.isOver ? digits - OVER : digits;
  batch.value = value;
  return at * 8 + stopped;
}

/** Added to the number of digits when white space came after them. */
const OVER = 64;

/** As differences to the digit 0. */
const COMMA = 0x2c - 0x30;
const CLOSE = 0x5d - 0x30;
const SPACE = 0x20 - 0x30;
const NEWLINE = 0x0a - 0x30;
const RETURN = 0x0d - 0x30;
const TAB = 0x09 - 0x30;
