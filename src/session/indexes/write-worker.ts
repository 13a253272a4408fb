import { parentPort, workerData } from 'node:worker_threads';
import { WriteJob, type WriteOrder } from '../../formats/index-file/write-job.ts';
import type { WritingMessage, WritingOutcome, WritingReply } from './writing-thread.ts';

/** The thread of `WritingThread`. */
const job = new WriteJob(workerData as WriteOrder);

parentPort?.on('message', (message: WritingMessage) => {
  if (message.kind === 'add') job.add(message.name, message.part);
  else if (message.kind === 'flush') void job.flush().then(() => parentPort?.postMessage('flushed'));
  else void job[message.kind]().then(() => end(undefined), end);
});

function end(error: unknown): void {
  const outcome: WritingReply = { problem: error === undefined ? undefined : problemOf(error) };
  parentPort?.postMessage(outcome);
}

function problemOf(error: unknown): WritingOutcome['problem'] {
  if (!(error instanceof Error)) return { message: String(error), code: undefined };
  return { message: error.message, code: 'code' in error ? String(error.code) : undefined };
}
