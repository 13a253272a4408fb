import type { MessagePort } from 'node:worker_threads';
import type { AsideReply, AsideRequest, Asides } from './asides.ts';
import type { EngineControl } from './engine-control.ts';

/** The screen's end of the line on which asides go: each is answered by its number, in whatever order. */
export class AsideLine {
  readonly #port: MessagePort;
  readonly #control: EngineControl;
  readonly #waiting = new Map<number, (answer: never) => void>();
  #lastId = 0;

  constructor(port: MessagePort, control: EngineControl) {
    this.#port = port;
    this.#control = control;
    port.on('message', ({ id, answer }: AsideReply) => {
      this.#waiting.get(id)?.(answer as never);
      this.#waiting.delete(id);
    });
    // Nobody is kept waiting by it when everything else is over.
    port.unref();
  }

  /** Never rejects; when the engine is lost it never resolves. */
  ask<K extends keyof Asides>(kind: K, ...words: Parameters<Asides[K]>): Promise<ReturnType<Asides[K]>> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve as (answer: never) => void);
      this.#port.postMessage({ id, kind, words } satisfies AsideRequest<K>);
      // After the message, so that whoever sees the number finds it.
      this.#control.askAside();
    });
  }

  close(): void {
    this.#port.close();
  }
}
