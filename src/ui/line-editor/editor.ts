import type { Completions } from '../../query/completion/completions.ts';
import type { InputEvent, KeyEvent } from '../terminal/input-event.ts';
import { insert } from './actions/insert.ts';
import { takeCompletions } from './completion-menu.ts';
import { actionOfKey } from './editor-keys.ts';
import type { EditorContext, EditorOutcome, EditorState } from './editor-state.ts';
import { withLines } from './history.ts';
import { extendQuery } from './history-search.ts';
import { isLineAction, lineActions } from './line-actions.ts';
import type { Snapshot } from './line-state.ts';
import { menuKey } from './menu-keys.ts';
import { pasteInto, typable } from './paste.ts';
import { promptActions } from './prompt-actions.ts';
import { acceptSearch, searchKey } from './search-keys.ts';

/**
 * The prompt after an event, and what the app has to do about it. Where that is `complete`, the answer goes to
 * `answerCompletions`. Events that the prompt has no use for leave it as it was.
 */
export function reduceKey(editor: EditorState, event: InputEvent, context: EditorContext): EditorOutcome {
  if (event.kind === 'mouse') return { editor, effect: 'unhandled' };
  if (event.kind === 'paste') return pasted(editor, event.text);
  const { search, menu } = editor;
  let step = { editor, goesOn: true };
  if (search !== undefined) step = searchKey(editor, search, event);
  else if (menu !== undefined) step = menuKey(editor, menu, event, context);
  return step.goesOn ? plainKey(step.editor, event) : { editor: step.editor };
}

/** The completions of a line, `asked` being the text and the cursor they were asked for. Late answers change nothing. */
export function answerCompletions(
  editor: EditorState,
  asked: Snapshot,
  completions: Completions,
): EditorState {
  if (editor.search !== undefined || editor.menu !== undefined) return editor;
  return { ...editor, ...takeCompletions(editor.line, asked, completions) };
}

/** The line as it is to be drawn, and what of it a search has found. */
export function shownLine({ line, search }: EditorState): {
  text: string;
  cursor: number;
  found: { start: number; end: number } | undefined;
} {
  const match = search?.match;
  if (match === undefined) return { text: line.text, cursor: line.cursor, found: undefined };
  return { text: match.text, cursor: match.start, found: { start: match.start, end: match.end } };
}

function plainKey(editor: EditorState, { name, text }: KeyEvent): EditorOutcome {
  const action = actionOfKey.get(name);
  if (action === undefined) {
    if (text === undefined) return { editor, effect: 'unhandled' };
    return { editor: { ...editor, line: insert(editor.line, text) } };
  }
  if (!isLineAction(action)) return promptActions[action](editor);
  return { editor: { ...editor, line: lineActions[action](editor.line) } };
}

function pasted(editor: EditorState, text: string): EditorOutcome {
  const { search } = editor;
  const clean = typable(text);
  if (search !== undefined && !clean.includes('\n')) {
    return { editor: { ...editor, search: extendQuery(search, clean) } };
  }
  const closed = search === undefined ? { ...editor, menu: undefined } : acceptSearch(editor, search);
  const { state, submitted } = pasteInto(closed.line, clean);
  if (submitted.length === 0) return { editor: { ...closed, line: state } };
  const history = withLines(closed.history, submitted);
  return { editor: { ...closed, line: state, history }, effect: 'submit', submitted };
}
