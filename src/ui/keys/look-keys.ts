import type { ShellBinding } from './shell-binding.ts';

/** Searching, copying, and going from answer to answer, while a pane has the keys. */
export const lookKeys: readonly ShellBinding[] = [
  {
    keys: ['/'],
    group: 'look',
    doc: 'search for words, in any case',
    inFooter: 'search',
    does: (shell) => shell.startSearch(1),
  },
  { keys: ['n'], group: 'look', doc: 'where the words stand next', does: (shell) => shell.searchAgain(1) },
  { keys: ['N'], group: 'look', doc: 'where they stand before', does: (shell) => shell.searchAgain(-1) },
  { keys: ['y'], group: 'look', doc: 'copy the command', does: (shell) => shell.copy('command') },
  { keys: ['Y'], group: 'look', doc: 'copy the address of the row', does: (shell) => shell.copy('address') },
  {
    keys: ['$'],
    group: 'look',
    doc: 'copy how a line calls the row: $3[7]',
    does: (shell) => shell.copy('handle'),
  },
  {
    keys: ['backspace', 'ctrl-h', 'alt-up'],
    group: 'go',
    doc: 'back to the answer that this was asked from',
    inWideFooter: 'back',
    does: (shell) => shell.goToOrigin(),
  },
  {
    keys: ['['],
    group: 'go',
    doc: 'the answer before, in time',
    inWideFooter: 'before',
    does: (shell) => shell.goBack(),
  },
  {
    keys: [']'],
    group: 'go',
    doc: 'the answer after',
    inWideFooter: 'after',
    does: (shell) => shell.goForth(),
  },
  {
    keys: ['escape', ':', 'i', 'q'],
    group: 'go',
    doc: 'to the prompt',
    inFooter: 'prompt',
    does: (shell) => shell.focus('prompt'),
  },
  { keys: ['?', 'f1'], group: 'go', doc: 'these keys', inFooter: 'keys', does: (shell) => shell.showKeys() },
];
