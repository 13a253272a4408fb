// The package is CommonJS.
import xterm from '@xterm/headless';

export interface VirtualCell {
  /** Nothing for an empty cell, and for the right half of a wide character. */
  readonly text: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
  /** A number of the palette, 0xrrggbb for a colour given in full, undefined for the default. */
  readonly foreground: number | undefined;
  readonly background: number | undefined;
}

/** A terminal without a window: what a person would see after some text was written to it. */
export class VirtualScreen {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  #isCursorShown = true;

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
    this.#watchCursor('h', true);
    this.#watchCursor('l', false);
  }

  /** Takes effect with the next reading; a ScreenWriter can write to it. */
  write(text: string): boolean {
    this.#terminal.write(text);
    return true;
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
  }

  /** The rows of the screen from the top, without the blanks at their ends. */
  async lines(): Promise<string[]> {
    await this.#settle();
    const { baseY } = this.#terminal.buffer.active;
    return Array.from({ length: this.#terminal.rows }, (_, row) => this.#line(baseY + row));
  }

  /** What has scrolled off the screen of this buffer. */
  async scrollback(): Promise<string[]> {
    await this.#settle();
    return Array.from({ length: this.#terminal.buffer.active.baseY }, (_, row) => this.#line(row));
  }

  /** Where the cursor stands, from 0; undefined while it is hidden. */
  async cursor(): Promise<{ column: number; row: number } | undefined> {
    await this.#settle();
    const { cursorX, cursorY } = this.#terminal.buffer.active;
    // After a write to the last column the emulator keeps the cursor beyond it.
    return this.#isCursorShown
      ? { column: Math.min(cursorX, this.#terminal.cols - 1), row: cursorY }
      : undefined;
  }

  async cell(column: number, row: number): Promise<VirtualCell> {
    await this.#settle();
    const { active } = this.#terminal.buffer;
    const cell = active.getLine(active.baseY + row)?.getCell(column);
    if (cell === undefined) throw new Error(`there is no cell ${column}, ${row}`);
    return {
      text: cell.getChars(),
      bold: cell.isBold() !== 0,
      dim: cell.isDim() !== 0,
      inverse: cell.isInverse() !== 0,
      underline: cell.isUnderline() !== 0,
      foreground: cell.isFgDefault() ? undefined : cell.getFgColor(),
      background: cell.isBgDefault() ? undefined : cell.getBgColor(),
    };
  }

  /** What programs ask of a terminal, and must take back. */
  async modes() {
    await this.#settle();
    const { bracketedPasteMode, mouseTrackingMode, wraparoundMode } = this.#terminal.modes;
    return {
      isAlternate: this.#terminal.buffer.active.type === 'alternate',
      bracketedPaste: bracketedPasteMode,
      mouse: mouseTrackingMode !== 'none',
      autowrap: wraparoundMode,
      cursorShown: this.#isCursorShown,
    };
  }

  async isAlternate(): Promise<boolean> {
    return (await this.modes()).isAlternate;
  }

  #line(row: number): string {
    return this.#terminal.buffer.active.getLine(row)?.translateToString(true).trimEnd() ?? '';
  }

  #watchCursor(final: 'h' | 'l', isShown: boolean): void {
    this.#terminal.parser.registerCsiHandler({ prefix: '?', final }, (parameters) => {
      if (parameters.includes(25)) this.#isCursorShown = isShown;
      return false; // the emulator goes on to do it
    });
  }

  /** What was written is read in the background. */
  #settle(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve));
  }
}
