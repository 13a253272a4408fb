import { characterCount } from '../../base/wtf8.ts';
import type { TextColumns } from '../../model/string-table.ts';

/** V8 writes no more of a string, unless it was told to. */
const LONGEST_WRITTEN = 1024;
/** Bytes of a string object that are not its characters, at most: header and padding. */
const OVERHEAD = 24;

/**
 * The length of a string object in characters. The file does not say it: of strings that were cut when they were written,
 * which are those of 1,024 characters that are too large for so few, it is told from their bytes, to within eight.
 * `known`: by text, zeroes at first, to be kept: its characters, plus one, once they have been counted. Threads may share it.
 */
export function stringLengths(
  { bytes, ends }: TextColumns,
  known: Uint32Array,
): (textId: number, size: number) => number {
  return (textId, size) => {
    const before = known[textId]!;
    const start = textId === 0 ? 0 : ends[textId - 1]!;
    const written = before === 0 ? characterCount(bytes, start, ends[textId]!) : before - 1;
    if (before === 0) known[textId] = written + 1;
    const isCut = written >= LONGEST_WRITTEN && size - OVERHEAD > written;
    return isCut ? size - OVERHEAD : written;
  };
}
