/** Mixes 64 bits to 32 (murmur3's finaliser): the low bits of addresses alone are all alike. */
export function hash64(low: number, high: number): number {
  let mixed = low ^ Math.imul(high, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** FNV-1a by four bytes at a time, with murmur3's finaliser: for the short texts that names are. */
export function hashBytes(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let mixed = 0x811c9dc5;
  let i = start;
  for (const last = end - 3; i < last; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    mixed = Math.imul(mixed ^ word, 0x01000193);
    // What is in the high bits would never get down to the low ones.
    mixed ^= mixed >>> 15;
  }
  for (; i < end; i++) mixed = Math.imul(mixed ^ bytes[i]!, 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The size of an open-addressing table that `count` entries fill by half at most. */
export function tableSize(count: number): number {
  let size = 16;
  while (size < 2 * count) size *= 2;
  return size;
}
