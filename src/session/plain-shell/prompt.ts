import { clearLine, cursorTo, type Interface } from 'node:readline';

/** The prompt of a readline interface while things happen around it. */
export class Prompt {
  readonly #readline: Interface;
  readonly #canMoveCursor: boolean;
  #text = '';
  #isShown = false;

  constructor(readline: Interface, canMoveCursor: boolean) {
    this.#readline = readline;
    this.#canMoveCursor = canMoveCursor;
  }

  /** With what has been typed so far, the cursor where it was. */
  show(text = this.#text): void {
    this.#text = text;
    this.#isShown = true;
    this.#readline.setPrompt(text);
    this.#readline.prompt(true);
  }

  /** Another text in the same place, as when loading goes on; only where that can be drawn over. */
  change(text: string): void {
    if (this.#canMoveCursor && this.#isShown) this.show(text);
  }

  /** The line has been sent off: what is printed now stands below it. */
  sent(): void {
    this.#isShown = false;
  }

  /** Before something is printed that nobody asked for. False: it was not there. */
  hide(): boolean {
    if (!this.#isShown) return false;
    this.#isShown = false;
    if (this.#canMoveCursor) {
      cursorTo(process.stdout, 0);
      clearLine(process.stdout, 0);
    } else {
      process.stdout.write('\n');
    }
    return true;
  }
}
