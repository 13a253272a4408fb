import {
  closeSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';

/** Trimming takes milliseconds: what is as old as that was left by a shell that died. */
const LEFT_BEHIND = 3_600_000;

/**
 * Leaves of the history the lines in its last `kept` bytes, while other shells go on appending. The new file is written
 * beside the old, its name being the lock, and takes its place. What others appended to the old one before that, though
 * after it was copied, is appended once more; what they append to it later they find out themselves. So a line can come
 * twice, but none is lost. Throws what the file system throws.
 */
export function trimHistory(path: string, kept: number, append: (file: string, text: string) => void): void {
  const file = realpathSync(path);
  const trimmed = `${file}.trimmed`;
  const target = claim(trimmed);
  if (target === undefined) return;
  const source = openSync(file, 'r');
  try {
    const { size } = fstatSync(source);
    const start = Math.max(0, size - kept);
    const end = wholeLines(source, start, size);
    try {
      writeFileSync(target, start > 0 ? end.subarray(end.indexOf('\n') + 1) : end);
      renameSync(trimmed, file);
    } catch (error) {
      rmSync(trimmed, { force: true });
      throw error;
    }
    const late = wholeLines(source, start + end.length, fstatSync(source).size);
    if (late.length > 0) append(file, late.toString());
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

/** Undefined: another shell is at it. */
function claim(file: string): number | undefined {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const left = statSync(file, { throwIfNoEntry: false });
    if (left !== undefined && Date.now() - left.mtimeMs > LEFT_BEHIND) rmSync(file, { force: true });
    return undefined;
  }
}

/** Without a last line that somebody is still writing: the size grows before all of it is there. */
function wholeLines(descriptor: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(end - start);
  const length = readSync(descriptor, bytes, 0, bytes.length, start);
  return bytes.subarray(0, bytes.subarray(0, length).lastIndexOf('\n') + 1);
}
