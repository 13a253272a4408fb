import { readAt, withFile } from './parallel/read-at.ts';

/** Read at once. */
const WINDOW = 4 << 20;
/** Of a file: whoever has to search through more for where a list ends finds it sooner by going through the list. */
const MOST_SEARCHED = 1 / 4;
/** Bytes before a section, which have to be numbers. */
const LOOKED_AT = 1 << 12;

/**
 * Where a section of a plain file begins, a list: its `[`, searched for from the end through at most so many bytes. Undefined:
 * it is not there. The key is as V8 writes it: nothing in a text of JSON reads so, as a quote within a text has a backslash
 * before it.
 */
export function findSection(file: string, fileSize: number, name: string, most: number): number | undefined {
  const key = `"${name}":[`;
  return withFile(file, (descriptor) => {
    const least = Math.max(fileSize - most, 0);
    for (let end = fileSize; end > least; ) {
      const start = Math.max(end - WINDOW, least);
      const found = readAt(descriptor, start, end - start).lastIndexOf(key);
      if (found >= 0) return start + found + key.length - 1;
      // It may lie across the border.
      end = start > least ? start + key.length - 1 : start;
    }
    return undefined;
  });
}

/**
 * Where the list of numbers ends that goes on at `from`, if such a section follows it: its `]`. As `findSection`; what is far from
 * the end is not looked at, so that it may be another list of numbers that does.
 */
export function findEndBefore(
  file: string,
  fileSize: number,
  name: string,
  from: number,
): number | undefined {
  const section = findSection(
    file,
    fileSize,
    name,
    Math.min(Math.floor(MOST_SEARCHED * fileSize), fileSize - from),
  );
  if (section === undefined) return undefined;
  const key = section - `"${name}":`.length;
  const start = Math.max(key - LOOKED_AT, from);
  const before = withFile(file, (descriptor) => readAt(descriptor, start, key - start).toString('latin1'));
  const [, numbers] = /^([\d,\s]*)\]\s*,\s*$/.exec(before) ?? [];
  return numbers === undefined ? undefined : start + numbers.length;
}
