import { STEP, type Task } from '../../base/task.ts';
import { JOINED_PREVIEW } from '../../model/joined-preview.ts';
import { NONE, ValueKind } from '../../model/kinds.ts';
import type { ObjectColumns } from '../../model/snapshot.ts';

const UNKNOWN = -1;
/** What is met again while it is open is a part of itself, which no text is. */
const Visit = { none: 0, open: 1, done: 2 } as const;
/** A row is a joined text and its two parts. */
const WIDTH = 3;

/**
 * Writes how long joined texts are, and where to begin reading each, so that nobody has to go down a rope of a million parts
 * for its first words. To be called when other texts have their lengths. `joined`: of each the node, then its parts. From the
 * parts up, with a stack of its own: O(parts), a byte a node while it runs.
 */
export function writeJoinedTexts(columns: ObjectColumns, joined: Uint32Array, task: Task): void {
  const ropes = new Ropes(columns, joined);
  const count = joined.length / WIDTH;
  for (let row = 0; row < count; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, count);
    ropes.write(row);
  }
}

class Ropes {
  readonly #columns: ObjectColumns;
  readonly #joined: Uint32Array;
  /** By node. */
  readonly #visits: Uint8Array;
  /** Rows. */
  readonly #stack: number[] = [];

  constructor(columns: ObjectColumns, joined: Uint32Array) {
    this.#columns = columns;
    this.#joined = joined;
    this.#visits = new Uint8Array(joined.length === 0 ? 0 : columns.valueKinds.length);
    // Until it is known where to begin reading a text, its row is there.
    for (let row = 0; row * WIDTH < joined.length; row++) columns.valueIndexes[joined[row * WIDTH]!] = row;
  }

  /** The text of a row, after all that it is made of. */
  write(row: number): void {
    const stack = this.#stack;
    this.#push(this.#part(row, 0));
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const node = this.#part(top, 0);
      if (this.#visits[node] === Visit.none) {
        this.#visits[node] = Visit.open;
        this.#push(this.#part(top, 2));
        this.#push(this.#part(top, 1));
        continue;
      }
      stack.pop();
      if (this.#visits[node] === Visit.open) this.#finish(top, node);
    }
  }

  #part(row: number, part: number): number {
    return this.#joined[row * WIDTH + part]!;
  }

  #push(node: number): void {
    if (this.#isJoined(node) && this.#visits[node] === Visit.none)
      this.#stack.push(this.#columns.valueIndexes[node]!);
  }

  #finish(row: number, node: number): void {
    const { valueIndexes, lengths } = this.#columns;
    const first = this.#part(row, 1);
    const length = this.#lengthOf(first);
    valueIndexes[node] = this.#isJoined(first) && length >= JOINED_PREVIEW ? valueIndexes[first]! : node;
    lengths[node] = sumOf(length, this.#lengthOf(this.#part(row, 2)));
    this.#visits[node] = Visit.done;
  }

  #isJoined(node: number): boolean {
    return node !== NONE && this.#columns.valueKinds[node] === ValueKind.joined;
  }

  #lengthOf(node: number): number {
    if (node === NONE) return UNKNOWN;
    const isKnown = this.#isJoined(node)
      ? this.#visits[node] === Visit.done
      : this.#columns.valueKinds[node] === ValueKind.text;
    return isKnown ? this.#columns.lengths[node]! : UNKNOWN;
  }
}

/** Texts that double with every step are longer than any number is exact. */
function sumOf(a: number, b: number): number {
  return a < 0 || b < 0 || a + b > Number.MAX_SAFE_INTEGER ? UNKNOWN : a + b;
}
