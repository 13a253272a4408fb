import type { CompletionMenu } from './completion-menu.ts';
import { emptyHistory, type History, historyOf } from './history.ts';
import type { HistorySearch } from './history-search.ts';
import { emptyLine, type LineState } from './line-state.ts';

/** The whole prompt. At most one of `search` and `menu` is open. */
export interface EditorState {
  /** While a menu is open, with what is chosen in it; while a search is, as it was before. */
  readonly line: LineState;
  readonly history: History;
  readonly search: HistorySearch | undefined;
  readonly menu: CompletionMenu | undefined;
}

/** What the prompt has to know of the screen. */
export interface EditorContext {
  /** How many items of the menu are in sight at a time; at least 1. */
  readonly menuRows: number;
}

/** What a key asks of the app. `unhandled`: the prompt has no use for it. */
export type EditorEffect = 'submit' | 'complete' | 'interrupt' | 'leave' | 'redraw' | 'unhandled';

export interface EditorOutcome {
  readonly editor: EditorState;
  readonly effect?: EditorEffect;
  /** With `submit`: the lines to run, in order. */
  readonly submitted?: readonly string[];
}

export const emptyEditor: EditorState = {
  line: emptyLine,
  history: emptyHistory,
  search: undefined,
  menu: undefined,
};

/** An empty prompt that knows lines of earlier sessions, oldest first. */
export function editorWith(lines: readonly string[]): EditorState {
  return { ...emptyEditor, history: historyOf(lines) };
}
