/**
 * Gives `load(item)` for each item, in order, while up to `depth` later ones are being loaded: what `load` leaves to
 * other threads goes on during the caller's own work. Waits for what it has begun, whatever happens.
 */
export async function* prefetch<T, R>(
  items: readonly T[],
  depth: number,
  load: (item: T) => Promise<R>,
): AsyncGenerator<readonly [T, R]> {
  const loading: Promise<R>[] = [];
  let begun = 0;
  try {
    for (const item of items) {
      for (; begun < items.length && loading.length <= depth; begun++) loading.push(load(items[begun]!));
      yield [item, await loading.shift()!];
    }
  } finally {
    await Promise.allSettled(loading);
  }
}
