import { FormatError } from '../base/errors.ts';
import { spokenFile } from '../base/standard-input.ts';
import type { Task } from '../base/task.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import type { ReadOptions, SnapshotFormat } from './format.ts';
import { formats } from './index.ts';
import { looksLike } from './looks-like.ts';
import type { ByteSource } from './sources/byte-source.ts';
import { openSource } from './sources/open-source.ts';

const PREFIX_LENGTH = 4096;

export interface OpenOptions {
  /** Load the whole part of a file that is cut short or damaged, instead of refusing it. */
  readonly partial?: boolean;
  readonly task: Task;
  /** As of `ReadOptions`. */
  readonly onFirstLook?: ReadOptions['onFirstLook'];
  readonly onNumbered?: ReadOptions['onNumbered'];
}

/**
 * Loads a snapshot of whatever format the file turns out to be: a file, a pipe, or, for `-`, standard input.
 * O(objects + edges). Throws FormatError (with file, and offset when there is one) for everything that is wrong with the file, and
 * CancelledError when the task says so.
 */
export async function openSnapshot(file: string, options: OpenOptions): Promise<HeapSnapshot> {
  const source = await openSource(file, options.task);
  try {
    const format = await formatOf(source);
    const { partial = false, task, onFirstLook, onNumbered } = options;
    return await format.read(source, { partial, task, onFirstLook, onNumbered });
  } catch (error) {
    throw inFile(error, file);
  } finally {
    await source.close();
  }
}

async function formatOf(source: ByteSource): Promise<SnapshotFormat> {
  const prefix = await source.peek(PREFIX_LENGTH);
  const format = formats.find((candidate) => candidate.sniff(prefix));
  if (format !== undefined) return format;
  const known = formats.map((candidate) => candidate.label).join(', ');
  throw new FormatError(`this is no snapshot that heapsh knows: it looks like ${looksLike(prefix)}`, {
    where: { offset: 0 },
    hint: `heapsh reads: ${known}; "heapsh agent python" prints what captures Python, Node has v8.writeHeapSnapshot(FILE)`,
  });
}

/** Formats do not know what their file is called. */
function inFile(error: unknown, name: string): unknown {
  const file = spokenFile(name);
  if (error instanceof RangeError && /allocation/i.test(error.message)) {
    return new FormatError('there is not enough memory for this snapshot', { where: { file }, cause: error });
  }
  if (!(error instanceof FormatError) || error.where.file !== undefined) return error;
  return new FormatError(error.message, { where: { ...error.where, file }, hint: error.hint, cause: error });
}
