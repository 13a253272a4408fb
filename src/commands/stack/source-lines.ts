import { readFileSync } from 'node:fs';
import type { SourceLocation } from '../../query/runtimes/runtime.ts';

/** Reads lines of the program's source files where they exist on this machine, stripped, each file once. */
export function sourceLineReader(): (entry: SourceLocation) => string | undefined {
  const files = new Map<string, readonly string[]>();
  return ({ file, line }) => {
    if (file === undefined || line === undefined) return undefined;
    const lines = files.get(file) ?? readLines(file);
    files.set(file, lines);
    const text = lines[line - 1]?.trim();
    return text === '' ? undefined : text;
  };
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r\n|\r|\n/);
  } catch {
    // As Python does: a file that cannot be read has no lines to show.
    return [];
  }
}
