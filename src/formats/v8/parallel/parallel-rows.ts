import type { Task } from '../../../base/task.ts';
import { type Running, teamOf } from '../../../base/team.ts';
import type { ByteCursor } from '../byte-cursor.ts';
import { CommaCounts } from './comma-counts.ts';
import { parseRows, type RowsOrder } from './parse-rows.ts';
import type { FoundInRows, SharedRows } from './shared-rows.ts';

/** Read at once, and parsed by one thread. */
const CUT = 1 << 20;
/** Of what is shorter than so many cuts, one thread has read the most before others have begun. */
const FEWEST_CUTS = 32;
/** More than the rest of a row, which ends in the next cut. */
const SLACK = 1 << 10;

/** A list of numbers in the file. */
interface NumberList {
  /** Of the first number, and of the `]`. */
  readonly start: number;
  readonly close: number;
  /** Commas before it, and numbers in it. */
  readonly before: number;
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
  /** Of the file from the first list on. */
  #counts: CommaCounts | undefined;
  /** Lists that somebody still has to wait for. */
  readonly #begun = new Set<{ readonly running: Running<FoundInRows>; readonly taker: SharedRows }>();

  /** Of a plain file. `cutSize`: for tests. */
  constructor(file: string, fileSize: number, task: Task, cutSize = CUT) {
    this.#file = file;
    this.#fileSize = fileSize;
    this.#task = task;
    this.#cutSize = cutSize;
  }

  /**
   * Begins to read the list at which the cursor stands, and moves it behind the end. False: nothing was done. `rows`: how
   * many the file says there are.
   */
  async begin(cursor: ByteCursor, taker: SharedRows, rows: number | undefined): Promise<boolean> {
    if (this.#fileSize - cursor.offset < FEWEST_CUTS * this.#cutSize) return false;
    if ((await cursor.peek()) !== OPEN) return false;
    const start = cursor.offset + 1;
    this.#counts ??= new CommaCounts(this.#file, start, this.#fileSize, this.#cutSize, this.#task);
    this.#task.phase('looking for rows');
    const list = listAt(this.#counts, start, rows === undefined ? undefined : rows * taker.width);
    this.#task.phase('reading the file');
    if (list === undefined || list.numbers % taker.width !== 0) return false;
    taker.claim(list.numbers / taker.width);
    const orders = rowsOrders(this.#file, list, this.#counts, taker);
    this.#begun.add({ running: teamOf(this.#task).start(parseRows, orders), taker });
    await cursor.jump(list.close + 1);
    return true;
  }

  /** Blocks until this list is read, or with no list named every one. Throws whatever was wrong with it. */
  finish(list?: SharedRows): void {
    for (const begun of this.#begun) {
      if (list !== undefined && begun.taker !== list) continue;
      begun.taker.join(begun.running.wait(this.#task));
      this.#begun.delete(begun);
    }
  }

  abandon(): void {
    for (const { running } of this.#begun) running.abandon();
  }
}

const OPEN = 0x5b;

/** Undefined: it has no end, or another number of numbers. */
function listAt(counts: CommaCounts, start: number, numbers: number | undefined): NumberList | undefined {
  const before = counts.before(start);
  // The last number is behind the last comma; where nobody has said how many there are, the end is searched for.
  const last = numbers === undefined || numbers < 2 ? start : counts.offsetOf(before + numbers - 2);
  const close = last === undefined ? undefined : counts.close(last);
  if (close === undefined) return undefined;
  const found = counts.before(close) - before + 1;
  return numbers === undefined || found === numbers ? { start, close, before, numbers: found } : undefined;
}

/** A comma begins the number behind it, so the first number of a cut is the one behind its first comma. */
function rowsOrders(file: string, list: NumberList, counts: CommaCounts, taker: SharedRows): RowsOrder[] {
  const { width } = taker;
  const orders: RowsOrder[] = [];
  for (let start = list.start, row = 0; start < list.close; ) {
    const next = counts.nextCut(start);
    const isLast = next >= list.close;
    const endRow = isLast ? list.numbers / width : Math.ceil((counts.before(next) - list.before + 1) / width);
    const rows = endRow - row;
    const skip = row * width - (counts.before(start) - list.before);
    const length = counts.cutSize + SLACK;
    if (rows > 0) orders.push({ file, start, skip, rows, length, window: taker.windowAt(row) });
    start = next;
    row = endRow;
  }
  return orders;
}
