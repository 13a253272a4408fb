import { createHash } from 'node:crypto';
import type { Task } from '../../base/task.ts';
import type { Result } from '../../query/result.ts';
import { type CanonicalPiece, canonicalPieces, canonicalSize } from './canonical-text.ts';

/**
 * The SHA-256 of a whole answer, computed in slices: a shell does it while nobody types. About 2.4 µs a row of objects, half of it to describe their values;
 * memory for one piece of text. A slice that throws, as when the heap is gone, leaves it useless.
 */
export class AnswerDigest {
  readonly total: number;
  readonly #hash = createHash('sha256');
  readonly #pieces: Iterator<CanonicalPiece>;
  #done = 0;
  #sha256: string | undefined;

  constructor(result: Result) {
    this.total = canonicalSize(result);
    this.#pieces = canonicalPieces(result)[Symbol.iterator]();
  }

  /** Works for about so long, one piece of 64 KiB at the least. True when it is finished. */
  work(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    do {
      if (this.#sha256 !== undefined) return true;
      const { value, done } = this.#pieces.next() as IteratorResult<CanonicalPiece, undefined>;
      if (done === true) {
        this.#sha256 = this.#hash.digest('hex');
      } else {
        this.#hash.update(value.text, 'utf8');
        this.#done = value.done;
      }
    } while (performance.now() < end);
    return this.#sha256 !== undefined;
  }

  /** Rows that are in it so far, of `total`. */
  get done(): number {
    return this.#done;
  }

  /** 64 hexadecimal digits; undefined until `work` has said that it is finished. */
  get sha256(): string | undefined {
    return this.#sha256;
  }
}

/** So long may Ctrl-C wait. */
const SLICE_MS = 10;

/** The digest in one go. Throws CancelledError when the task is stopped, and what the cells of the result throw. */
export function answerDigest(result: Result, task: Task): string {
  const digest = new AnswerDigest(result);
  task.phase('digesting the answer');
  while (!digest.work(SLICE_MS)) task.step(digest.done, Math.max(digest.total, digest.done));
  return digest.sha256!;
}
