import { decodeMouse } from './decode-mouse.ts';
import type { InputEvent } from './input-event.ts';
import { keyEvent } from './key-event.ts';
import {
  codePointKeys,
  csiLetters,
  type KeyMeaning,
  linuxConsoleLetters,
  type Modifiers,
  noModifiers,
  ss3Letters,
  tildeEndings,
  tildeNumbers,
} from './key-tables.ts';

/** The event of kitty's keyboard protocol that nobody here asks for. */
const KEY_RELEASED = 3;
const FIRST_UNKNOWN_CODE = 57344;
const LAST_UNKNOWN_CODE = 63743;

/**
 * What a whole control sequence means, its escape characters left off: `[1;5C`, `OA`, `[<0;3;4M`. One byte a character.
 * Undefined for answers of the terminal (identity, position, focus) and for whatever is not known.
 */
export function decodeSequence(sequence: string, alt: boolean): InputEvent | undefined {
  const meta = alt ? { ...noModifiers, alt: true } : noModifiers;
  if (sequence.startsWith('[M')) return decodeOldMouse(sequence);
  if (sequence.startsWith('[<')) return decodeSgrMouse(sequence);
  if (sequence.startsWith('[[')) return found(linuxConsoleLetters.get(sequence[2]!), meta);
  const parts = /^([[O])([\d;:]*)([^\d;:])$/.exec(sequence);
  if (parts === null) return undefined;
  const [, introducer, text, final] = parts as unknown as [string, string, string, string];
  const parameters = text.split(';').map((parameter) => parameter.split(':').map(Number));
  if (introducer === 'O') return decodeLetter(ss3Letters.get(final), parameters, meta);
  if (final === 'u') return decodeCodePoint(parameters[0]!, parameters[1], meta);
  if (tildeEndings.has(final) && text !== '') return decodeTilde(parameters, final, meta);
  if (final === 'R' && !isModifiedF3(text)) return undefined; // the answer that tells where the cursor is
  return decodeLetter(csiLetters.get(final), parameters, meta);
}

function decodeOldMouse(sequence: string): InputEvent | undefined {
  const [code, column, row] = [2, 3, 4].map((index) => sequence.charCodeAt(index) - 32);
  return decodeMouse(code!, column!, row!, false);
}

function decodeSgrMouse(sequence: string): InputEvent | undefined {
  const parts = /^\[<(\d+);(\d+);(\d+)([Mm])$/.exec(sequence);
  if (parts === null) return undefined;
  const [code, column, row] = parts.slice(1, 4).map(Number);
  return decodeMouse(code!, column!, row!, parts[4] === 'm');
}

function isModifiedF3(parameters: string): boolean {
  return parameters === '' || /^1;\d{1,2}$/.test(parameters);
}

/** `CSI 1 ; modifiers letter`, and the older `CSI modifiers letter`. */
function decodeLetter(key: KeyMeaning | undefined, parameters: number[][], meta: Modifiers) {
  return found(key, readModifiers(parameters[1] ?? parameters[0], meta), parameters[1]);
}

/** `CSI number ; modifiers ~`; number 27 is xterm's modifyOtherKeys: `CSI 27 ; modifiers ; code point ~`. */
function decodeTilde(parameters: number[][], ending: string, meta: Modifiers) {
  const [[number] = [], modifiers, codePoint] = parameters;
  if (number === 27 && codePoint !== undefined) return decodeCodePoint(codePoint, modifiers, meta);
  const held = both(readModifiers(modifiers, meta), tildeEndings.get(ending)!);
  return found(tildeNumbers.get(number!), held, modifiers);
}

/** `CSI code point : shifted code point ; modifiers : kind of event u`. */
function decodeCodePoint([code, shifted]: number[], parameter: number[] | undefined, meta: Modifiers) {
  const modifiers = readModifiers(parameter, meta);
  if (parameter?.[1] === KEY_RELEASED || code === undefined || code > 0x10ffff) return undefined;
  const key = codePointKeys.get(code);
  if (key !== undefined) return keyEvent(key, modifiers);
  if (code < 32 || (code >= FIRST_UNKNOWN_CODE && code <= LAST_UNKNOWN_CODE)) return undefined;
  return keyEvent(String.fromCodePoint(modifiers.shift && shifted ? shifted : code), modifiers);
}

function found(key: KeyMeaning | undefined, held: Modifiers, parameter?: number[]) {
  if (key === undefined || parameter?.[1] === KEY_RELEASED) return undefined;
  return keyEvent(key.name, both(held, key.modifiers ?? noModifiers));
}

/** One more than a sum of: 1 shift, 2 alt, 4 ctrl, 8 meta, which is taken for alt. */
function readModifiers(parameter: number[] | undefined, meta: Modifiers): Modifiers {
  const bits = Math.max(0, (parameter?.[0] || 1) - 1);
  return { shift: (bits & 1) !== 0, alt: meta.alt || (bits & 10) !== 0, ctrl: (bits & 4) !== 0 };
}

function both(one: Modifiers, other: Modifiers): Modifiers {
  return { shift: one.shift || other.shift, alt: one.alt || other.alt, ctrl: one.ctrl || other.ctrl };
}
