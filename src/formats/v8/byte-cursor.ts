import { FormatError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import type { ByteSource } from '../sources/byte-source.ts';

/** The file ends where it must not. Caught by who can load the part before it. */
export class EndOfFile extends FormatError {}

/**
 * Goes over a source chunk by chunk. Whoever reads works on `bytes` from `position` on for as long as it can, writes
 * `position` back, and asks for `more`. The chunk that follows is read while this one is worked on.
 */
export class ByteCursor {
  /** The current chunk. */
  bytes: Uint8Array = new Uint8Array(0);
  /** In `bytes`: the next byte. */
  position = 0;
  /** Where `bytes` begins in the file. */
  base = 0;
  /** The last two bytes of the chunks before that are no white space. */
  #tail = '';
  readonly #source: ByteSource;
  readonly #chunkSize: number;
  readonly #task: Task;
  #coming: Promise<Uint8Array> | undefined;
  /** Not right after a jump: who has just come here may want to go elsewhere, and would wait for what nobody reads. */
  #isGoingOn = false;

  /** How far one is, as it was told last, in bytes: it never goes back. */
  #told = 0;
  /** How much further on the place is that is looked at before its turn. */
  #aside = 0;

  constructor(source: ByteSource, chunkSize: number, task: Task) {
    this.#source = source;
    this.#chunkSize = chunkSize;
    this.#task = task;
  }

  /** Where the next byte is in the file. */
  get offset(): number {
    return this.base + this.position;
  }

  /** Goes on to the next chunk; false at the end. The current one must be used up. */
  async more(): Promise<boolean> {
    const chunk = await (this.#coming ?? this.#source.readSome(this.#chunkSize));
    this.#told = Math.max(this.#told, this.#source.bytesRead - this.#aside);
    this.#task.step(this.#told, this.#source.fileSize);
    this.#tail = `${this.#tail}${lastBytes(this.bytes)}`.slice(-TAIL);
    this.base += this.bytes.length;
    this.bytes = chunk;
    this.position = 0;
    if (chunk.length === 0) return false;
    this.#coming = this.#isGoingOn ? this.#source.readSome(this.#chunkSize) : undefined;
    this.#isGoingOn = true;
    // Who gives up before the next call never looks at it.
    this.#coming?.catch(() => undefined);
    return true;
  }

  /** At the end: whether the file ends as a snapshot that was written to its end does, with its list of strings. */
  get endsAsWhole(): boolean {
    return this.#tail === ']}';
  }

  /**
   * Goes on at another place of the file, where the source can. `from`: the place that is gone on from after that, when this is
   * only looked at before its turn; how far one is then is told by it.
   */
  async jump(offset: number, from = offset): Promise<void> {
    this.#aside = offset - from;
    await this.#coming;
    await this.#source.seek?.(offset);
    this.#coming = undefined;
    this.#isGoingOn = false;
    this.base = offset;
    this.#tail = '';
    this.bytes = new Uint8Array(0);
    this.position = 0;
  }

  /** The next byte that is no white space, not taken; -1 at the end. */
  async peek(): Promise<number> {
    for (;;) {
      for (; this.position < this.bytes.length; this.position++) {
        const byte = this.bytes[this.position]!;
        if (!isBlank(byte)) return byte;
      }
      if (!(await this.more())) return -1;
    }
  }

  /** Takes the next byte that is no white space; it must be this one. */
  async expect(character: string): Promise<void> {
    const byte = await this.peek();
    if (byte === -1) throw this.ended(`"${character}" was expected`);
    if (byte !== character.charCodeAt(0)) throw this.unexpected(`"${character}" was expected`);
    this.position++;
  }

  unexpected(message: string, offset = this.offset): FormatError {
    return new FormatError(message, { where: { offset } });
  }

  ended(message = 'more was expected'): EndOfFile {
    const { damage } = this.#source;
    const why = damage === undefined ? 'the file ends here' : `the compressed data end here (${damage})`;
    return new EndOfFile(`${message}, and ${why}`, { where: { offset: this.offset } });
  }
}

const TAIL = 2;

/** Of a chunk that are no white space. */
function lastBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = bytes.length - 1; at >= 0 && text.length < TAIL; at--) {
    if (!isBlank(bytes[at]!)) text = String.fromCharCode(bytes[at]!) + text;
  }
  return text;
}

/** White space of JSON. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
