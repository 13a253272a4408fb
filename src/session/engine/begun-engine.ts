import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { bundledFile } from '../bundled-file.ts';
import type { EngineBeginning, EngineSettings } from './engine-messages.ts';

/** The engine's thread while it starts. Until somebody uses it, nobody waits for it. */
export class BegunEngine {
  readonly #worker: Worker;
  readonly #settingsPort: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#settingsPort = port1;
    this.#worker = new Worker(bundledFile('./engine-worker.js', '../../dist/engine-worker.js'), {
      workerData: { settingsPort: port2 } satisfies EngineBeginning,
      transferList: [port2],
    });
    this.#worker.unref();
  }

  /** To be called once. */
  use(settings: EngineSettings): Worker {
    this.#worker.ref();
    this.#settingsPort.postMessage(settings, [settings.asides]);
    return this.#worker;
  }
}
