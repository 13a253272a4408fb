type Paint = (text: string) => string;

/** A line of characters one column wide each, with as few escapes as can be. */
export class Runs {
  #line = '';
  #run = '';
  #key = '';
  #paint: Paint | undefined;
  #width = 0;

  /** `key`: what has the same look has the same; empty: plain. */
  add(text: string, key: string, paint: Paint | undefined): void {
    if (key !== this.#key) {
      this.#flush();
      this.#key = key;
      this.#paint = paint;
    }
    this.#run += text;
    this.#width += text.length;
  }

  padTo(width: number): void {
    if (width > this.#width) this.add(' '.repeat(width - this.#width), '', undefined);
  }

  line(): string {
    this.#flush();
    return this.#line;
  }

  #flush(): void {
    this.#line += this.#paint === undefined || this.#run === '' ? this.#run : this.#paint(this.#run);
    this.#run = '';
  }
}
