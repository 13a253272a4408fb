import type { Task } from '../../../base/task.ts';
import { runAll } from '../../../base/team.ts';
import { COMMA, countCommas, countCut } from './count-commas.ts';
import { readAt, withFile } from './read-at.ts';

const CLOSE = 0x5d;

/** Cuts that are counted at once, at least: threads wait for each other at the end. */
const LEAST_ROUND = 32;

/**
 * How many commas there are before each cut of a file: in lists of numbers, the number that a cut begins with. Counted as
 * far as somebody has asked, each cut once, by every thread of the team: the beginning of a file is parsed by then.
 */
export class CommaCounts {
  readonly cutSize: number;
  readonly #file: string;
  /** Where the first cut begins, and the last one ends. */
  readonly #start: number;
  readonly #end: number;
  readonly #task: Task;
  /** By cut, commas in those before it; one more than there are cuts. */
  readonly #before: Float64Array;
  /** How many cuts have been counted. */
  #counted = 0;

  /** Of a file from `start` to `end`. */
  constructor(file: string, start: number, end: number, cutSize: number, task: Task) {
    this.#file = file;
    this.#start = start;
    this.#end = end;
    this.cutSize = cutSize;
    this.#task = task;
    this.#before = new Float64Array(Math.ceil((end - start) / cutSize) + 1);
  }

  /** Commas before a place in the file. */
  before(offset: number): number {
    const cut = Math.floor((offset - this.#start) / this.cutSize);
    this.#count(cut);
    const begin = this.#start + cut * this.cutSize;
    if (begin === offset) return this.#before[cut]!;
    return this.#read(begin, (bytes) => this.#before[cut]! + countCommas(bytes, offset - begin));
  }

  /** Where the cut after the one that has this place begins. */
  nextCut(offset: number): number {
    return this.#start + (Math.floor((offset - this.#start) / this.cutSize) + 1) * this.cutSize;
  }

  /** Where the first `]` at or after a place is; undefined: there is none. */
  close(offset: number): number | undefined {
    for (let begin = offset; ; begin += this.cutSize) {
      const found = this.#read(begin, (bytes) => (bytes.length === 0 ? undefined : bytes.indexOf(CLOSE)));
      if (found === undefined) return undefined;
      if (found >= 0) return begin + found;
    }
  }

  /** Where the comma is that has so many before it; undefined: there are not that many. */
  offsetOf(comma: number): number | undefined {
    this.#countTo(comma);
    const cut = this.#cutOf(comma);
    if (cut === undefined) return undefined;
    const begin = this.#start + cut * this.cutSize;
    return this.#read(begin, (bytes) => {
      let at = -1;
      for (let left = comma - this.#before[cut]!; left >= 0; ) if (bytes[++at] === COMMA) left--;
      return begin + at;
    });
  }

  /**
   * Counts until the cut that has this comma, or the last: a few first, and then about as many as there must be when those
   * behind have as many commas. What is counted beyond would keep waiting who wants to begin with the list.
   */
  #countTo(comma: number): void {
    for (let round = LEAST_ROUND; this.#counted < this.#before.length - 1; ) {
      const known = this.#before[this.#counted]!;
      if (known > comma) return;
      this.#count(this.#counted + round);
      const found = this.#before[this.#counted]! - known;
      const left = comma - this.#before[this.#counted]!;
      round = Math.max(Math.ceil((left / Math.max(found, 1)) * round) + 1, LEAST_ROUND);
    }
  }

  /** Counts all cuts before this one that have not been. */
  #count(cut: number): void {
    const from = this.#counted;
    const to = Math.min(cut, this.#before.length - 1);
    if (to <= from) return;
    const orders = Array.from({ length: to - from }, (_, i) => {
      const start = this.#start + (from + i) * this.cutSize;
      return { file: this.#file, start, length: Math.min(this.cutSize, this.#end - start) };
    });
    const cutCount = this.#before.length - 1;
    const task: Task = {
      phase: (name) => this.#task.phase(name),
      team: this.#task.team,
      step: (done, total) => this.#task.step(from + ((to - from) * done) / total, cutCount),
    };
    for (const [i, count] of runAll(countCut, orders, task).entries())
      this.#before[from + i + 1] = this.#before[from + i]! + count;
    this.#counted = to;
  }

  /** By bisection. */
  #cutOf(comma: number): number | undefined {
    let [low, high] = [0, this.#counted];
    if (this.#before[high]! <= comma) return undefined;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#before[middle]! <= comma) low = middle;
      else high = middle;
    }
    return low;
  }

  #read<T>(position: number, use: (bytes: Uint8Array) => T): T {
    return withFile(this.#file, (descriptor) => use(readAt(descriptor, position, this.cutSize)));
  }
}
