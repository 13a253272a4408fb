import type { KeyEvent } from './input-event.ts';
import { type Modifiers, noModifiers } from './key-tables.ts';

/**
 * A key by what it is and what was held with it. Shift is told by the character itself where one is typed, so that `A`
 * is `A` and Alt with it `alt-A`; with ctrl, where terminals disagree about the letter, it is `shift-ctrl-a`.
 */
export function keyEvent(key: string, modifiers: Modifiers = noModifiers): KeyEvent {
  const { shift, alt, ctrl } = modifiers;
  if (!isCharacter(key)) return { kind: 'key', name: prefix(modifiers) + key, text: undefined };
  if (ctrl) return { kind: 'key', name: prefix(modifiers) + nameOf(key.toLowerCase()), text: undefined };
  const character = shift ? key.toUpperCase() : key;
  if (alt) return { kind: 'key', name: `alt-${nameOf(character)}`, text: undefined };
  return { kind: 'key', name: nameOf(character), text: character };
}

/** The names of the other keys are longer than a letter, and ASCII. */
function isCharacter(key: string): boolean {
  return key.length === 1 || key.charCodeAt(0) > 0x7f || !/^[a-z]+[0-9]*$/.test(key);
}

function nameOf(character: string): string {
  return character === ' ' ? 'space' : character;
}

function prefix({ shift, alt, ctrl }: Modifiers): string {
  return `${shift ? 'shift-' : ''}${alt ? 'alt-' : ''}${ctrl ? 'ctrl-' : ''}`;
}
