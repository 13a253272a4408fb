import type { KeyEvent } from '../terminal/input-event.ts';
import { type CompletionMenu, choose } from './completion-menu.ts';
import { actionOfKey } from './editor-keys.ts';
import type { EditorContext, EditorState } from './editor-state.ts';
import type { KeyStep } from './search-keys.ts';

/**
 * A key while the menu is open. Enter takes what is chosen; every other key that means something to the prompt does too,
 * and goes on in that line.
 */
export function menuKey(
  editor: EditorState,
  menu: CompletionMenu,
  key: KeyEvent,
  { menuRows }: EditorContext,
): KeyStep {
  const action = actionOfKey.get(key.name);
  if (action === undefined && key.text === undefined) return { editor, goesOn: true };
  const step = steps.get(action);
  if (step !== undefined) return { editor: { ...editor, ...choose(menu, step, menuRows) }, goesOn: false };
  if (action === 'close' || action === 'cancel') {
    return { editor: { ...editor, line: menu.typed, menu: undefined }, goesOn: false };
  }
  const isTaken = action === 'submit' && menu.chosen !== undefined;
  return { editor: { ...editor, menu: undefined }, goesOn: !isTaken };
}

const steps: ReadonlyMap<string | undefined, 1 | -1> = new Map([
  ['complete', 1],
  ['newer-line', 1],
  ['complete-back', -1],
  ['older-line', -1],
]);
