import { QueryError } from '../base/errors.ts';
import type { Heap } from '../query/heap.ts';
import type { Result } from '../query/result.ts';

/** What results may hold on to, by estimate, before the oldest without a name are let go: a fifth of what a large heap takes. */
const MEMORY_BOUND = 512 * 2 ** 20;

// The order of a table's rows, and the like: columns compute their cells when asked.
const BYTES_PER_ROW = 8;

export interface NumberedResult {
  readonly number: number;
  readonly command: string;
  readonly name: string | undefined;
  readonly result: Result;
}

/** The session's answers: `$1`, `$2`, … in order, `_` the last, and those that were given a name. */
export class Results {
  readonly #kept = new Map<number, NumberedResult>();
  readonly #named = new Map<string, NumberedResult>();
  /** Names of answers that there are not, though other lines may ask for them. */
  readonly #missing = new Set<string>();
  #count = 0;
  #heldBytes = 0;
  readonly #bound: number;

  constructor(bound = MEMORY_BOUND) {
    this.#bound = bound;
  }

  /** `number`: that of its `$n`, when that is not the next. A lower one counts anew from there: a session goes on in another shell. */
  add(
    command: string,
    result: Result,
    name: string | undefined,
    number: number | undefined = undefined,
  ): NumberedResult {
    const entry = { number: this.#take(number), command, name, result };
    this.#missing.delete(`$${entry.number}`);
    this.#kept.set(entry.number, entry);
    this.#heldBytes += sizeOf(result);
    if (name !== undefined) {
      this.#named.set(name, entry);
      this.#missing.delete(name);
    }
    this.#letGo(entry);
    return entry;
  }

  /** Takes a number, and a name, for an answer that there is not: to ask for it is an error, and later numbers stay what they are. */
  reserve(name: string | undefined, number: number | undefined): number {
    const taken = this.#take(number);
    this.#missing.add(`$${taken}`);
    if (name !== undefined) {
      this.#named.delete(name);
      this.#missing.add(name);
    }
    return taken;
  }

  #take(number: number | undefined): number {
    this.#count = number ?? this.#count + 1;
    const before = this.#kept.get(this.#count);
    if (before !== undefined) this.#drop(before);
    return this.#count;
  }

  /** The n of the last `$n`. */
  get count(): number {
    return this.#count;
  }

  get names(): string[] {
    return [...this.#named.keys()];
  }

  /** What can be asked for now, newest first. */
  get known(): string[] {
    return [...this.#named.keys(), ...Array.from(this.#kept.keys(), (number) => `$${number}`).reverse()];
  }

  /** The line that a result answered. */
  commandOf(name: string): string | undefined {
    return this.#entry(name)?.command;
  }

  /** The n of its `$n`. */
  numberOf(name: string): number | undefined {
    return this.#entry(name)?.number;
  }

  #entry(name: string): NumberedResult | undefined {
    if (name === '_') return this.#last();
    const number = /^\$(\d+)$/.exec(name)?.[1];
    return number === undefined ? this.#named.get(name) : this.#kept.get(Number(number));
  }

  /** `$3`, `_` or a name. Throws when that result was let go, since it did exist. */
  find(name: string): Result | undefined {
    const entry = this.#entry(name);
    if (this.#missing.has(name === '_' ? `$${this.#count}` : name)) {
      throw new QueryError(`${name} has no answer: the line that it stands for has failed`);
    }
    const number = /^\$(\d+)$/.exec(name)?.[1];
    if (entry === undefined && Number(number) >= 1 && Number(number) <= this.#count) {
      throw new QueryError(`${name} is no longer kept`, {
        hint: 'run its command again; a result with a name is kept',
      });
    }
    return entry?.result;
  }

  /** Results of a snapshot, under whatever cuts, go when it is closed; the numbers stay taken. */
  forget(heap: Heap): void {
    for (const entry of this.#kept.values()) if (entry.result.heap?.isOf(heap)) this.#drop(entry);
    for (const [name, entry] of this.#named) if (entry.result.heap?.isOf(heap)) this.#named.delete(name);
  }

  #last(): NumberedResult | undefined {
    return this.#kept.get(this.#count);
  }

  #letGo(newest: NumberedResult): void {
    for (const entry of this.#kept.values()) {
      if (this.#heldBytes <= this.#bound || entry === newest) return;
      if (entry.name === undefined) this.#drop(entry);
    }
  }

  #drop(entry: NumberedResult): void {
    this.#kept.delete(entry.number);
    this.#heldBytes -= sizeOf(entry.result);
  }
}

function sizeOf(result: Result): number {
  return result.kind === 'table' ? result.rowCount * BYTES_PER_ROW : 0;
}
