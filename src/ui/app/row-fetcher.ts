import type { OpenPane } from '../state/pane-stack.ts';
import type { RowRequest } from '../state/row-cache.ts';

interface FetchListener {
  /** Rows of this pane have come. */
  came(pane: OpenPane): void;
  failed(error: unknown): void;
}

/** Has the rows ready that are in sight, and a page before and after them. */
export class RowFetcher {
  readonly #listener: FetchListener;

  constructor(listener: FetchListener) {
    this.#listener = listener;
  }

  /** True when rows from … to-1 are all there; they are on their way otherwise. */
  ensure(pane: OpenPane, from: number, to: number): boolean {
    const { rows, state } = pane;
    const { rowCount } = state.outline;
    const end = Math.min(to, rowCount);
    const page = to - from;
    const isThere = rows.has(from, end);
    // What is in sight is asked for first and by itself: the pages around it must not make it late.
    for (const [start, stop] of [
      [from, end],
      [end, end + page],
      [from - page, from],
    ] as const) {
      const request = rows.want(start, stop, rowCount);
      if (request !== undefined) this.#fetch(pane, request);
    }
    return isThere;
  }

  #fetch(pane: OpenPane, request: RowRequest): void {
    pane.source
      .rows(request.from, request.to)
      .then((rows) => {
        pane.rows.put(request, rows);
        this.#listener.came(pane);
      })
      .catch(this.#listener.failed);
  }
}
