import type { PromptActionName } from './editor-keys.ts';
import type { EditorOutcome, EditorState } from './editor-state.ts';
import { walkTo, withLines } from './history.ts';
import { startSearch } from './history-search.ts';
import { lineActions } from './line-actions.ts';
import { lineOf } from './line-state.ts';

/** What keys do that concern more than the line. Search and menu are closed when these are called. */
export const promptActions: Readonly<Record<PromptActionName, (editor: EditorState) => EditorOutcome>> = {
  submit: (editor) => {
    const { text, kills } = editor.line;
    const history = withLines(editor.history, [text]);
    return { editor: { ...editor, line: lineOf('', kills), history }, effect: 'submit', submitted: [text] };
  },
  complete: (editor) => ({ editor, effect: 'complete' }),
  'complete-back': unhandled,
  close: unhandled,
  cancel: unhandled,
  'older-line': (editor) => walk(editor, editor.history.at - 1),
  'newer-line': (editor) => walk(editor, editor.history.at + 1),
  'oldest-line': (editor) => walk(editor, 0),
  'newest-line': (editor) => walk(editor, editor.history.lines.length),
  'search-older': openSearch,
  'search-newer': openSearch,
  interrupt: (editor) => {
    const history = withLines(editor.history, []);
    return { editor: { ...editor, line: lineOf('', editor.line.kills), history }, effect: 'interrupt' };
  },
  'leave-or-delete': (editor) =>
    editor.line.text === ''
      ? { editor, effect: 'leave' }
      : { editor: { ...editor, line: lineActions['delete-char'](editor.line) } },
  redraw: (editor) => ({ editor, effect: 'redraw' }),
};

function unhandled(editor: EditorState): EditorOutcome {
  return { editor, effect: 'unhandled' };
}

function openSearch(editor: EditorState): EditorOutcome {
  return { editor: { ...editor, search: startSearch(editor.history.lines) } };
}

function walk(editor: EditorState, to: number): EditorOutcome {
  const walked = walkTo(editor.history, editor.line.text, to);
  if (walked === undefined) return { editor };
  return { editor: { ...editor, history: walked.history, line: lineOf(walked.text, editor.line.kills) } };
}
