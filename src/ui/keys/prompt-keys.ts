import type { ShellBinding } from './shell-binding.ts';

const SHIFT = 8;

/** Keys that reach the pane in front, or the shell, while the prompt has the others. Editing is the line editor's. */
export const promptKeys: readonly ShellBinding[] = [
  { keys: ['pagedown'], group: 'move', doc: 'the next page', does: (shell) => shell.move({ pages: 1 }) },
  { keys: ['pageup'], group: 'move', doc: 'the page before', does: (shell) => shell.move({ pages: -1 }) },
  {
    keys: ['shift-down', 'ctrl-down'],
    group: 'move',
    doc: 'the next row',
    does: (shell) => shell.move({ rows: 1 }),
  },
  {
    keys: ['shift-up', 'ctrl-up'],
    group: 'move',
    doc: 'the row before',
    does: (shell) => shell.move({ rows: -1 }),
  },
  { keys: ['ctrl-home'], group: 'move', doc: 'the first row', does: (shell) => shell.move({ to: 'start' }) },
  { keys: ['ctrl-end'], group: 'move', doc: 'the last row', does: (shell) => shell.move({ to: 'end' }) },
  { keys: ['shift-left'], group: 'move', doc: 'sideways, to the left', does: (shell) => shell.shift(-SHIFT) },
  {
    keys: ['shift-right'],
    group: 'move',
    doc: 'sideways, to the right',
    does: (shell) => shell.shift(SHIFT),
  },
  { keys: ['shift-pageup'], group: 'go', doc: 'the answer before', does: (shell) => shell.goBack() },
  { keys: ['shift-pagedown'], group: 'go', doc: 'the answer after', does: (shell) => shell.goForth() },
  { keys: ['escape'], group: 'go', doc: 'give the keys to the answer', does: (shell) => shell.focus('pane') },
  { keys: ['f1'], group: 'go', doc: 'all keys', does: (shell) => shell.showKeys() },
];
