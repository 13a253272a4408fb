import type { Completions } from '../../../src/query/completion/completions.ts';
import { answerCompletions, reduceKey } from '../../../src/ui/line-editor/editor.ts';
import {
  type EditorOutcome,
  type EditorState,
  emptyEditor,
} from '../../../src/ui/line-editor/editor-state.ts';
import { boundaryAtOrAfter } from '../../../src/ui/line-editor/graphemes.ts';
import { type LineState, lineOf } from '../../../src/ui/line-editor/line-state.ts';
import type { KeyEvent } from '../../../src/ui/terminal/input-event.ts';

/** A line with its cursor at the `|`. */
export function lineAt(marked: string): LineState {
  const cursor = marked.indexOf('|');
  return { ...lineOf(marked.replace('|', '')), cursor };
}

/** The line with a `|` at its cursor. */
export function marked({ text, cursor }: { text: string; cursor: number }): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

/** A key by its name; one of a single character types it. */
export function key(name: string): KeyEvent {
  const isTyped = [...name].length === 1;
  return { kind: 'key', name, text: name === 'space' ? ' ' : isTyped ? name : undefined };
}

/** The prompt after keys, written with blanks between them, and what the last of them asked for. */
export function press(editor: EditorState, keys: string, menuRows = 3): EditorOutcome {
  let outcome: EditorOutcome = { editor };
  for (const name of keys.split(' ')) {
    if (name !== '') outcome = reduceKey(outcome.editor, key(name), { menuRows });
  }
  return outcome;
}

export function editorAt(line: string): EditorState {
  return { ...emptyEditor, line: lineAt(line) };
}

/** The prompt after Tab, answered with words that take the place of the last `typed` units before the cursor. */
export function completed(editor: EditorState, typed: number, texts: readonly string[]): EditorState {
  const { text, cursor } = editor.line;
  return answerCompletions(editor, { text, cursor }, completionsOf(cursor - typed, cursor, texts));
}

const commands: ReadonlySet<string> = new Set(['count', 'sort']);

export function completionsOf(start: number, end: number, texts: readonly string[]): Completions {
  return {
    span: { start, end },
    items: texts.map((text) => ({ text, detail: undefined, isCommand: commands.has(text) })),
  };
}

export function isBoundary(text: string, at: number): boolean {
  return boundaryAtOrAfter(text, at) === at;
}
