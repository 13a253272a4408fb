import type { Writable } from 'node:stream';
import { HeapshError } from '../base/errors.ts';
import { systemErrorText } from '../base/system-error.ts';

/** Whoever reads our output has seen enough (`| head`). Not an error: we stop and say nothing. */
export class ClosedPipe extends Error {
  constructor() {
    super('the reader of the output has closed it');
    this.name = 'ClosedPipe';
  }
}

/** Where the text of answers goes. `write` gives a promise when the reader is behind and must be waited for. */
export interface Sink {
  readonly isTerminal: boolean;
  write(text: string): Promise<void> | undefined;
  /** Sends what is still held back. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const PIECE_LENGTH = 64 * 1024;

/** Collects small writes to pieces of about 64 KiB; a table of 400,000 rows is then 500 writes, not 400,000. */
export class StreamSink implements Sink {
  readonly isTerminal: boolean;
  readonly #stream: Writable;
  #held = '';
  #failure: Error | undefined;

  constructor(stream: Writable, isTerminal: boolean) {
    this.#stream = stream;
    this.isTerminal = isTerminal;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure = writeFailure(error);
    });
  }

  write(text: string): Promise<void> | undefined {
    this.#held += text;
    return this.#held.length < PIECE_LENGTH ? undefined : this.flush();
  }

  /** Resolves when the stream has taken everything, so an exit right after loses nothing. */
  flush(): Promise<void> {
    const piece = this.#held;
    this.#held = '';
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      if (piece === '') return resolve();
      this.#stream.write(piece, (error) => {
        if (!error) resolve();
        else reject(writeFailure(error));
      });
    });
  }

  async close(): Promise<void> {
    await this.flush();
    await new Promise<void>((resolve, reject) => {
      this.#stream.once('error', reject);
      this.#stream.end(resolve);
    });
  }
}

function writeFailure(error: NodeJS.ErrnoException): Error {
  if (error.code === 'EPIPE') return new ClosedPipe();
  return new HeapshError(`the output cannot be written: ${systemErrorText(error)}`, { cause: error });
}
