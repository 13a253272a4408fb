/** A file's name as one word of a line, whatever is in it. */
export function shellWord(file: string): string {
  return `'${file.replaceAll("'", "'\\''")}'`;
}
