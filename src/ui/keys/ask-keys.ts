import type { Binding } from './binding.ts';
import type { ShellBinding } from './shell-binding.ts';

/** A line about the selected row, run as if it had been typed. */
function asks(
  key: string,
  line: string,
  doc: string,
  footer: Pick<Binding, 'inFooter' | 'inWideFooter'>,
): ShellBinding {
  const command = line.slice(0, line.indexOf(' '));
  return { keys: [key], group: 'ask', doc, ...footer, command, does: (shell) => shell.ask(line) };
}

/** What can be asked about the selected row. */
export const askKeys: readonly ShellBinding[] = [
  {
    keys: ['enter'],
    group: 'ask',
    doc: 'into it: one object, or the objects of a row of many; of leaks and history, the command',
    inFooter: 'look into',
    does: (shell) => shell.askEither({ many: 'objects {}', one: 'at {}' }),
  },
  asks('b', 'backrefs {}', 'who refers to it', { inFooter: 'referrers' }),
  asks('B', 'hist {} by referrer', 'who refers to them, by type', {}),
  asks('f', 'refs {}', 'what it refers to', { inWideFooter: 'references' }),
  asks('p', 'chain {}', 'a path to it from a root', { inFooter: 'path' }),
  asks('P', 'mpaths {}', 'the paths to all of them, merged', {}),
  asks('r', 'retained {}', 'what would be freed with it', { inWideFooter: 'retained' }),
  asks('d', 'dom {}', 'what it keeps alive, as a tree', { inWideFooter: 'keeps alive' }),
  asks('t', 'tb {}', 'its traceback or stack', { inWideFooter: 'traceback' }),
  asks('l', 'locals {}', 'local variables of its frames, or of where a traceback was', {}),
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
    inWideFooter: 'chains',
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
    doc: 'only some of these rows, or of the objects of a row of many: the condition is to be typed',
    inWideFooter: 'where',
    command: 'where',
    does: (shell) => shell.prefill('{$} | where ', '{} | where '),
  },
];
