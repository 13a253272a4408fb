import type { Task } from '../../base/task.ts';
import type { ScreenView } from '../../output/screen/screen-view.ts';

interface KeptView {
  readonly view: ScreenView;
  /** The n of `$n`. */
  readonly number: number | undefined;
}

/** The answers that the screen shows or has shown, by the number they were given, until it forgets them. */
export class Views {
  readonly #kept = new Map<number, KeptView>();
  #last = 0;

  add(view: ScreenView, number: number | undefined): number {
    this.#kept.set(++this.#last, { view, number });
    return this.#last;
  }

  get(id: number): ScreenView | undefined {
    return this.#kept.get(id)?.view;
  }

  /** Undefined where nothing can be asked on: the answer has no number, the row stands for nothing. */
  handle(id: number, row: number, task: Task): string | undefined {
    const kept = this.#kept.get(id);
    return kept?.number === undefined ? undefined : kept.view.handle(row, `$${kept.number}`, task);
  }

  forget(id: number): void {
    this.#kept.delete(id);
  }
}
