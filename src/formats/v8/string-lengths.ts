import { characterCount } from '../../base/wtf8.ts';
import type { TextColumns } from '../../model/string-table.ts';

/** V8 writes no more of a string, unless it was told to. */
const LONGEST_WRITTEN = 1024;
/** Bytes of a string object that are not its characters, at most: header and padding. */
const OVERHEAD = 24;
const UNKNOWN = -1;

/**
 * Lengths of string objects in characters. The file does not say it: of strings that were cut when they were written,
 * which are those of 1,024 characters that are too large for so few, it is told from their bytes, to within eight. Of those
 * that are too small for them, whose characters lie elsewhere, nobody knows: -1.
 * `known`: by text, zeroes at first, to be kept: its characters, plus one, once they have been counted. Threads may share it.
 */
export class StringLengths {
  readonly #texts: TextColumns;
  readonly #known: Uint32Array;

  constructor(texts: TextColumns, known: Uint32Array) {
    this.#texts = texts;
    this.#known = known;
  }

  /** Of one with such a text, and of so many bytes. */
  of(textId: number, size: number): number {
    const { bytes, ends } = this.#texts;
    const before = this.#known[textId]!;
    const start = textId === 0 ? 0 : ends[textId - 1]!;
    const written = before === 0 ? characterCount(bytes, start, ends[textId]!) : before - 1;
    if (before === 0) this.#known[textId] = written + 1;
    const mayBeCut = ends[textId]! - start >= LONGEST_WRITTEN;
    return mayBeCut ? lengthOfLong(bytes.subarray(start, ends[textId]!), written, size) : written;
  }
}

function lengthOfLong(text: Uint8Array, written: number, size: number): number {
  const { units, width } = asV8Keeps(text, written);
  if (units < LONGEST_WRITTEN) return written;
  const room = Math.floor((size - OVERHEAD) / width);
  if (room > units) return room;
  return units === LONGEST_WRITTEN && size < units * width ? UNKNOWN : written;
}

const FIRST_OF_TWO_BYTES = 0xc4;
const FIRST_OF_PAIRS = 0xf0;

/** V8 keeps, counts and cuts texts in units of UTF-16, all of one byte where all characters are Latin-1. */
function asV8Keeps(text: Uint8Array, characters: number): { units: number; width: 1 | 2 } {
  let units = characters;
  let width: 1 | 2 = 1;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i]!;
    if (byte >= FIRST_OF_TWO_BYTES) width = 2;
    if (byte >= FIRST_OF_PAIRS) units++;
  }
  return { units, width };
}
