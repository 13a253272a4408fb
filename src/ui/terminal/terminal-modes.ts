/** What a full screen asks of the terminal, and how it is taken back. */

const ALTERNATE_SCREEN = 1049;
const AUTOWRAP = 7;
const BRACKETED_PASTE = 2004;
const MOUSE_BUTTONS = 1000;
const MOUSE_SGR = 1006;
const CURSOR = 25;
const SYNCHRONIZED_UPDATE = 2026;
const RESET_COLOURS = '\x1b[m';

/** `mouse`: clicks and the wheel are told to us, and no longer select text without Shift. */
export function enterModes(mouse: boolean): string {
  return (
    on(ALTERNATE_SCREEN) +
    off(AUTOWRAP) +
    on(BRACKETED_PASTE) +
    (mouse ? on(MOUSE_BUTTONS) + on(MOUSE_SGR) : '') +
    off(CURSOR)
  );
}

/** Right after whatever was cut off in the middle, too. The screen that was there before comes back, and its cursor. */
export const leaveModes =
  off(SYNCHRONIZED_UPDATE) +
  off(MOUSE_SGR) +
  off(MOUSE_BUTTONS) +
  off(BRACKETED_PASTE) +
  on(AUTOWRAP) +
  RESET_COLOURS +
  on(CURSOR) +
  off(ALTERNATE_SCREEN);

function on(mode: number): string {
  return `\x1b[?${mode}h`;
}

function off(mode: number): string {
  return `\x1b[?${mode}l`;
}
