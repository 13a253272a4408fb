/**
 * Puts numbers together that are stored as byte planes: all lowest bytes, then all second bytes, … Addresses compress
 * five times better so. Plain loops, one a width: nearly all bytes of a file pass through.
 */
export function joinPlanes(planes: Uint8Array, width: number): Uint16Array | Uint32Array {
  const count = planes.length / width;
  if (width === 2) return joinPairs(planes, count);
  if (width === 4) return joinQuads(planes, count, new Uint32Array(count));
  return joinPairsOfWords(planes, new Int32Array(2 * count));
}

function joinPairs(planes: Uint8Array, count: number): Uint16Array {
  const numbers = new Uint16Array(count);
  for (let i = 0; i < count; i++) numbers[i] = planes[i]! | (planes[count + i]! << 8);
  return numbers;
}

function joinQuads(planes: Uint8Array, count: number, words: Uint32Array): Uint32Array {
  for (let i = 0; i < count; i++) {
    const low = planes[i]! | (planes[count + i]! << 8);
    words[i] = low | (planes[2 * count + i]! << 16) | (planes[3 * count + i]! << 24);
  }
  return words;
}

/** Numbers of width 8 that are joined at a time: planes are copied to where they are aligned, and stay in the cache. */
export const BATCH = 4096;

// Memory that is used again and again: only what has been joined leaves it. Signed, as an AddressIndex takes words.
const bytes = new Uint8Array(8 * BATCH);
const quads = new Int32Array(bytes.buffer);
const last = new Int32Array(2 * BATCH);

/** For width 8: low and high words in turn, written to `words`, which has room for just them. */
function joinPairsOfWords(planes: Uint8Array, words: Int32Array): Uint32Array {
  for (let start = 0; 2 * start < words.length; start += BATCH)
    joinBatch(planes, start, words.subarray(2 * start));
  return new Uint32Array(words.buffer);
}

/** The same for the numbers from `start`, a multiple of BATCH, up to the next one: the first in `words`. */
export function joinBatch(planes: Uint8Array, start: number, words: Int32Array): void {
  const count = planes.length / 8;
  const length = Math.min(BATCH, count - start);
  for (let plane = 0; plane < 8; plane++) {
    const from = plane * count + start;
    bytes.set(planes.subarray(from, from + length), plane * BATCH);
  }
  const whole = length === BATCH;
  transpose(quads, 0, whole ? words : last, 0);
  transpose(quads, BATCH, whole ? words : last, 1);
  if (!whole) words.set(last.subarray(0, 2 * length));
}

/** Four planes of a batch from `start` on become every second word: four bytes of each at a time, by shifts and masks. */
function transpose(quads: Int32Array, start: number, words: Int32Array, first: number): void {
  const step = BATCH / 4;
  for (let i = start, to = first; i < start + step; i++, to += 8) {
    const a = quads[i]!;
    const b = quads[i + step]!;
    const c = quads[i + 2 * step]!;
    const d = quads[i + 3 * step]!;
    const even = (a & 0x00ff00ff) | ((b & 0x00ff00ff) << 8);
    const odd = ((a >>> 8) & 0x00ff00ff) | (b & 0xff00ff00);
    const evenHigh = (c & 0x00ff00ff) | ((d & 0x00ff00ff) << 8);
    const oddHigh = ((c >>> 8) & 0x00ff00ff) | (d & 0xff00ff00);
    words[to] = (even & 0xffff) | (evenHigh << 16);
    words[to + 2] = (odd & 0xffff) | (oddHigh << 16);
    words[to + 4] = (even >>> 16) | (evenHigh & 0xffff0000);
    words[to + 6] = (odd >>> 16) | (oddHigh & 0xffff0000);
  }
}
