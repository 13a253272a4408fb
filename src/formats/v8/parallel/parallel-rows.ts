import type { Task } from '../../../base/task.ts';
import { type Running, teamOf } from '../../../base/team.ts';
import type { ByteCursor } from '../byte-cursor.ts';
import { type CountOutcome, countNumbers } from './count-numbers.ts';
import { parseRows, type RowsOrder } from './parse-rows.ts';
import type { FoundInRows, SharedRows } from './shared-rows.ts';

/** Read at once, and parsed by one thread. */
const CUT = 4 << 20;
/** Of what is shorter than so many cuts, one thread has read the most before others have begun. */
const FEWEST_CUTS = 8;
/** More than the rest of a row, which ends in the next cut. */
const SLACK = 1 << 10;

/** A list of numbers and its cuts, each with the number of commas before it. */
interface CountedList {
  readonly file: string;
  /** Of the first number, and of the `]`. */
  readonly start: number;
  readonly close: number;
  readonly commasBefore: readonly number[];
  readonly numbers: number;
}

/**
 * Reads lists of numbers with several threads: the file is cut anywhere, the commas of each cut are counted, and then
 * every thread knows which field of which row the first number of its cut is. What cannot be read so, for whatever
 * reason, is left to the reader that goes from the beginning to the end: it alone says what is wrong, and where.
 */
export class ParallelRows {
  readonly #file: string;
  readonly #fileSize: number;
  readonly #task: Task;
  readonly #cutSize: number;
  readonly #begun: { readonly running: Running<FoundInRows>; readonly taker: SharedRows }[] = [];

  /** Of a plain file. `cutSize`: for tests. */
  constructor(file: string, fileSize: number, task: Task, cutSize = CUT) {
    this.#file = file;
    this.#fileSize = fileSize;
    this.#task = task;
    this.#cutSize = cutSize;
  }

  /**
   * Begins to read the list at which the cursor stands, and moves it behind the end. False: nothing was done.
   */
  async begin(cursor: ByteCursor, taker: SharedRows): Promise<boolean> {
    if (this.#fileSize - cursor.offset < FEWEST_CUTS * this.#cutSize) return false;
    if ((await cursor.peek()) !== OPEN) return false;
    const list = this.#count(cursor.offset + 1);
    if (list === undefined || list.numbers % taker.width !== 0) return false;
    taker.claim(list.numbers / taker.width);
    const orders = rowsOrders(list, taker, this.#cutSize);
    this.#begun.push({ running: teamOf(this.#task).start(parseRows, orders), taker });
    await cursor.jump(list.close + 1);
    return true;
  }

  /** Blocks until every list is read. Throws whatever was wrong with one. */
  finish(): void {
    for (const { running, taker } of this.#begun.splice(0)) taker.join(running.wait(this.#task));
  }

  abandon(): void {
    for (const { running } of this.#begun.splice(0)) running.abandon();
  }

  /** Undefined: it has no end. */
  #count(start: number): CountedList | undefined {
    const lastCut = new Int32Array(new SharedArrayBuffer(4)).fill(0x7fffffff);
    const orders = Array.from({ length: Math.ceil((this.#fileSize - start) / this.#cutSize) }, (_, cut) => ({
      file: this.#file,
      start: start + cut * this.#cutSize,
      end: Math.min(start + (cut + 1) * this.#cutSize, this.#fileSize),
      cut,
      lastCut,
    }));
    const counts = teamOf(this.#task).start(countNumbers, orders).wait(this.#task);
    const close = counts[lastCut[0]!]?.close;
    return close === undefined
      ? undefined
      : { file: this.#file, start, close, ...sumsOf(counts.slice(0, lastCut[0]! + 1)) };
  }
}

const OPEN = 0x5b;

function sumsOf(counts: readonly CountOutcome[]): Pick<CountedList, 'commasBefore' | 'numbers'> {
  const commasBefore: number[] = [];
  let commas = 0;
  for (const count of counts) {
    commasBefore.push(commas);
    commas += count.commas;
  }
  return { commasBefore, numbers: commas + 1 };
}

/** A comma begins the number behind it, so the first number of a cut is the one behind its first comma. */
function rowsOrders(list: CountedList, taker: SharedRows, cutSize: number): RowsOrder[] {
  const { width } = taker;
  const orders: RowsOrder[] = [];
  const firstRowOf = (cut: number): number => {
    if (cut === 0) return 0;
    if (cut === list.commasBefore.length) return list.numbers / width;
    return Math.ceil((list.commasBefore[cut]! + 1) / width);
  };
  for (const [cut, commas] of list.commasBefore.entries()) {
    const row = firstRowOf(cut);
    const rows = firstRowOf(cut + 1) - row;
    if (rows === 0) continue;
    orders.push({
      file: list.file,
      start: list.start + cut * cutSize,
      skip: row * width - commas,
      rows,
      length: cutSize + SLACK,
      window: taker.windowAt(row),
    });
  }
  return orders;
}
