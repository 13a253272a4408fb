/**
 * Puts numbers together that are stored as byte planes: all lowest bytes, then all second bytes, … Addresses compress
 * five times better so. Plain loops, one a width: this is where a quarter of the bytes of a file pass through.
 */
export function joinPlanes(planes: Uint8Array, width: number): Uint16Array | Uint32Array {
  const count = planes.length / width;
  if (width === 2) return joinPairs(planes, count);
  if (width === 4) return joinQuads(planes, count, 0, new Uint32Array(count), 1, 0);
  const words = new Uint32Array(2 * count);
  joinQuads(planes, count, 0, words, 2, 0);
  return joinQuads(planes, count, 4 * count, words, 2, 1);
}

function joinPairs(planes: Uint8Array, count: number): Uint16Array {
  const numbers = new Uint16Array(count);
  for (let i = 0; i < count; i++) numbers[i] = planes[i]! | (planes[count + i]! << 8);
  return numbers;
}

/** Joins the four planes from `start` on into every `stride`th word of `words`. */
function joinQuads(
  planes: Uint8Array,
  count: number,
  start: number,
  words: Uint32Array,
  stride: number,
  first: number,
): Uint32Array {
  const second = start + count;
  const third = second + count;
  const fourth = third + count;
  for (let i = 0, to = first; i < count; i++, to += stride) {
    words[to] =
      planes[start + i]! |
      (planes[second + i]! << 8) |
      (planes[third + i]! << 16) |
      (planes[fourth + i]! << 24);
  }
  return words;
}
