import { QueryError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { objectWord } from '../../query/edges/edge-text.ts';
import type { Heap } from '../../query/heap.ts';
import type { SourceLocation } from '../../query/runtimes/runtime.ts';
import { exceptionLine } from './exception-line.ts';
import { stackEntryReader } from './stack-entry.ts';
import { stackLines } from './stack-lines.ts';
import { type StackLimit, walkStack } from './walk-stack.ts';

export interface TracebackOptions {
  readonly limit: StackLimit;
  readonly sourceLine: (entry: SourceLocation) => string | undefined;
  readonly task: Task;
}

/** What Python would print of a traceback, frame or exception. Throws QueryError for anything else. */
export function tracebackLines(heap: Heap, object: number, options: TracebackOptions): readonly string[] {
  const { snapshot } = heap;
  const type = snapshot.types[snapshot.objects.typeIndexes[object]!]!;
  if (type.kind === 'exception') return exceptionLines(heap, object, options);
  if (type.kind !== 'traceback' && type.kind !== 'frame') {
    throw new QueryError(
      `${objectWord(heap, object)} is of type ${type.name}: no traceback, frame or exception`,
    );
  }
  return entryLines(heap, object, type.kind, options);
}

function exceptionLines(heap: Heap, exception: number, options: TracebackOptions): string[] {
  const traceback = heap.runtime.fieldReader(heap.snapshot, '__traceback__')(exception);
  const entries =
    traceback < 0
      ? []
      : ['Traceback (most recent call last):', ...entryLines(heap, traceback, 'traceback', options)];
  return [...entries, exceptionLine(heap, exception)];
}

function entryLines(
  heap: Heap,
  head: number,
  kind: 'traceback' | 'frame',
  { limit, sourceLine, task }: TracebackOptions,
): string[] {
  const walked = walkStack(heap, head, kind === 'frame' ? 'f_back' : 'tb_next', limit, task);
  // A stack is met newest first, a traceback oldest first; both are printed newest last.
  if (kind === 'frame') walked.reverse();
  return [...stackLines(walked.map(stackEntryReader(heap)), sourceLine)];
}
