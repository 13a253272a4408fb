import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Packed } from '../../formats/index-file/pack.ts';
import type { PartWriter, WriteOrder } from '../../formats/index-file/write-job.ts';
import { bundledFile } from '../bundled-file.ts';

/** What the thread is told, after its order. */
export type WritingMessage =
  | { readonly kind: 'add'; readonly name: string; readonly part: Packed }
  | { readonly kind: 'flush' | 'finish' | 'abandon' };

/** What it answers when it ends. `code`: of the file system's error. */
export interface WritingOutcome {
  readonly problem: { readonly message: string; readonly code: string | undefined } | undefined;
}

/** What it answers: to each `flush`, and when it ends. */
export type WritingReply = 'flushed' | WritingOutcome;

/** Writes an index in a thread of its own, so that nobody waits for it: columns are in shared memory. */
export class WritingThread implements PartWriter {
  readonly #worker: Worker;
  readonly #outcome: Promise<WritingOutcome>;

  constructor(order: WriteOrder) {
    this.#worker = new Worker(bundledFile('./write-worker.js', '../../dist/write-worker.js'), {
      workerData: order,
    });
    this.#outcome = outcomeOf(this.#worker);
    this.#outcome.catch(() => undefined); // `finish` tells.
    // Until somebody waits for it, it keeps no process alive.
    this.#worker.unref();
  }

  add(name: string, part: Packed): void {
    this.#tell({ kind: 'add', name, part });
  }

  async flush(): Promise<void> {
    const flushed = once(this.#worker, 'message');
    this.#tell({ kind: 'flush' });
    await Promise.race([flushed, this.#outcome]).catch(() => undefined); // `finish` tells.
  }

  async finish(): Promise<void> {
    const { problem } = await this.#end('finish');
    if (problem !== undefined)
      throw Object.assign(
        new Error(problem.message),
        problem.code === undefined ? {} : { code: problem.code },
      );
  }

  async abandon(): Promise<void> {
    await this.#end('abandon').catch(() => undefined);
  }

  async #end(kind: 'finish' | 'abandon'): Promise<WritingOutcome> {
    this.#worker.ref();
    this.#tell({ kind });
    try {
      return await this.#outcome;
    } finally {
      await this.#worker.terminate();
    }
  }

  #tell(message: WritingMessage): void {
    this.#worker.postMessage(message);
  }
}

/** Rejects when the thread fails. */
async function outcomeOf(worker: Worker): Promise<WritingOutcome> {
  for (;;) {
    const [reply] = (await once(worker, 'message')) as [WritingReply];
    if (reply !== 'flushed') return reply;
  }
}
