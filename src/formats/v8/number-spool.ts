import { FormatError } from '../../base/errors.ts';
import { BadNumber, giveRows, type RowTaker } from './read-number-rows.ts';

/** Keeps the numbers of a list that came before the header, which says what they are. No writer that is known does that. */
export class NumberSpool implements RowTaker {
  readonly what = 'number';
  readonly width = 1;
  count = 0;
  /** Where in the file the list begins. */
  readonly #offset: number;
  readonly #batches: Float64Array[] = [];

  constructor(offset: number) {
    this.#offset = offset;
  }

  /** Whatever numbers they are, they are taken. */
  truncate(): void {
    throw new Error('numbers are taken as they are');
  }

  take(numbers: Float64Array, rows: number): void {
    this.#batches.push(numbers.slice(0, rows));
    this.count += rows;
  }

  /** Gives them to who knows what they are. Throws FormatError with the offset of the list. */
  replay(taker: RowTaker): void {
    const batch = new Float64Array(taker.width);
    let count = 0;
    for (const numbers of this.#batches) {
      for (const number of numbers) {
        batch[count++] = number;
        if (count < taker.width) continue;
        this.#give(taker, batch);
        count = 0;
      }
    }
    if (count > 0) {
      throw this.#error(`the last ${taker.what} has ${count} numbers instead of ${taker.width}`);
    }
  }

  #give(taker: RowTaker, batch: Float64Array): void {
    try {
      giveRows(taker, batch, 1);
    } catch (error) {
      throw error instanceof BadNumber ? this.#error(error.message) : error;
    }
  }

  #error(message: string): FormatError {
    return new FormatError(message, { where: { offset: this.#offset } });
  }
}
