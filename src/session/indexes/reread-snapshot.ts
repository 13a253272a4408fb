import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { FormatError } from '../../base/errors.ts';
import { type Packed, unpackSnapshot } from '../../formats/index-file/pack.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { bundledFile } from '../bundled-file.ts';

/** What the thread is given. */
export interface RereadOrder {
  readonly file: string;
  readonly port: MessagePort;
  /** Set and notified when the message is sent. */
  readonly done: SharedArrayBuffer;
}

type MessagePort = MessageChannel['port1'];

export type Reread = { readonly packed: Packed } | { readonly problem: string };

/**
 * Reads a snapshot from its file, now: this thread stands still meanwhile, because whoever looks at a column that turns
 * out to be damaged cannot wait for anything. Another thread reads, and the columns are shared. Throws FormatError.
 */
export function rereadSnapshot(file: string): HeapSnapshot {
  const { port1, port2 } = new MessageChannel();
  const done = new SharedArrayBuffer(4);
  const order: RereadOrder = { file, port: port2, done };
  const worker = new Worker(bundledFile('./reread-worker.js', '../../dist/reread-worker.js'), {
    workerData: order,
    transferList: [port2],
  });
  worker.unref();
  Atomics.wait(new Int32Array(done), 0, 0);
  const { message } = receiveMessageOnPort(port1) as { message: Reread };
  port1.close();
  if ('problem' in message) throw new FormatError(message.problem, { where: { file } });
  const { plain, columns } = message.packed;
  return unpackSnapshot(plain, (column) => columns[column]!);
}
