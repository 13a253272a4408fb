import { CancelledError } from '../../src/base/errors.ts';
import type { Task } from '../../src/base/task.ts';

/** Stops at its n-th word. */
export class ImpatientTask implements Task {
  #left: number;

  constructor(words: number) {
    this.#left = words;
  }

  phase(): void {
    this.step();
  }

  step(): void {
    if (this.#left-- === 0) throw new CancelledError();
  }
}
