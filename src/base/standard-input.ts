/** What stands for standard input where a file is named. */
export const STANDARD_INPUT = '-';

const names: ReadonlySet<string> = new Set([STANDARD_INPUT, '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);

/** Whether standard input is meant, by whichever of its names. A file that is called so is `./-`. */
export function isStandardInput(file: string): boolean {
  return names.has(file);
}

/** How people are told of a file. */
export function spokenFile(file: string): string {
  return file === STANDARD_INPUT ? 'standard input' : file;
}
