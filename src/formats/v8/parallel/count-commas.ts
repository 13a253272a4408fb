export const COMMA = 0x2c;
const COMMAS = 0x2c2c2c2c;
const LOW_BITS = 0x7f7f7f7f;
const ONES = 0x01010101;
/** Words that are counted together: a byte can be added one to so often, and four go round at once. */
const A_RUN = 252;

/**
 * Commas among the first `end` bytes, four bytes at a time: a byte that is a comma becomes zero, the high bits of all
 * others are set (Hacker's Delight, 2nd edition, section 6-1), and the counts of these four are added up in one word.
 */
export function countCommas(bytes: Uint8Array, end: number): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, end >>> 2);
  const whole = words.length & ~3;
  let others = 0;
  for (let from = 0; from < whole; from += A_RUN) {
    const to = Math.min(from + A_RUN, whole);
    let lanes = 0;
    for (let i = from; i < to; i += 4) {
      const a = words[i]! ^ COMMAS;
      const b = words[i + 1]! ^ COMMAS;
      const c = words[i + 2]! ^ COMMAS;
      const d = words[i + 3]! ^ COMMAS;
      lanes =
        (lanes +
          (((((a & LOW_BITS) + LOW_BITS) | a) >>> 7) & ONES) +
          (((((b & LOW_BITS) + LOW_BITS) | b) >>> 7) & ONES) +
          (((((c & LOW_BITS) + LOW_BITS) | c) >>> 7) & ONES) +
          (((((d & LOW_BITS) + LOW_BITS) | d) >>> 7) & ONES)) |
        0;
    }
    others += (lanes & 0xff) + ((lanes >>> 8) & 0xff) + ((lanes >>> 16) & 0xff) + (lanes >>> 24);
  }
  let commas = 4 * whole - others;
  for (let i = 4 * whole; i < end; i++) if (bytes[i] === COMMA) commas++;
  return commas;
}
