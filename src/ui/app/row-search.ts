import { frontPane, type OpenPane, withState } from '../state/pane-stack.ts';
import type { ShellStore } from '../state/shell-store.ts';

/** A search that takes longer is told of. */
const QUIET_MILLISECONDS = 120;

/** Looks for words in the rows of the pane in front. Another search, or Ctrl-C, ends it. */
export class RowSearch {
  readonly #store: ShellStore;
  readonly #select: (pane: OpenPane, row: number) => void;
  readonly #failed: (error: unknown) => void;
  #current = 0;
  #isSearching = false;

  constructor(
    store: ShellStore,
    select: (pane: OpenPane, row: number) => void,
    failed: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#select = select;
    this.#failed = failed;
  }

  /** From the row after the selected one, and on from the other end where nothing is found up to this one. */
  start(words: string, direction: 1 | -1): void {
    const pane = frontPane(this.#store.state.stack);
    if (pane === undefined) return;
    const { stack } = this.#store.state;
    this.#store.change({ stack: withState(stack, pane.id, (state) => ({ ...state, words })) });
    const mine = ++this.#current;
    this.#isSearching = true;
    const timer = setTimeout(() => this.#store.say(`searching for ${words} …`), QUIET_MILLISECONDS);
    this.#find(pane, words, direction, () => mine === this.#current)
      .catch(this.#failed)
      .finally(() => {
        clearTimeout(timer);
        if (mine === this.#current) this.#isSearching = false;
      });
  }

  /** False: there was nothing to stop. */
  stop(): boolean {
    const wasSearching = this.#isSearching;
    this.#current++;
    this.#isSearching = false;
    return wasSearching;
  }

  async #find(pane: OpenPane, words: string, direction: 1 | -1, isWanted: () => boolean): Promise<void> {
    const { selected, outline } = pane.state;
    const ahead = await pane.source.find(words, selected + direction, direction, isWanted);
    if (!isWanted()) return;
    if (ahead !== undefined) return this.#found(pane, ahead, undefined);
    const start = direction > 0 ? 0 : outline.rowCount - 1;
    const row = await pane.source.find(words, start, direction, isWanted);
    if (!isWanted()) return;
    if (row === undefined) return this.#store.say(`${words} is not in there`);
    this.#found(pane, row, direction > 0 ? 'went on from the start' : 'went on from the end');
  }

  #found(pane: OpenPane, row: number, message: string | undefined): void {
    this.#select(pane, row);
    this.#store.change({ message: message === undefined ? undefined : { text: message, tone: 'message' } });
  }
}
