import { displayWidth } from '../../output/width.ts';
import type { Frame } from './frame.ts';

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

const BEGIN_UPDATE = '\x1b[?2026h';
const END_UPDATE = '\x1b[?2026l';
const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';
const RESET = '\x1b[m';
const CLEAR_TO_END = '\x1b[K';

/** A row as the screen has it. `width` is the columns it takes; `isPlain`: every terminal agrees on that. */
interface Row {
  readonly text: string;
  readonly width: number;
  readonly isPlain: boolean;
}

/**
 * Brings a screen from one frame to the next with as few bytes as whole rows allow: only rows that differ, each at its
 * address, all in one write that a terminal may show at once. Nothing is scrolled, so automatic wrapping must be off.
 */
export class ScreenWriter {
  readonly #out: { write(text: string): boolean };
  #size: ScreenSize;
  #rows: (Row | undefined)[] = [];
  #cursor: Frame['cursor'] | 'unknown' = 'unknown';

  constructor(out: { write(text: string): boolean }, size: ScreenSize) {
    this.#out = out;
    this.#size = size;
  }

  /** The first frame after this is written whole, on the new size. */
  resize(size: ScreenSize): void {
    this.#size = size;
    this.invalidate();
  }

  /** Says that somebody else wrote to the screen: the next frame is written whole. */
  invalidate(): void {
    this.#rows = [];
    this.#cursor = 'unknown';
  }

  /** Writes nothing when the screen is like this already. Rows that the frame does not have are empty. */
  paint({ lines, cursor }: Frame): void {
    let changes = '';
    for (let index = 0; index < this.#size.rows; index++) {
      const old = this.#rows[index];
      const text = lines[index] ?? '';
      if (old?.text === text) continue;
      const row = measure(text);
      changes += `\x1b[${index + 1}H${rowChange(old, row, this.#size.columns)}`;
      this.#rows[index] = row;
    }
    if (changes === '' && isSamePlace(cursor, this.#cursor)) return;
    this.#write(changes, cursor);
  }

  #write(changes: string, cursor: Frame['cursor']): void {
    const wasHidden = this.#cursor === undefined;
    const fresh = this.#cursor === 'unknown' ? RESET : '';
    this.#cursor = cursor;
    const hide = wasHidden || (changes === '' && cursor !== undefined) ? '' : HIDE_CURSOR;
    const show = cursor === undefined ? '' : `\x1b[${cursor.row + 1};${cursor.column + 1}H${SHOW_CURSOR}`;
    this.#out.write(changes === '' ? hide + show : BEGIN_UPDATE + hide + fresh + changes + show + END_UPDATE);
  }
}

/** From the first column on. */
function rowChange(old: Row | undefined, { text, width, isPlain }: Row, columns: number): string {
  const closed = text.includes('\x1b') ? text + RESET : text;
  // Where the terminal may disagree about the width, what is left over cannot be told: it is cleared before.
  if (!isPlain || old?.isPlain === false) return CLEAR_TO_END + closed;
  const isCovered = width >= columns || (old !== undefined && old.width <= width);
  return isCovered ? closed : closed + CLEAR_TO_END;
}

function measure(line: string): Row {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how colours are written
  const text = line.replace(/\x1b\[[\d;:]*m/g, '');
  const width = displayWidth(text);
  return { text: line, width, isPlain: width === text.length && !/[\ud800-\udfff]/.test(text) };
}

function isSamePlace(one: Frame['cursor'], other: Frame['cursor'] | 'unknown'): boolean {
  if (one === undefined || other === undefined || other === 'unknown') return one === other;
  return one.column === other.column && one.row === other.row;
}
