import type { MessagePort } from 'node:worker_threads';
import type { Sink } from '../sink.ts';
import type { EngineReply, TextStream } from './engine-messages.ts';

const PIECE_LENGTH = 64 * 1024;

/** How many pieces may be on their way: the terminal is slower than we are, and messages would pile up in memory. */
const MOST_ON_THEIR_WAY = 8;

/** Sends text to the shell's thread, and waits when that is behind. */
export class PortSink implements Sink {
  readonly isTerminal: boolean;
  readonly #port: MessagePort;
  readonly #stream: TextStream;
  #held = '';
  #onTheirWay = 0;
  #roomMade: (() => void) | undefined;

  constructor(port: MessagePort, stream: TextStream, isTerminal: boolean) {
    this.#port = port;
    this.#stream = stream;
    this.isTerminal = isTerminal;
    port.on('message', (message: { kind: string; stream?: TextStream }) => {
      if (message.kind === 'taken' && message.stream === stream) this.#taken();
    });
  }

  write(text: string): Promise<void> | undefined {
    this.#held += text;
    return this.#held.length < PIECE_LENGTH ? undefined : this.flush();
  }

  async flush(): Promise<void> {
    if (this.#held === '') return;
    const text = this.#held;
    this.#held = '';
    this.#port.postMessage({ kind: 'text', stream: this.#stream, text } satisfies EngineReply);
    this.#onTheirWay++;
    if (this.#onTheirWay < MOST_ON_THEIR_WAY) return;
    await new Promise<void>((resolve) => {
      this.#roomMade = resolve;
    });
  }

  close(): Promise<void> {
    return this.flush();
  }

  #taken(): void {
    this.#onTheirWay--;
    this.#roomMade?.();
    this.#roomMade = undefined;
  }
}
