import type { ReadStream, WriteStream } from 'node:tty';
import { endOfHangup, isVanished } from '../../session/hangup.ts';
import type { Frame } from './frame.ts';
import type { InputEvent } from './input-event.ts';
import { KeyRouter } from './key-router.ts';
import { type ScreenSize, ScreenWriter } from './screen-writer.ts';
import { enterModes, leaveModes } from './terminal-modes.ts';
import { TerminalOutput } from './terminal-output.ts';

export type TerminalSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGQUIT';

export interface TerminalCallbacks {
  /** All that came at once. */
  onInput(events: readonly InputEvent[]): void;
  /** Paint a frame of this size. */
  onResize(size: ScreenSize): void;
  /** We were stopped, and go on: paint. */
  onResume(): void;
  /**
   * Somebody wants us to end. With all but SIGINT the terminal has been left already, and the app is to end with
   * `signalStatus`; the next such signal ends the process. SIGHUP is told when the terminal has vanished, too.
   */
  onSignal(signal: TerminalSignal): void;
}

export interface TerminalOptions {
  /** Whether clicks and the wheel are events; without, they go on to select text. */
  readonly mouse?: boolean;
  readonly input?: ReadStream;
  readonly output?: OutputStream;
}

/** The types of Node forget the descriptor. */
type OutputStream = WriteStream & { readonly fd: number };

/** The exit status that shells give to a program ended by a signal. */
export const signalStatus: Readonly<Record<TerminalSignal, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGQUIT: 131,
  SIGTERM: 143,
};

const assumedSize: ScreenSize = { columns: 80, rows: 24 };
/** In milliseconds; a stop takes effect at once, or (without a shell that could continue us) never. */
const STOP_DELAY = 100;

/**
 * The terminal that the program runs on, taken over by `enter` and given back by `leave`: whichever way the program
 * ends but kill -9, the terminal is as it was.
 */
export class Terminal {
  readonly #callbacks: TerminalCallbacks;
  readonly #mouse: boolean;
  readonly #input: ReadStream;
  readonly #output: OutputStream;
  readonly #writer: ScreenWriter;
  readonly #listeners: readonly Listener[];
  readonly #signalListeners: readonly Listener[];
  #router: KeyRouter | undefined;
  #sink: TerminalOutput | undefined;
  /** The latest frame, while the terminal has not taken the one before. */
  #waiting: Frame | undefined;

  constructor(callbacks: TerminalCallbacks, options: TerminalOptions = {}) {
    const { mouse = true, input = process.stdin, output = process.stdout } = options;
    this.#callbacks = callbacks;
    this.#mouse = mouse;
    this.#input = input;
    this.#output = output;
    this.#writer = new ScreenWriter({ write: (text) => this.send(text) }, this.size);
    this.#listeners = this.#ownListeners();
    this.#signalListeners = this.#endListeners();
  }

  /** As it is now. */
  get size(): ScreenSize {
    const { columns, rows } = this.#output;
    // A terminal that nobody has told its size says 0.
    return { columns: columns || assumedSize.columns, rows: rows || assumedSize.rows };
  }

