import { createWriteStream, openSync } from 'node:fs';
import { HeapshError } from '../base/errors.ts';
import { systemErrorText } from '../base/system-error.ts';
import { type Sink, StreamSink } from './sink.ts';

/** A file that answers are written to from now on; what was in it is gone. */
export function openFileSink(file: string): Sink {
  try {
    return new StreamSink(createWriteStream(file, { fd: openSync(file, 'w') }), false);
  } catch (error) {
    throw new HeapshError(`cannot write ${file}: ${systemErrorText(error)}`, { cause: error });
  }
}
