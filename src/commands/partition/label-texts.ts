/** Texts by dense number: equal texts have the same one. */
export class LabelTexts {
  readonly #texts: string[] = [];
  readonly #labels = new Map<string, number>();

  label(text: string): number {
    let label = this.#labels.get(text);
    if (label === undefined) {
      label = this.#texts.push(text) - 1;
      this.#labels.set(text, label);
    }
    return label;
  }

  text(label: number): string {
    return this.#texts[label]!;
  }

  get all(): readonly string[] {
    return this.#texts;
  }
}
