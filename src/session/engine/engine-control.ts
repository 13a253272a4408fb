import type { Progress } from '../progress-line.ts';

// 32-bit words, then two doubles, then the text of the phase.
const Word = { cancelled: 0, newest: 1, columns: 2, phaseLength: 3, asides: 4, interruptions: 5 } as const;
const WORDS = 6;
const DOUBLES_AT = WORDS * 4;
const TEXT_AT = DOUBLES_AT + 16;
const TEXT_LENGTH = 224;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * What the shell's thread and the engine's thread tell each other while the engine is too busy to read messages: one
 * piece of shared memory. Requests are numbered, so that a Ctrl-C that comes late cannot stop the next one.
 */
export class EngineControl {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #progress: Float64Array;
  readonly #text: Uint8Array;

  constructor(buffer = new SharedArrayBuffer(TEXT_AT + TEXT_LENGTH)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer, 0, WORDS);
    this.#progress = new Float64Array(buffer, DOUBLES_AT, 2);
    this.#text = new Uint8Array(buffer, TEXT_AT, TEXT_LENGTH);
  }

  /** Stops this request and whatever was asked before it. */
  cancel(request: number): void {
    Atomics.store(this.#words, Word.cancelled, request);
    Atomics.add(this.#words, Word.interruptions, 1);
  }

  isCancelled(request: number): boolean {
    return Atomics.load(this.#words, Word.cancelled) >= request;
  }

  /** A request is on its way: background work makes room. */
  announce(request: number): void {
    Atomics.store(this.#words, Word.newest, request);
  }

  get newest(): number {
    return Atomics.load(this.#words, Word.newest);
  }

  /** How often `cancel` was called: for work that belongs to no request. */
  get interruptions(): number {
    return Atomics.load(this.#words, Word.interruptions);
  }

  /** An aside has been sent: even who is busy looks for it. */
  askAside(): void {
    Atomics.add(this.#words, Word.asides, 1);
  }

  /** How many asides were sent so far. */
  get asides(): number {
    return Atomics.load(this.#words, Word.asides);
  }

  /** Of the terminal; 0: not known. */
  set columns(columns: number) {
    Atomics.store(this.#words, Word.columns, columns);
  }

  get columns(): number {
    return Atomics.load(this.#words, Word.columns);
  }

  tellPhase(name: string): void {
    // Into memory of its own first: TextEncoder refuses shared memory.
    const bytes = new Uint8Array(TEXT_LENGTH);
    const { written } = encoder.encodeInto(name, bytes);
    this.#text.set(bytes);
    this.#progress.fill(0);
    Atomics.store(this.#words, Word.phaseLength, written);
  }

  tellStep(done: number, total: number): void {
    this.#progress[1] = total;
    this.#progress[0] = done;
  }

  tellRest(): void {
    Atomics.store(this.#words, Word.phaseLength, 0);
  }

  /** What is being done; undefined: nothing that takes time. A torn read shows a wrong bar for a moment, no more. */
  progress(): Progress | undefined {
    const length = Atomics.load(this.#words, Word.phaseLength);
    if (length === 0) return undefined;
    const phase = decoder.decode(this.#text.slice(0, length));
    return { phase, done: this.#progress[0]!, total: this.#progress[1]! };
  }
}
