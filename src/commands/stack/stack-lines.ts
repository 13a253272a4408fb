import type { SourceLocation } from '../../query/runtimes/runtime.ts';

/** traceback's _RECURSIVE_CUTOFF: of more equal entries in a row, this many are printed. */
const PRINTED_REPEATS = 3;

/**
 * Lines as Python's StackSummary.format writes them: an entry each, and of equal ones that follow each other the first
 * three and a count. Entries of which something is unknown equal nothing, as there.
 */
export function* stackLines(
  entries: Iterable<SourceLocation>,
  sourceLine: (entry: SourceLocation) => string | undefined,
): Generator<string> {
  let last: SourceLocation | undefined;
  let count = 0;
  for (const entry of entries) {
    if (last === undefined || !isSame(last, entry)) {
      yield* repeatLine(count);
      count = 0;
      last = entry;
    }
    count++;
    if (count > PRINTED_REPEATS) continue;
    yield entryLine(entry);
    const source = sourceLine(entry);
    if (source !== undefined) yield `    ${source}`;
  }
  yield* repeatLine(count);
}

function isSame(a: SourceLocation, b: SourceLocation): boolean {
  if (a.file === undefined || a.line === undefined || a.name === undefined) return false;
  return a.file === b.file && a.line === b.line && a.name === b.name;
}

function entryLine({ file, line, name }: SourceLocation): string {
  return `  File "${file ?? '<unknown>'}", line ${line ?? 'None'}, in ${name ?? '<unknown>'}`;
}

function* repeatLine(count: number): Generator<string> {
  const more = count - PRINTED_REPEATS;
  if (more > 0) yield `  [Previous line repeated ${more} more time${more > 1 ? 's' : ''}]`;
}
