import { isatty, type ReadStream } from 'node:tty';

/** A terminal that has vanished cannot be set any more: readline, which does so when it closes, must not fail by that. */
export function bearHangup(terminal: ReadStream): void {
  const setRawMode = terminal.setRawMode.bind(terminal);
  terminal.setRawMode = (isRaw) => {
    try {
      return setRawMode(isRaw);
    } catch (error) {
      if (!isVanished(error)) throw error;
      return terminal;
    }
  };
}

/**
 * Ends the process as a hangup does when its terminal has vanished. Node would put the terminal back as it was at the
 * start, and when it cannot, abort with a core dump.
 */
export function endOfHangup(): void {
  if (isatty(process.stdin.fd)) return;
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

/** Whether this is how a terminal that has vanished says so. */
export function isVanished(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EIO' || code === 'ENOTTY' || code === 'EBADF';
}
