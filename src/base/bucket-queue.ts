/**
 * A priority queue for whole numbers that hardly ever go down: each step between priorities costs O(1), so does an item.
 * Among equals the last added comes first.
 */
export class BucketQueue<T> {
  readonly #buckets = new Map<number, T[]>();
  /** No bucket is below it. */
  #lowest = 0;
  #count = 0;

  add(priority: number, item: T): void {
    if (this.#count++ === 0 || priority < this.#lowest) this.#lowest = priority;
    const bucket = this.#buckets.get(priority);
    if (bucket === undefined) this.#buckets.set(priority, [item]);
    else bucket.push(item);
  }

  take(): T | undefined {
    if (this.#count === 0) return undefined;
    while (!this.#buckets.has(this.#lowest)) this.#lowest++;
    this.#count--;
    const bucket = this.#buckets.get(this.#lowest)!;
    const item = bucket.pop();
    if (bucket.length === 0) this.#buckets.delete(this.#lowest);
    return item;
  }
}
