import type { Sink } from '../sink.ts';

/** More than anybody scrolls through, and little enough to be broken into lines in a moment. In characters. */
const MOST = 2 * 1024 * 1024;
/** Whoever writes may be stopped after so many. */
const PIECE_LENGTH = 64 * 1024;

/** Thrown at whoever writes more than a screen takes: what would come next need not be made. */
export class EnoughText extends Error {}

/** Text that is to be shown when it is complete. It ends up on a terminal, and is written for one. */
export class GatheringSink implements Sink {
  readonly isTerminal = true;
  #pieces: string[] = [];
  #length = 0;
  #unpaused = 0;

  /** Throws EnoughText when no more is kept. */
  write(text: string): Promise<void> | undefined {
    const room = MOST - this.#length;
    this.#pieces.push(text.slice(0, room));
    this.#length += Math.min(room, text.length);
    if (text.length > room) throw new EnoughText();
    this.#unpaused += text.length;
    if (this.#unpaused < PIECE_LENGTH) return undefined;
    this.#unpaused = 0;
    return Promise.resolve();
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The lines so far, which are then forgotten. */
  takeLines(): string[] {
    const lines = this.#pieces.join('').split(/\r?\n/);
    this.#pieces = [];
    this.#length = 0;
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }
}
