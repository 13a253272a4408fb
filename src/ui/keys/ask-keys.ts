import type { ShellBinding } from './shell-binding.ts';

/** A line about the selected row, run as if it had been typed. */
function asks(key: string, command: string, doc: string, inFooter?: string): ShellBinding {
  return {
    keys: [key],
    group: 'ask',
    doc,
    ...(inFooter === undefined ? undefined : { inFooter }),
    command,
    does: (shell) => shell.ask(`${command} {}`),
  };
}

/** What can be asked about the selected row. */
export const askKeys: readonly ShellBinding[] = [
  {
    keys: ['enter'],
    group: 'ask',
    doc: 'into it: one object, or the objects of a row of many',
    inFooter: 'look into',
    does: (shell) => shell.askEither({ many: 'objects {}', one: 'at {}' }),
  },
  asks('b', 'backrefs', 'who refers to it', 'referrers'),
  asks('f', 'refs', 'what it refers to'),
  asks('p', 'chain', 'a path to it from a root', 'path'),
  asks('r', 'retained', 'what would be freed with it'),
  asks('d', 'dom', 'what it keeps alive, as a tree'),
  asks('t', 'tb', 'its traceback or stack'),
  asks('l', 'locals', 'local variables of its frames'),
  {
    keys: ['h'],
    group: 'ask',
    doc: 'its objects by type; of the whole heap, where the row stands for nothing',
    command: 'hist',
    does: (shell) => shell.ask('hist {}', 'hist'),
  },
  {
    keys: ['c'],
    group: 'ask',
    doc: 'the chains its objects form: the field that links them is to be typed',
    command: 'chains',
    does: (shell) => shell.prefill('chains {} via '),
  },
  {
    keys: ['m'],
    group: 'ask',
    doc: 'mark it by a word, to be typed',
    command: 'mark',
    does: (shell) => shell.prefill('mark {} '),
  },
  {
    keys: ['w'],
    group: 'ask',
    doc: 'only some of these rows: the condition is to be typed',
    command: 'where',
    does: (shell) => shell.prefill('{$} | where '),
  },
];
