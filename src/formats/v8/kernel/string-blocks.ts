import { APART, BLOCK, ownKernel, WORD } from './own-kernel.ts';
import { instantiate } from './string-kernel.wat';

/** What `string-kernel.wat` exports; all places are bytes of its memory. */
interface StringKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly textsEnd: { readonly value: number };
  readonly endsEnd: { readonly value: number };
  strings(at: number, end: number, texts: number, ends: number, base: number, meant: number): number;
}

/** Where much is not usual, as in texts full of emoji, blocks are short: copying them would take longer than what is taken of them. */
const LEAST_BLOCK = 1 << 8;
/** Two quotes and a comma. */
const LEAST_BYTES = 3;

/** How the kernel's memory is laid out: where what begins. */
const text = APART;
const texts = text + BLOCK + APART;
const ends = texts + BLOCK + APART;
const MOST_ENDS = Math.ceil(BLOCK / LEAST_BYTES);
const meant = ends + WORD * MOST_ENDS + APART;

/** What one character after a backslash stands for. */
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '/': '/',
  '\\': '\\',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The same by bytes; 0: it stands for nothing, or for more than a byte. */
export const meantByEscape: Uint8Array = new Uint8Array(256);
for (const [letter, byte] of Object.entries(escapes))
  meantByEscape[letter.charCodeAt(0)] = byte.charCodeAt(0);

/** What has become of a block: views that the next call overwrites. */
export interface TakenStrings {
  /** UTF-8. */
  readonly texts: Uint8Array;
  /** Where strings end among all texts. */
  readonly ends: Uint32Array;
  /** Where, inside of a string again, it stopped. */
  readonly position: number;
  /** What comes there is not usual, or the end of the bytes is near: somebody else has to go on. */
  readonly isLeft: boolean;
}

/** The kernel's memory: one for each thread. */
class StringBlock {
  readonly #kernel = instantiate() as StringKernel;
  readonly #bytes = new Uint8Array(this.#kernel.memory.buffer);
  readonly #ends = new Uint32Array(this.#kernel.memory.buffer, ends, MOST_ENDS);

  #blockSize = BLOCK;

  constructor() {
    this.#bytes.set(meantByEscape, meant);
  }

  take(bytes: Uint8Array, position: number, base: number): TakenStrings {
    const piece = bytes.subarray(position, position + this.#blockSize);
    this.#bytes.set(piece, text);
    const length = this.#kernel.strings(text, text + piece.length, texts, ends, base, meant) - text;
    const isLeft = length < piece.length - APART || position + piece.length === bytes.length;
    this.#blockSize = isLeft ? Math.max(length, LEAST_BLOCK) : Math.min(2 * this.#blockSize, BLOCK);
    const { textsEnd, endsEnd } = this.#kernel;
    return {
      texts: this.#bytes.subarray(texts, textsEnd.value),
      ends: this.#ends.subarray(0, (endsEnd.value - ends) / WORD),
      position: position + length,
      isLeft,
    };
  }
}

const nothing = new Uint8Array(0);
const noEnds = new Uint32Array(0);

const stringBlock = ownKernel(() => new StringBlock());

/**
 * Takes strings as V8 writes them, at most a block, from inside of one on, through their ends and the beginnings of the next
 * ones. `base`: where its text goes among all texts. Nothing is taken where there is no WebAssembly.
 */
export function takeStrings(bytes: Uint8Array, position: number, base: number): TakenStrings {
  const taken = stringBlock()?.take(bytes, position, base);
  return taken ?? { texts: nothing, ends: noEnds, position, isLeft: true };
}
