import type { PaneState } from '../panes/pane.ts';

/** What keys can do. The shell of the terminal implements it; tables of bindings call it. */
export interface ShellActions {
  /** By rows, by pages, to an end; `selected` follows and stays in sight. */
  move(by: { readonly rows: number } | { readonly pages: number } | { readonly to: 'start' | 'end' }): void;
  /** Scrolls sideways, by display columns. */
  shift(columns: number): void;
  /** Moves the column cursor of a table. */
  moveColumn(by: number): void;
  /**
   * Runs a line about the selected row, recorded as if it had been typed. `{}` in the template stands for the row's handle
   * (`$3[7]`). Where the row stands for nothing `otherwise` is run, or that is said.
   */
  ask(template: string, otherwise?: string): void;
  /** The same for a row of many objects, and for one. A row that tells a line to run, as those of `leaks`, has that line run. */
  askEither(templates: { readonly many: string; readonly one: string }): void;
  /** Sorts by the column under the cursor: the other way round when it is sorted by it already. */
  sort(): void;
  /**
   * Puts a line into the prompt to be completed by hand, `{}` as in `ask`, `{$}` the pane's own name; the cursor stands at its
   * end. What stood there comes back by undo. `ofMany`: in its place, where the row stands for many objects.
   */
  prefill(template: string, ofMany?: string): void;
  /** Shows the answer in another way: for what one pane's own keys do. */
  changeLook(change: (state: PaneState) => PaneState): void;
  fold(state: 'folded' | 'unfolded' | 'toggle'): void;
  /** To the row that the selected one stands below. */
  moveToParent(): void;
  /** Asks for words at the bottom line. */
  startSearch(direction: 1 | -1): void;
  searchAgain(direction: 1 | -1): void;
  /** Through the stack of panes. */
  goBack(): void;
  goForth(): void;
  /** To the answer that the one in front was asked from. */
  goToOrigin(): void;
  copy(what: 'command' | 'address' | 'handle'): void;
  focus(where: 'prompt' | 'pane'): void;
  showKeys(): void;
  quit(): void;
}

export interface Binding {
  /** Names of InputEvent. */
  readonly keys: readonly string[];
  /** A few words for `?` and the footer: `who refers to it`. */
  readonly doc: string;
  readonly group: 'move' | 'ask' | 'look' | 'go';
  /** Shown in the footer while the pane has the keys. */
  readonly inFooter?: string;
  /** The same where the screen is wide enough for more. */
  readonly inWideFooter?: string;
  does(shell: ShellActions): void;
}