  /** Takes the terminal over; nothing when that is done already. */
  enter(): void {
    if (this.#sink !== undefined) return;
    this.#sink = new TerminalOutput(this.#output.fd, () => this.#onDrain());
    this.#router = new KeyRouter((events) => this.#callbacks.onInput(events));
    for (const { emitter, event, listener } of [...this.#listeners, ...this.#signalListeners]) {
      emitter.on(event, listener);
    }
    process.off('exit', endOfHangup).on('exit', endOfHangup);
    this.#setModes();
    this.#input.resume();
  }

  /** Gives it back; nothing when that is done already. All of it happens before this returns, so that an exit may follow. */
  leave(): void {
    const sink = this.#sink;
    if (sink === undefined) return;
    this.#sink = undefined;
    this.#waiting = undefined;
    this.#router?.close();
    stopListening(this.#listeners);
    // ink's signal-exit kills the process when it is the last to listen to a signal: not while that is being told.
    setImmediate(() => stopListening(this.#signalListeners));
    // An error that is on its way would end the process.
    if (this.#input.listenerCount('error') === 0) this.#input.on('error', () => undefined);
    this.#input.pause();
    sink.end(leaveModes);
    this.#setRaw(false);
  }

  /** Ctrl-Z: gives the terminal to the shell, and takes it over again when the shell says to go on. */
  suspend(): void {
    if (this.#sink === undefined) return;
    this.leave();
    const resume = () => {
      clearTimeout(timer);
      process.off('SIGCONT', resume);
      this.#resume();
    };
    process.on('SIGCONT', resume);
    // The timer keeps the process alive, and brings the screen back where there is no shell to stop for.
    const timer = setTimeout(resume, STOP_DELAY);
    // The whole job, as the terminal itself does it: npm start has a process that waits for us.
    process.kill(0, 'SIGTSTP');
  }

  /** While the terminal does not keep up, the latest frame replaces the ones before. */
  paint(frame: Frame): void {
    if (this.#sink?.isBehind) this.#waiting = frame;
    else if (this.#sink !== undefined) this.#writer.paint(frame);
  }

  /** Somebody else wrote to the screen: the next frame is written whole. */
  redraw(): void {
    this.#writer.resize(this.size);
  }

  /** Anything that is no frame: a bell, text for the clipboard. False: the terminal does not keep up. */
  send(text: string): boolean {
    return this.#sink?.write(text) ?? false;
  }

  #onDrain(): void {
    const frame = this.#waiting;
    this.#waiting = undefined;
    if (frame !== undefined) this.paint(frame);
  }

  #setModes(): void {
    this.#setRaw(true);
    this.send(enterModes(this.#mouse));
    this.#writer.resize(this.size);
  }

  #setRaw(isRaw: boolean): void {
    try {
      this.#input.setRawMode(isRaw);
    } catch (error) {
      if (!isVanished(error)) throw error;
    }
  }

  #resume(): void {
    // The shell has set the terminal its own way, which Node does not know: it would do nothing for the mode it is in.
    if (this.#sink !== undefined) this.#setRaw(false);
    // Sizes that change while a program is stopped are not told to it: Node reads it again when it hears this.
    process.emit('SIGWINCH', 'SIGWINCH');
    if (this.#sink === undefined) this.enter();
    else this.#setModes();
    this.#callbacks.onResume();
  }

  #ownListeners(): Listener[] {
    const vanish = this.#end('SIGHUP');
    const leave = () => this.leave();
    return [
      { emitter: this.#input, event: 'data', listener: (chunk: Buffer) => this.#router?.feed(chunk) },
      { emitter: this.#input, event: 'end', listener: vanish },
      { emitter: this.#input, event: 'error', listener: vanish },
      { emitter: this.#output, event: 'resize', listener: () => this.#onResize() },
      { emitter: process, event: 'SIGTSTP', listener: () => this.suspend() },
      { emitter: process, event: 'SIGCONT', listener: () => this.#resume() },
      { emitter: process, event: 'exit', listener: leave },
      // Before anybody tells what has happened: on the screen that stays. Promises that nobody handles come here too.
      { emitter: process, event: 'uncaughtExceptionMonitor', listener: leave },
    ];
  }

  #endListeners(): Listener[] {
    return [
      { emitter: process, event: 'SIGINT', listener: () => this.#callbacks.onSignal('SIGINT') },
      { emitter: process, event: 'SIGTERM', listener: this.#end('SIGTERM') },
      { emitter: process, event: 'SIGQUIT', listener: this.#end('SIGQUIT') },
      { emitter: process, event: 'SIGHUP', listener: this.#end('SIGHUP') },
    ];
  }

  #end(signal: TerminalSignal): () => void {
    return () => {
      if (this.#sink === undefined) return; // told already: a closed window is both a signal and the end of the input
      this.leave();
      this.#callbacks.onSignal(signal);
    };
  }

  #onResize(): void {
    this.#writer.resize(this.size);
    this.#callbacks.onResize(this.size);
  }
}

interface Listener {
  readonly emitter: NodeJS.EventEmitter;
  readonly event: string;
  readonly listener: (argument: Buffer) => void;
}

function stopListening(listeners: readonly Listener[]): void {
  for (const { emitter, event, listener } of listeners) emitter.off(event, listener);
}
