import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { isStandardInput } from '../base/standard-input.ts';

/**
 * Whether there is a keyboard to ask questions on. Where standard input is one of the snapshots, keys come from the
 * terminal itself, as less does it: `process.stdin` is that terminal from here on, for the shells and for all else.
 */
export function hasKeyboard(files: readonly string[]): boolean {
  if (files.some(isStandardInput)) return takeTerminal();
  return process.stdin.isTTY === true;
}

/** False: the program runs on no terminal. */
function takeTerminal(): boolean {
  let fd: number;
  try {
    fd = openSync('/dev/tty', 'r+');
  } catch {
    return false; // ENXIO, ENOENT: a job of cron, a container.
  }
  const terminal = Object.assign(new ReadStream(fd), { fd });
  // As the stream of Node's that it stands for: while nobody listens, no process is kept alive by it.
  terminal.pause().unref();
  terminal.on('pause', () => terminal.unref()).on('resume', () => terminal.ref());
  Object.defineProperty(process, 'stdin', { value: terminal, configurable: true, enumerable: true });
  return true;
}
