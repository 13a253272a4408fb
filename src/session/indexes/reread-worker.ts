import { workerData } from 'node:worker_threads';
import { quietTask } from '../../base/task.ts';
import { pack } from '../../formats/index-file/pack.ts';
import { openSnapshot } from '../../formats/open-snapshot.ts';
import type { Reread, RereadOrder } from './reread-snapshot.ts';

/** The thread of `rereadSnapshot`. */
async function reread({ file, port, done }: RereadOrder): Promise<void> {
  const answer: Reread = await openSnapshot(file, { task: quietTask }).then(
    (snapshot) => ({ packed: pack(snapshot) }),
    (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
  );
  port.postMessage(answer);
  const flag = new Int32Array(done);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

await reread(workerData as RereadOrder);
