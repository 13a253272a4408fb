/** What the bytes of keys mean, terminal by terminal: xterm and its many followers, tmux and screen, the Linux console, rxvt. */

export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

export const noModifiers: Modifiers = { shift: false, alt: false, ctrl: false };
const shift: Modifiers = { ...noModifiers, shift: true };
const ctrl: Modifiers = { ...noModifiers, ctrl: true };
const shiftCtrl: Modifiers = { ...shift, ctrl: true };

export interface KeyMeaning {
  readonly name: string;
  readonly modifiers?: Modifiers;
}

const arrows = ['up', 'down', 'right', 'left'];

/** `CSI … letter`; lower case is rxvt's shift. */
export const csiLetters: ReadonlyMap<string, KeyMeaning> = new Map([
  ...named('ABCD', arrows),
  ...named('FH', ['end', 'home']),
  ...named('PQRS', ['f1', 'f2', 'f3', 'f4']),
  ...named('Z', ['tab'], shift),
  ...named('abcd', arrows, shift),
]);

/** `SS3 … letter`; lower-case arrows are rxvt's ctrl, the rest the number pad in its application mode. */
export const ss3Letters: ReadonlyMap<string, KeyMeaning> = new Map([
  ...named('ABCD', arrows),
  ...named('FH', ['end', 'home']),
  ...named('PQRS', ['f1', 'f2', 'f3', 'f4']),
  ...named('abcd', arrows, ctrl),
  ...named('IM', ['tab', 'enter']),
  ...named(' XjklmnopqrstuvwxyE', [' ', '=', ...'*+,-./0123456789', '5']),
]);

/** `CSI [ letter` of the Linux console. */
export const linuxConsoleLetters: ReadonlyMap<string, KeyMeaning> = new Map(
  named('ABCDE', ['f1', 'f2', 'f3', 'f4', 'f5']),
);

/** `CSI number ~`, and rxvt's `$`, `^` and `@` in the place of `~`. From 25 on it is shift with a function key. */
export const tildeNumbers: ReadonlyMap<number, KeyMeaning> = new Map([
  ...numbered([1, 2, 3, 4, 5, 6], ['home', 'insert', 'delete', 'end', 'pageup', 'pagedown']),
  ...numbered([7, 8], ['home', 'end']),
  ...numbered([11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24], functionKeys(12)),
  ...numbered([25, 26, 28, 29, 31, 32, 33, 34], functionKeys(8), shift),
]);

export const tildeEndings: ReadonlyMap<string, Modifiers> = new Map([
  ['~', noModifiers],
  ['$', shift],
  ['^', ctrl],
  ['@', shiftCtrl],
]);

/** Code points that `CSI … u` uses for keys that are no characters; from 57399 on the number pad of kitty. */
export const codePointKeys: ReadonlyMap<number, string> = new Map([
  [8, 'backspace'],
  [9, 'tab'],
  [10, 'enter'],
  [13, 'enter'],
  [27, 'escape'],
  [127, 'backspace'],
  ...[...'0123456789./*-+'].map((name, index): [number, string] => [57399 + index, name]),
  [57414, 'enter'],
  [57415, '='],
  ...['left', 'right', 'up', 'down', 'pageup', 'pagedown', 'home', 'end', 'insert', 'delete'].map(
    (name, index): [number, string] => [57417 + index, name],
  ),
]);

/** Control characters that are keys of their own rather than ctrl with a letter. */
const controlKeys: ReadonlyMap<number, KeyMeaning> = new Map([
  [0x00, { name: 'space', modifiers: ctrl }],
  [0x09, { name: 'tab' }],
  // A terminal in raw mode sends 0x0d; 0x0a comes from Ctrl-J, which every shell takes for the same, and from scripts.
  [0x0a, { name: 'enter' }],
  [0x0d, { name: 'enter' }],
  [0x1b, { name: 'escape' }],
  [0x7f, { name: 'backspace' }],
]);

/** Any control character: `ctrl-` with the character 64 places further, the letters in lower case. */
export function controlKey(code: number): KeyMeaning {
  return controlKeys.get(code) ?? { name: String.fromCharCode(code + 64).toLowerCase(), modifiers: ctrl };
}

function named(letters: string, names: readonly string[], modifiers = noModifiers): [string, KeyMeaning][] {
  return [...letters].map((letter, index) => [letter, { name: names[index]!, modifiers }]);
}

function numbered(
  numbers: readonly number[],
  names: readonly string[],
  modifiers = noModifiers,
): [number, KeyMeaning][] {
  return numbers.map((number, index) => [number, { name: names[index]!, modifiers }]);
}

function functionKeys(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `f${index + 1}`);
}
