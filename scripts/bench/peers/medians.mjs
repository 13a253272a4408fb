// Several runs of one tool become one.

/** The middle one; of an even number the higher of the two. */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

/**
 * The median of each figure of `samples`, beside what is no number (answers), which is as in the last. A tool that failed
 * in any run has failed: `{ failure }`.
 */
export function mediansOf(samples) {
  const failed = samples.find(({ failure }) => failure !== undefined);
  if (failed !== undefined) return { failure: failed.failure };
  return Object.fromEntries(
    Object.entries(samples.at(-1)).map(([key, last]) => [
      key,
      typeof last === 'number' ? median(samples.map((sample) => sample[key])) : last,
    ]),
  );
}
