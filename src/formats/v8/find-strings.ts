import { readAt, withFile } from './parallel/read-at.ts';

/** As V8 writes it. Nothing in a text of JSON reads so: a quote within a text has a backslash before it. */
const KEY = '"strings":[';
/** Read at once. */
const WINDOW = 4 << 20;
/** Nearly every file has more of other sections, and who has so many strings does not wait for them first. */
const MOST_SEARCHED = 64 << 20;

/** Where the list of strings of a plain file begins: its `[`, searched for from the end. Undefined: it is not there. */
export function findStrings(file: string, fileSize: number): number | undefined {
  return withFile(file, (descriptor) => {
    const least = Math.max(fileSize - MOST_SEARCHED, 0);
    for (let end = fileSize; end > least; ) {
      const start = Math.max(end - WINDOW, least);
      const bytes = readAt(descriptor, start, end - start);
      const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(KEY);
      if (found >= 0) return start + found + KEY.length - 1;
      // It may lie across the border.
      end = start > least ? start + KEY.length - 1 : start;
    }
    return undefined;
  });
}
