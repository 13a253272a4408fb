const END = '\x1b[201~';

/** Gathers a bracketed paste until its end comes, linear in its length whatever the chunks. One byte a character. */
export class PasteCollector {
  #parts: string[] | undefined;
  /** The end of what was gathered, in which the closing bracket may have begun. */
  #tail = '';

  get isOpen(): boolean {
    return this.#parts !== undefined;
  }

  open(): void {
    this.#parts = [];
    this.#tail = '';
  }

  /** Takes what belongs to the paste from `at` on; gives the place behind its closing bracket, undefined: it goes on. */
  add(bytes: string, at: number): number | undefined {
    const fresh = this.#tail + bytes.slice(at);
    const end = fresh.indexOf(END);
    const taken = end < 0 ? Math.max(0, fresh.length - END.length + 1) : end;
    this.#parts?.push(fresh.slice(0, taken));
    if (end >= 0) return at + end + END.length - this.#tail.length;
    this.#tail = fresh.slice(taken);
    return undefined;
  }

  /** The text: its lines end with \n, and of other control characters only tabs are left. */
  close(): string {
    const bytes = Buffer.from((this.#parts ?? []).join(''), 'latin1');
    this.#parts = undefined;
    return bytes
      .toString('utf8')
      .replace(/\r\n?/g, '\n')
      .replace(/(?![\n\t])\p{Cc}/gu, '');
  }
}
