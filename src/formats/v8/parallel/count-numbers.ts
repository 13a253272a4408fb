import type { Job } from '../../../base/team.ts';
import { readAt, withFile } from './read-at.ts';

/** One of the cuts of a file, from a place in a list of numbers on. */
export interface CountOrder {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** Its place among the cuts. */
  readonly cut: number;
  /** Shared by all cuts, one number: the first cut, as far as is known, that has the end of the list in it. */
  readonly lastCut: Int32Array;
}

export interface CountOutcome {
  /** Commas, those of the list only. */
  readonly commas: number;
  /** Where in the file the `]` is; undefined: not in this cut. */
  readonly close: number | undefined;
}

const CLOSE = 0x5d;
const NOTHING: CountOutcome = { commas: 0, close: undefined };

/** Counts the numbers of a cut, so that each cut can be parsed without those before it. At the speed of memory. */
export const countNumbers: Job<CountOrder, CountOutcome> = {
  name: 'v8-count-numbers',
  run({ file, start, end, cut, lastCut }) {
    if (Atomics.load(lastCut, 0) < cut) return NOTHING;
    return withFile(file, (descriptor) => {
      const bytes = readAt(descriptor, start, end - start);
      const close = bytes.indexOf(CLOSE);
      if (close >= 0) lower(lastCut, cut);
      return {
        commas: countCommas(bytes, close < 0 ? bytes.length : close),
        close: close < 0 ? undefined : start + close,
      };
    });
  },
};

function lower(smallest: Int32Array, value: number): void {
  let known = Atomics.load(smallest, 0);
  while (value < known) known = Atomics.compareExchange(smallest, 0, known, value);
}

const COMMAS = 0x2c2c2c2c;
const LOW_BITS = 0x7f7f7f7f;
/** So often can a byte be added one to. */
const LANES_HOLD = 255;

/**
 * Commas among the first `end` bytes, four bytes at a time: a byte that is a comma becomes zero, the high bits of all
 * others are set (Hacker's Delight, 2nd edition, section 6-1), and the counts of the four are added up in one word.
 */
export function countCommas(bytes: Uint8Array, end: number): number {
  const wordCount = end >>> 2;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, wordCount);
  let total = 0;
  for (let from = 0; from < wordCount; from += LANES_HOLD) {
    const to = Math.min(from + LANES_HOLD, wordCount);
    let lanes = 0;
    for (let i = from; i < to; i++) {
      const word = words[i]! ^ COMMAS;
      const others = ((word & LOW_BITS) + LOW_BITS) | word;
      lanes = (lanes + ((~others >>> 7) & 0x01010101)) | 0;
    }
    total += (lanes & 0xff) + ((lanes >>> 8) & 0xff) + ((lanes >>> 16) & 0xff) + (lanes >>> 24);
  }
  for (let i = wordCount << 2; i < end; i++) if (bytes[i] === 0x2c) total++;
  return total;
}
