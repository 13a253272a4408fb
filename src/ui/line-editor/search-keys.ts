import type { KeyEvent } from '../terminal/input-event.ts';
import { actionOfKey } from './editor-keys.ts';
import type { EditorState } from './editor-state.ts';
import { previousBoundary } from './graphemes.ts';
import { walkTo } from './history.ts';
import { extendQuery, type HistorySearch, searchNewer, searchOlder, withQuery } from './history-search.ts';
import { edited } from './line-state.ts';

/** The prompt after a key, and whether the key means something else behind that. */
export interface KeyStep {
  readonly editor: EditorState;
  readonly goesOn: boolean;
}

/** A key while the history is searched. One that does not belong to searching takes the line found, and goes on there. */
export function searchKey(editor: EditorState, search: HistorySearch, key: KeyEvent): KeyStep {
  const action = actionOfKey.get(key.name);
  if (action === undefined) {
    if (key.text === undefined) return { editor, goesOn: true };
    return { editor: { ...editor, search: extendQuery(search, key.text) }, goesOn: false };
  }
  if (action === 'cancel' || action === 'interrupt') {
    return { editor: { ...editor, search: undefined }, goesOn: action === 'interrupt' };
  }
  const next = searching[action]?.(search);
  if (next !== undefined) return { editor: { ...editor, search: next }, goesOn: false };
  return { editor: acceptSearch(editor, search), goesOn: action !== 'close' && action !== 'forward-char' };
}

/** The line found stands in the prompt, as if one had walked to it, the cursor behind what was searched for. */
export function acceptSearch(editor: EditorState, { match }: HistorySearch): EditorState {
  const closed = { ...editor, search: undefined };
  if (match === undefined) return closed;
  const { line, history } = editor;
  const walked = walkTo(history, line.text, history.lines.lastIndexOf(match.text));
  return { ...closed, history: walked?.history ?? history, line: edited(line, match.text, match.end) };
}

const searching: Readonly<Record<string, (search: HistorySearch) => HistorySearch>> = {
  'search-older': searchOlder,
  'search-newer': searchNewer,
  'backward-delete-char': (search) =>
    withQuery(search, search.query.slice(0, previousBoundary(search.query, search.query.length))),
};
