import type { MouseEvent } from './input-event.ts';

const SHIFT = 4;
const ALT = 8;
const CTRL = 16;
const MOTION = 32;
const WHEEL = 64;
const EXTRA_BUTTONS = 128;

const buttons = ['left', 'middle', 'right', 'none'] as const;
const wheels = ['wheel-up', 'wheel-down', 'wheel-left', 'wheel-right'] as const;

/** One report of xterm's mouse protocol; column and row from 1, as they are sent. Undefined for what is of no use here. */
export function decodeMouse(
  code: number,
  column: number,
  row: number,
  isRelease: boolean,
): MouseEvent | undefined {
  const button = buttons[code & 3]!;
  const isWheel = (code & WHEEL) !== 0;
  if ((code & EXTRA_BUTTONS) !== 0 || (isWheel && isRelease)) return undefined;
  if ((code & MOTION) !== 0 && button === 'none') return undefined; // moved with nothing pressed
  return {
    kind: 'mouse',
    action: isWheel ? wheels[code & 3]! : pressAction(code, isRelease),
    button: isWheel ? 'none' : button,
    column: Math.max(0, column - 1),
    row: Math.max(0, row - 1),
    modifiers: {
      shift: (code & SHIFT) !== 0,
      alt: (code & ALT) !== 0,
      ctrl: (code & CTRL) !== 0,
    },
  };
}

function pressAction(code: number, isRelease: boolean): MouseEvent['action'] {
  // The old encoding does not say which button was released.
  if (isRelease || (code & 3) === 3) return 'release';
  return (code & MOTION) !== 0 ? 'drag' : 'press';
}
