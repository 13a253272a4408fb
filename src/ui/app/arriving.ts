/** Somebody who is not there yet: what is to be told is kept, and told in its order on arrival. */
export class Arriving<Who> {
  #who: Who | undefined;
  #untold: ((who: Who) => void)[] = [];

  get isThere(): boolean {
    return this.#who !== undefined;
  }

  tell(word: (who: Who) => void): void {
    if (this.#who === undefined) this.#untold.push(word);
    else word(this.#who);
  }

  arrive(who: Who): void {
    this.#who = who;
    const words = this.#untold;
    this.#untold = [];
    for (const word of words) word(who);
  }
}
