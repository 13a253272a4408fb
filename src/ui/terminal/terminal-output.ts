import { closeSync, constants, openSync, writeSync } from 'node:fs';

/** How often a terminal that takes nothing is asked again; there is no event for it. In milliseconds. */
const RETRY = 4;
/** How long leaving waits for such a terminal: one that somebody has stopped with Ctrl-S must not keep us forever. */
const PATIENCE = 500;
/** Makes a terminal forget the escape sequence that it is in the middle of. */
const CANCEL = '\x18';

/**
 * Writes to a terminal without ever waiting for it: what it does not take at once is sent bit by bit. Node's own stream
 * would stop the whole program, keys included, for as long as a slow line takes. A terminal that has vanished takes
 * everything, quietly.
 */
export class TerminalOutput {
  readonly #descriptor: number;
  readonly #isOwn: boolean;
  readonly #onDrain: () => void;
  #unsent: Buffer = Buffer.alloc(0);
  #timer: NodeJS.Timeout | undefined;
  #isGone = false;

  /** `descriptor` is one of the terminal. `onDrain` is called when all has been taken that was not taken at once. */
  constructor(descriptor: number, onDrain: () => void) {
    const opened = openWithoutWaiting(descriptor);
    this.#descriptor = opened ?? descriptor;
    this.#isOwn = opened !== undefined;
    this.#onDrain = onDrain;
  }

  get isBehind(): boolean {
    return this.#unsent.length > 0;
  }

  /** Gives whether the terminal took it at once; it is sent anyway. */
  write(text: string): boolean {
    this.#unsent = this.isBehind ? Buffer.concat([this.#unsent, Buffer.from(text)]) : Buffer.from(text);
    if (this.#timer === undefined) this.#send();
    return !this.isBehind;
  }

  /** The last words, in the place of all that was not sent; then nothing is written any more. Waits for half a second at most. */
  end(text: string): void {
    clearTimeout(this.#timer);
    this.#unsent = Buffer.from(this.isBehind ? CANCEL + text : text);
    const deadline = performance.now() + PATIENCE;
    for (this.#sendSome(); this.isBehind && performance.now() < deadline; this.#sendSome()) sleep(RETRY);
    this.#isGone = true;
    if (this.#isOwn) closeSync(this.#descriptor);
  }

  #send(): void {
    this.#timer = undefined;
    this.#sendSome();
    if (!this.isBehind) return;
    this.#timer = setTimeout(() => {
      this.#send();
      if (!this.isBehind) this.#onDrain();
    }, RETRY);
  }

  #sendSome(): void {
    try {
      while (this.isBehind && !this.#isGone) {
        this.#unsent = this.#unsent.subarray(writeSync(this.#descriptor, this.#unsent));
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return;
      this.#isGone = true; // EIO, EPIPE: its window was closed
    }
    if (this.#isGone) this.#unsent = Buffer.alloc(0);
  }
}

/** Opened anew, because a descriptor that does not wait would not wait for others that share it, such as the shell. */
function openWithoutWaiting(descriptor: number): number | undefined {
  const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
  // The terminal of another user (su) cannot be opened by its name.
  for (const path of [`/proc/self/fd/${descriptor}`, '/dev/tty']) {
    try {
      return openSync(path, flags);
    } catch {
      // Not on this system, or not ours: the next name.
    }
  }
  return undefined;
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
