export type Paint = (text: string) => string;

/** Joins what looks the same to a line, so that it has as few escapes as can be. */
export class Brush {
  #line = '';
  #run = '';
  #look: unknown;
  #paint: Paint | undefined;

  /** `look`: what looks the same has the same, where that is not told by `paint`; undefined: plain. */
  draw(text: string, paint: Paint | undefined, look: unknown = paint): void {
    if (text === '') return;
    if (look !== this.#look) {
      this.#flush();
      this.#look = look;
      this.#paint = paint;
    }
    this.#run += text;
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
