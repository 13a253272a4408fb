import { StringDecoder } from 'node:string_decoder';
import { decodeSequence } from './decode-sequence.ts';
import type { InputEvent } from './input-event.ts';
import { keyEvent } from './key-event.ts';
import { controlKey, noModifiers } from './key-tables.ts';
import { PasteCollector } from './paste-collector.ts';
import { scanEscape } from './scan-escape.ts';

/** What a router needs of a clock. */
export interface Timers {
  /** Calls back after so many milliseconds; the result calls it off. */
  after(delay: number, callback: () => void): () => void;
}

const ESCAPE = '\x1b';
const BELL = '\x07';
const PASTE_START = '[200~';
/** How long an unfinished sequence may stay so, in escape delays. After it the keys typed next are keys again. */
const PATIENCE = 12;

const run = /[\x20-\x7e\x80-\xff]+/y;
const stringEnd = new RegExp(`[${BELL}${ESCAPE}]`, 'g');
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Bytes from a terminal to what a person did, however the bytes were cut up on their way. All that one chunk holds is
 * handed over in one call, so that one paint can answer it. A lone Escape is told from the beginning of a sequence by
 * nothing following it for a while.
 */
export class KeyRouter {
  readonly #take: (events: readonly InputEvent[]) => void;
  readonly #escapeDelay: number;
  readonly #timers: Timers;
  readonly #decoder = new StringDecoder('utf8');
  readonly #paste = new PasteCollector();
  #callOff: () => void = () => undefined;
  #isInString = false;
  /** Bytes of a sequence that has not ended, one a character. */
  #pending = '';
  #events: InputEvent[] = [];

  constructor(
    take: (events: readonly InputEvent[]) => void,
    { escapeDelay = 40, timers = realTimers }: { escapeDelay?: number; timers?: Timers } = {},
  ) {
    this.#take = take;
    this.#escapeDelay = escapeDelay;
    this.#timers = timers;
  }

  /** Linear in the chunk. */
  feed(chunk: Buffer | string): void {
    this.#callOff();
    const bytes = this.#pending + (typeof chunk === 'string' ? Buffer.from(chunk) : chunk).toString('latin1');
    this.#pending = '';
    let at = 0;
    while (at < bytes.length) at = this.#read(bytes, at);
    this.#waitForMore();
    this.#handOver();
  }

  /** What has not ended is dropped, and no event comes any more. */
  close(): void {
    this.#callOff();
    this.#pending = '';
  }

  /** Reads one thing; gives its end. */
  #read(bytes: string, at: number): number {
    if (this.#paste.isOpen) return this.#readPaste(bytes, at);
    if (this.#isInString) return this.#readString(bytes, at);
    if (bytes[at] === ESCAPE) return this.#readEscape(bytes, at);
    run.lastIndex = at;
    const text = run.exec(bytes)?.[0];
    if (text !== undefined) {
      this.#readText(text);
      return at + text.length;
    }
    this.#control(bytes.charCodeAt(at), false);
    return at + 1;
  }

  #readText(bytes: string): void {
    const text = this.#decoder.write(Buffer.from(bytes, 'latin1'));
    for (const { segment } of graphemes.segment(text)) {
      // The controls of 8 bits, which no key sends.
      if (!/^[\x80-\x9f]/.test(segment)) this.#events.push(keyEvent(segment));
    }
  }

  #control(code: number, alt: boolean): void {
    const { name, modifiers = noModifiers } = controlKey(code);
    this.#events.push(keyEvent(name, { ...modifiers, alt }));
  }

  #readEscape(bytes: string, at: number): number {
    const found = scanEscape(bytes, at);
    if (found.kind === 'partial') {
      this.#pending = bytes.slice(at);
      return bytes.length;
    }
    if (found.kind === 'escape') this.#control(0x1b, false);
    if (found.kind === 'alt') this.#alt(found.character);
    if (found.kind === 'string') this.#isInString = true;
    if (found.kind === 'sequence') this.#sequence(found.body, found.alt);
    return found.end;
  }

  #alt(bytes: string): void {
    const code = bytes.charCodeAt(0);
    if (code < 0x20 || code === 0x7f) this.#control(code, true);
    else this.#events.push(keyEvent(fromBytes(bytes), { ...noModifiers, alt: true }));
  }

  #sequence(body: string, alt: boolean): void {
    if (body === PASTE_START) {
      this.#paste.open();
      return;
    }
    const event = decodeSequence(body, alt);
    if (event !== undefined) this.#events.push(event);
  }

  #readPaste(bytes: string, at: number): number {
    const end = this.#paste.add(bytes, at);
    if (end === undefined) return bytes.length;
    const text = this.#paste.close();
    if (text !== '') this.#events.push({ kind: 'paste', text });
    return end;
  }

  /** A string of the terminal's ends with BEL, or with ESC \; any other escape cuts it short. */
  #readString(bytes: string, at: number): number {
    stringEnd.lastIndex = at;
    const end = stringEnd.exec(bytes);
    if (end === null) return bytes.length;
    if (end[0] === ESCAPE && end.index + 1 === bytes.length) {
      this.#pending = ESCAPE;
      return bytes.length;
    }
    this.#isInString = false;
    if (end[0] !== ESCAPE) return end.index + 1;
    return bytes[end.index + 1] === '\\' ? end.index + 2 : end.index;
  }

  #waitForMore(): void {
    this.#callOff = () => undefined;
    if (this.#pending === '' && !this.#isInString) return;
    const isKey = !this.#isInString && keysOf(this.#pending).length > 0;
    const delay = isKey ? this.#escapeDelay : this.#escapeDelay * PATIENCE;
    this.#callOff = this.#timers.after(delay, () => this.#giveUp());
  }

  #giveUp(): void {
    const keys = this.#isInString ? [] : keysOf(this.#pending);
    this.#pending = '';
    this.#isInString = false;
    for (const held of keys) {
      if (held === '') this.#control(0x1b, false);
      else this.#alt(held);
    }
    this.#handOver();
  }

  #handOver(): void {
    if (this.#events.length === 0) return;
    const events = this.#events;
    this.#events = [];
    this.#take(events);
  }
}

/**
 * The keys that an unfinished sequence may as well be: for each what Alt was held with, nothing for a mere Escape.
 * None when there is more to it than the beginning.
 */
function keysOf(pending: string): string[] {
  const isTwice = pending.startsWith(ESCAPE + ESCAPE);
  const held = pending.slice(isTwice ? 2 : 1);
  if (!/^[[O\]P_]?$/.test(held)) return [];
  return isTwice ? ['', held] : [held];
}

function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const realTimers: Timers = {
  after(delay, callback) {
    let immediate: NodeJS.Immediate | undefined;
    // After a long computation the timer is due before what has arrived meanwhile was read: read that first.
    const timer = setTimeout(() => {
      immediate = setImmediate(callback);
    }, delay);
    return () => {
      clearTimeout(timer);
      clearImmediate(immediate);
    };
  },
};
