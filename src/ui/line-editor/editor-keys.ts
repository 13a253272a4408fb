import type { LineActionName } from './line-actions.ts';

/** What a key of the prompt does beside changing the line. */
export type PromptActionName =
  | 'submit'
  | 'complete'
  | 'complete-back'
  | 'older-line'
  | 'newer-line'
  | 'oldest-line'
  | 'newest-line'
  | 'search-older'
  | 'search-newer'
  | 'close'
  | 'cancel'
  | 'interrupt'
  | 'leave-or-delete'
  | 'redraw';

export interface EditorKey {
  /** Names as in `InputEvent`; the first is the one that help shows. */
  readonly keys: readonly string[];
  readonly action: LineActionName | PromptActionName;
  /** For the key help: what happens, in a few words. */
  readonly doc: string;
}

/** The keys of the prompt, in the order that help shows them. */
export const editorKeys: readonly EditorKey[] = [
  { keys: ['enter', 'ctrl-j', 'ctrl-m'], action: 'submit', doc: 'run the line' },
  { keys: ['tab', 'ctrl-i'], action: 'complete', doc: 'complete the word' },
  { keys: ['shift-tab'], action: 'complete-back', doc: 'back through what completes' },
  { keys: ['up', 'ctrl-p'], action: 'older-line', doc: 'the line before, in the history' },
  { keys: ['down', 'ctrl-n'], action: 'newer-line', doc: 'the line after, in the history' },
  { keys: ['alt-<'], action: 'oldest-line', doc: 'the first line of the history' },
  { keys: ['alt->'], action: 'newest-line', doc: 'back to the line being typed' },
  { keys: ['ctrl-r'], action: 'search-older', doc: 'search the history' },
  { keys: ['ctrl-s'], action: 'search-newer', doc: 'search the history, back to newer lines' },
  { keys: ['escape'], action: 'close', doc: 'take the line found, or close the menu' },
  { keys: ['ctrl-g'], action: 'cancel', doc: 'close the search or the menu, the line as it was' },
  { keys: ['left', 'ctrl-b'], action: 'backward-char', doc: 'back one character' },
  { keys: ['right', 'ctrl-f'], action: 'forward-char', doc: 'forward one character' },
  { keys: ['alt-b', 'ctrl-left', 'alt-left'], action: 'backward-word', doc: 'back one word' },
  { keys: ['alt-f', 'ctrl-right', 'alt-right'], action: 'forward-word', doc: 'forward one word' },
  { keys: ['ctrl-a', 'home'], action: 'line-start', doc: 'to the start of the line' },
  { keys: ['ctrl-e', 'end'], action: 'line-end', doc: 'to the end of the line' },
  { keys: ['backspace', 'ctrl-h'], action: 'backward-delete-char', doc: 'delete the character before' },
  { keys: ['delete'], action: 'delete-char', doc: 'delete the character under the cursor' },
  { keys: ['ctrl-d'], action: 'leave-or-delete', doc: 'leave when the line is empty, else delete' },
  { keys: ['ctrl-w'], action: 'backward-kill-to-blank', doc: 'cut back to a blank' },
  { keys: ['alt-backspace', 'alt-ctrl-h'], action: 'backward-kill-word', doc: 'cut the word before' },
  { keys: ['alt-d', 'ctrl-delete'], action: 'kill-word', doc: 'cut the word after' },
  { keys: ['ctrl-k'], action: 'kill-to-end', doc: 'cut to the end of the line' },
  { keys: ['ctrl-u'], action: 'kill-to-start', doc: 'cut to the start of the line' },
  { keys: ['ctrl-y'], action: 'yank', doc: 'insert what was cut' },
  { keys: ['alt-y'], action: 'yank-pop', doc: 'after that: what was cut before it' },
  { keys: ['ctrl-t'], action: 'transpose-chars', doc: 'swap two characters' },
  { keys: ['alt-t'], action: 'transpose-words', doc: 'swap two words' },
  { keys: ['alt-u'], action: 'upcase-word', doc: 'the word in capitals' },
  { keys: ['alt-l'], action: 'downcase-word', doc: 'the word in small letters' },
  { keys: ['alt-c'], action: 'capitalise-word', doc: 'the word with a capital' },
  { keys: ['ctrl-_', 'ctrl-/'], action: 'undo', doc: 'undo' },
  { keys: ['alt-_', 'alt-/'], action: 'redo', doc: 'undo the undo' },
  { keys: ['ctrl-l'], action: 'redraw', doc: 'draw the screen again' },
  { keys: ['ctrl-c'], action: 'interrupt', doc: 'drop the line, or stop what runs' },
];

/** What a key is bound to, by its name. */
export const actionOfKey: ReadonlyMap<string, EditorKey['action']> = new Map(
  editorKeys.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)),
);
