import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';
import { paneFor } from '../panes/index.ts';
import type { PaneState } from '../panes/pane.ts';
import {
  jumpedTo,
  type Move,
  moved,
  movedTo,
  paneStateOf,
  scrolledIntoSight,
  stepInTree,
  withOutline,
} from '../panes/pane-state.ts';
import { columnMoved, shifted, sortableColumnAt, sortedInSight } from '../panes/sideways.ts';
import { frontPane, type OpenPane, type Origin, push, withoutFront, withState } from '../state/pane-stack.ts';
import { RowCache } from '../state/row-cache.ts';
import type { RowSource } from '../state/row-source.ts';
import type { ShellStore } from '../state/shell-store.ts';
import type { Theme } from '../theme.ts';

/** What moving has to know of the screen. */
export interface Viewport {
  readonly theme: Theme;
  columns(): number;
  rowsInSight(pane: OpenPane): number;
}

/** Puts answers on the stack, and moves through them. */
export class AnswerStack {
  readonly #store: ShellStore;
  readonly #viewport: Viewport;
  #lastId = 0;

  constructor(store: ShellStore, viewport: Viewport) {
    this.#store = store;
    this.#viewport = viewport;
  }

  /** On top, in front. What is only to be read, and closed, says where it came from; other answers, from which they were asked. */
  show(
    answer: ScreenAnswer,
    source: RowSource,
    { closesTo, askedFrom }: { readonly closesTo?: Origin; readonly askedFrom?: number | undefined },
  ): void {
    const pane: OpenPane = {
      id: ++this.#lastId,
      pane: paneFor(answer.outline),
      state: sortedInSight(paneStateOf(answer), this.#surface()),
      source,
      rows: new RowCache(),
      closesTo,
      askedFrom,
    };
    const { stack, dropped } = push(this.#store.state.stack, pane);
    for (const old of dropped) old.source.forget();
    this.#store.change({ stack });
  }

  /** Takes back what the engine said in place of an answer to this line: the last line tells it, too. */
  dropRemark(line: string): void {
    const { stack } = this.#store.state;
    const { answer } = frontPane(stack)?.state ?? {};
    if (answer?.number === undefined && answer?.command === line)
      this.#store.change({ stack: withoutFront(stack) });
  }

  /** `$7`; undefined: no line can name this answer. */
  name(pane: OpenPane | undefined): string | undefined {
    const number = pane?.state.answer.number;
    return number === undefined ? undefined : `$${number}`;
  }

  move(pane: OpenPane, by: Move): void {
    this.#change(pane, (state, lines) => moved(state, by, lines));
  }

  select(pane: OpenPane, row: number): void {
    this.#change(pane, (state, lines) => movedTo(state, row, lines));
  }

  /** To a row that may be far away. */
  jump(pane: OpenPane, row: number): void {
    this.#change(pane, (state, lines) => jumpedTo(state, row, lines));
  }

  shift(pane: OpenPane, by: number): void {
    this.#change(pane, (state) => shifted(state, by, this.#surface()));
  }

  moveColumn(pane: OpenPane, by: number): void {
    this.#change(pane, (state) => columnMoved(state, by, this.#surface()));
  }

  /** The column that a heading stands over can be sorted by: it becomes the one. False: there is none. */
  selectColumnAt(pane: OpenPane, screenColumn: number): boolean {
    const column = sortableColumnAt(pane.state, screenColumn, this.#surface());
    if (column !== undefined) this.#change(pane, (state) => ({ ...state, column }));
    return column !== undefined;
  }

  /** There may be room for other rows afterwards. */
  changeLook(pane: OpenPane, change: (state: PaneState) => PaneState): void {
    this.#change(pane, change);
    this.fit();
  }

  /** Unfolds the selected row, or goes to what is below it; folds it, or goes to what it is below. */
  async stepInTree(pane: OpenPane, direction: 'in' | 'out'): Promise<void> {
    const { selected } = pane.state;
    const row = pane.rows.get(selected);
    const step = row === undefined ? 'nothing' : stepInTree(row, direction);
    if (step === 'unfold') await this.fold(pane, 'unfolded');
    else if (step === 'fold') await this.fold(pane, 'folded');
    else if (step === 'enter') this.move(pane, { rows: 1 });
    else if (step === 'leave') await this.moveToParent(pane);
  }

  async fold(pane: OpenPane, fold: 'folded' | 'unfolded'): Promise<void> {
    const outline = await pane.source.fold(pane.state.selected, fold);
    if (outline === undefined) return;
    pane.rows.clear();
    this.#change(pane, (state, lines) => withOutline(state, outline, lines));
  }

  async moveToParent(pane: OpenPane): Promise<void> {
    const parent = await pane.source.parent(pane.state.selected);
    if (parent !== undefined) this.select(pane, parent);
  }

  /** The row that stands at a line below the head lines; undefined: none. `lines`: of the whole body. */
  rowAtLine({ pane, state, rows }: OpenPane, line: number, lines: number): number | undefined {
    const surface = { ...this.#surface(), lines, hasFocus: true };
    const row =
      pane.rowAtLine === undefined
        ? state.top + line
        : pane.rowAtLine(state, (index) => rows.get(index), surface, line);
    return row === undefined || row >= state.outline.rowCount ? undefined : row;
  }

  /** The pane in front, after the screen has another size. */
  fit(): void {
    const pane = frontPane(this.#store.state.stack);
    if (pane !== undefined) this.#change(pane, scrolledIntoSight);
  }

  /** Columns grow with the rows that come into sight. */
  measure(pane: OpenPane): void {
    this.#change(pane, (state, lines) => {
      const seen = [];
      for (let index = state.top; index < state.top + lines; index++) {
        const row = pane.rows.get(index);
        if (row !== undefined) seen.push(row);
      }
      const widths = pane.pane.measure(state, seen);
      return widths === state.widths ? state : { ...state, widths };
    });
  }

  #surface() {
    return { columns: this.#viewport.columns(), theme: this.#viewport.theme };
  }

  /** Whoever comes late, as after a search, changes the pane as it is by then. */
  #change(pane: OpenPane, change: (state: PaneState, lines: number) => PaneState): void {
    const lines = this.#viewport.rowsInSight(pane);
    const { stack } = this.#store.state;
    this.#store.change({ stack: withState(stack, pane.id, (state) => change(state, lines)) });
  }
}
