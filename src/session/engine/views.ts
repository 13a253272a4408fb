import type { Task } from '../../base/task.ts';
import type { ScreenView } from '../../output/screen/screen-view.ts';
import type { Heap } from '../../query/heap.ts';

interface KeptView {
  readonly view: ScreenView;
  /** The n of `$n`. */
  readonly number: number | undefined;
  /** What it is about. */
  readonly heap: Heap | undefined;
}

/** The answers that the screen shows or has shown, by the number they were given, until it forgets them. */
export class Views {
  readonly #kept = new Map<number, KeptView>();
  #last = 0;

  add(view: ScreenView, number: number | undefined, heap: Heap | undefined): number {
    this.#kept.set(++this.#last, { view, number, heap });
    return this.#last;
  }

  get(id: number): ScreenView | undefined {
    return this.#kept.get(id)?.view;
  }

  /**
   * As a line means it that looks at `current`, which may be another snapshot, or the same with other cuts. Undefined where
   * nothing can be asked on: the answer has no number, the row stands for nothing.
   */
  handle(id: number, row: number, current: Heap | undefined, task: Task): string | undefined {
    const { number, view, heap } = this.#kept.get(id) ?? {};
    if (number === undefined || view === undefined) return undefined;
    const handle = view.handle(row, `$${number}`, task);
    if (handle === undefined || heap === undefined || current === heap) return handle;
    const isCutElsewhere = current?.snapshot === heap.snapshot;
    // Along edges one may not come to the same object, where some of them are cut.
    if (isCutElsewhere) return /->|<-/.test(handle) ? view.address(row) : handle;
    return handle.startsWith('$') ? handle : `${heap.name}:${handle}`;
  }

  /** The line that a row tells to run, at any time after: it names the answer by its number. */
  line(id: number, row: number): string | undefined {
    const { number, view } = this.#kept.get(id) ?? {};
    return view?.line?.(row, number === undefined ? '_' : `$${number}`);
  }

  forget(id: number): void {
    this.#kept.delete(id);
  }
}
