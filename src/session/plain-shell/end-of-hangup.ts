import { isatty } from 'node:tty';

/**
 * Ends the process as a hangup does when its terminal has vanished. Node would put the terminal back as it was at the
 * start, and when it cannot, abort with a core dump.
 */
export function endOfHangup(): void {
  if (isatty(process.stdin.fd)) return;
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}
