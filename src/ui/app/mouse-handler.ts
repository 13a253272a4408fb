import type { ShellActions } from '../keys/binding.ts';
import { bindingFor, keysOfPane } from '../keys/key-map.ts';
import { WHEEL_ROWS } from '../keys/move-keys.ts';
import { BODY_ROW, type Regions } from '../layout/regions.ts';
import { frontPane, type OpenPane } from '../state/pane-stack.ts';
import type { ShellStore } from '../state/shell-store.ts';
import type { MouseEvent } from '../terminal/input-event.ts';
import type { AnswerStack } from './answer-stack.ts';

interface MouseParts {
  readonly store: ShellStore;
  readonly answers: AnswerStack;
  readonly actions: ShellActions;
  regions(): Regions;
}

const WHEEL_COLUMNS = 4;
const DOUBLE_CLICK_MILLISECONDS = 400;

const never = { row: -1, pane: -1, at: -Infinity };

/** The wheel scrolls, a click selects, on a heading it sorts, a double click does what Enter does. */
export class MouseHandler {
  readonly #parts: MouseParts;
  #last = never;

  constructor(parts: MouseParts) {
    this.#parts = parts;
  }

  handle(event: MouseEvent): void {
    const { actions } = this.#parts;
    const does: Partial<Record<MouseEvent['action'], () => void>> = {
      'wheel-up': () => this.#scroll(-WHEEL_ROWS),
      'wheel-down': () => this.#scroll(WHEEL_ROWS),
      'wheel-left': () => actions.shift(-WHEEL_COLUMNS),
      'wheel-right': () => actions.shift(WHEEL_COLUMNS),
      press: () => event.button === 'left' && this.#click(event),
    };
    does[event.action]?.();
  }

  #scroll(rows: number): void {
    const pane = frontPane(this.#parts.store.state.stack);
    if (pane === undefined) return;
    const inSight = this.#rowsInSight();
    // By a part of a page: the rows move, not the selection among them.
    this.#parts.actions.move({ pages: rows / inSight });
  }

  #click({ row: screenRow, column }: MouseEvent): void {
    const { store } = this.#parts;
    const { rows } = this.#parts.regions();
    if (screenRow === rows - 2) store.change({ focus: 'prompt', search: undefined });
    else if (!this.#clickHeading(screenRow - BODY_ROW, column)) this.#clickRow(screenRow - BODY_ROW);
  }

  /** A heading is the last line above the rows of a table. False: it was none. */
  #clickHeading(line: number, column: number): boolean {
    const { store, answers, actions } = this.#parts;
    const pane = frontPane(store.state.stack);
    if (pane === undefined || line < 0 || line !== this.#headLines(pane) - 1) return false;
    store.change({ focus: 'pane', message: undefined });
    if (answers.selectColumnAt(pane, column)) actions.sort();
    return true;
  }

  /** `line` of the body. */
  #clickRow(line: number): void {
    const { store, answers, actions } = this.#parts;
    const pane = frontPane(store.state.stack);
    if (pane === undefined) return;
    const inSight = line - this.#headLines(pane);
    if (inSight < 0 || inSight >= this.#rowsInSight()) return;
    const row = answers.rowAtLine(pane, inSight, this.#parts.regions().bodyLines);
    if (row === undefined) return;
    store.change({ focus: 'pane', message: undefined });
    answers.select(pane, row);
    if (this.#isDouble(pane.id, row)) bindingFor(keysOfPane(pane.pane), 'enter')?.does(actions);
  }

  /** A third click in a row begins anew. */
  #isDouble(pane: number, row: number): boolean {
    const at = performance.now();
    const last = this.#last;
    const isDouble = last.row === row && last.pane === pane && at - last.at < DOUBLE_CLICK_MILLISECONDS;
    this.#last = isDouble ? never : { row, pane, at };
    return isDouble;
  }

  #rowsInSight(): number {
    const pane = frontPane(this.#parts.store.state.stack);
    const { bodyLines } = this.#parts.regions();
    return pane === undefined ? 1 : Math.max(1, bodyLines - this.#headLines(pane));
  }

  #headLines({ pane, state }: OpenPane): number {
    const { columns, bodyLines } = this.#parts.regions();
    return pane.headLines(state, { columns, lines: bodyLines });
  }
}
