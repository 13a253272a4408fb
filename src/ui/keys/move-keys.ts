import type { ShellBinding } from './shell-binding.ts';

/** Rows that the wheel moves by. */
export const WHEEL_ROWS = 3;
/** Display columns that a key scrolls sideways. */
const SHIFT = 8;

/** Through the rows of the pane in front, while it has the keys. */
export const moveKeys: readonly ShellBinding[] = [
  { keys: ['j', 'down'], group: 'move', doc: 'the next row', does: (shell) => shell.move({ rows: 1 }) },
  { keys: ['k', 'up'], group: 'move', doc: 'the row before', does: (shell) => shell.move({ rows: -1 }) },
  {
    keys: ['space', 'pagedown', 'ctrl-f'],
    group: 'move',
    doc: 'the next page',
    does: (shell) => shell.move({ pages: 1 }),
  },
  {
    keys: ['pageup', 'ctrl-b'],
    group: 'move',
    doc: 'the page before',
    does: (shell) => shell.move({ pages: -1 }),
  },
  { keys: ['ctrl-d'], group: 'move', doc: 'half a page down', does: (shell) => shell.move({ pages: 0.5 }) },
  { keys: ['ctrl-u'], group: 'move', doc: 'half a page up', does: (shell) => shell.move({ pages: -0.5 }) },
  {
    keys: ['g', 'home'],
    group: 'move',
    doc: 'the first row',
    does: (shell) => shell.move({ to: 'start' }),
  },
  { keys: ['G', 'end'], group: 'move', doc: 'the last row', does: (shell) => shell.move({ to: 'end' }) },
  { keys: ['left'], group: 'move', doc: 'sideways, to the left', does: (shell) => shell.shift(-SHIFT) },
  { keys: ['right'], group: 'move', doc: 'sideways, to the right', does: (shell) => shell.shift(SHIFT) },
];
