import type { Readable } from 'node:stream';
import { formatBytes } from '../../base/quantities.ts';
import { spokenFile } from '../../base/standard-input.ts';
import type { Task } from '../../base/task.ts';
import { PieceSource } from './piece-source.ts';

/** In milliseconds: whoever interrupts is heard within that, also while nothing comes. */
const TICK = 50;

/** A ByteSource over standard input or a pipe, which may be slow, and stop for as long as it likes. */
export class StreamSource extends PieceSource {
  override readonly isStream = true;
  readonly #stream: Readable;

  /** The task is told how much came, and may stop it, also while nothing comes. */
  constructor(file: string, stream: Readable, task: Task) {
    super(file, 0, streamPieces(stream, spokenFile(file), task));
    this.#stream = stream;
  }

  override async close(): Promise<void> {
    // A piece that was asked for and does not come would be waited for.
    this.#stream.destroy();
    await super.close();
  }
}

async function* streamPieces(stream: Readable, name: string, task: Task): AsyncGenerator<Uint8Array> {
  let came = 0;
  const tell = (): void => {
    task.phase(came === 0 ? `waiting for ${name}` : `reading ${name}: ${formatBytes(came)} so far`);
    task.step(came, 0);
  };
  const timer = setInterval(() => {
    try {
      tell();
    } catch (error) {
      stream.destroy(error as Error);
    }
  }, TICK);
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      came += piece.length;
      yield piece;
    }
  } finally {
    clearInterval(timer);
  }
}
