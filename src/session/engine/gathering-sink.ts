import type { Sink } from '../sink.ts';

/** Text that is to be shown when it is complete. It ends up on a terminal, and is written for one. */
export class GatheringSink implements Sink {
  readonly isTerminal = true;
  #text = '';

  write(text: string): undefined {
    this.#text += text;
    return undefined;
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The lines so far, which are then forgotten. */
  takeLines(): string[] {
    const lines = this.#text.split(/\r?\n/);
    this.#text = '';
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }
}
