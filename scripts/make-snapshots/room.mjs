// Whether there is memory and disk enough for a snapshot.

/**
 * `needs …, and … are free`, in words; nothing when there is room. `size` is of sizes.mjs, `free` the bytes of `memory` and
 * `disk` there are.
 */
export function whatIsShort({ file, memory }, free) {
  const needs = { memory, disk: file * 1.1 };
  const short = Object.keys(needs).filter((what) => free[what] < needs[what]);
  if (short.length === 0) return undefined;
  const each = short.map(
    (what) => `${gigabytes(needs[what])} of ${what}, and ${gigabytes(free[what])} are free`,
  );
  return `needs ${each.join('; ')}`;
}

export function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
