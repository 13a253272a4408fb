import type { Task } from '../../../base/task.ts';
import { type Running, teamOf } from '../../../base/team.ts';
import type { ByteCursor } from '../byte-cursor.ts';
import { CommasBefore } from './commas-before.ts';
import { countCommas } from './count-commas.ts';
import { type CutOrder, NotWhole, parseRows, type SharedList } from './parse-rows.ts';
import { readAt, withFile } from './read-at.ts';
import type { FoundInRows, SharedRows } from './shared-rows.ts';

/** Read at once, and parsed by one thread. */
const CUT = 1 << 20;
/** Of what is shorter than so many cuts, one thread has read the most before others have begun. */
const FEWEST_CUTS = 32;
/** Cuts that are given out together. */
const AT_ONCE = 16;

const OPEN = 0x5b;
const CLOSE = 0x5d;

/** A list that somebody still has to wait for. */
interface Begun {
  readonly taker: SharedRows;
  /** In the order of its rows. */
  readonly parts: Running<FoundInRows>[];
}

/**
 * Reads lists of numbers with several threads: the file is cut anywhere; who has a cut counts its commas, learns from
 * who has the one before how many are before it, and then knows which field of which row its first number is. Meanwhile the
 * calling thread looks for the end of the list. What cannot be read so, for whatever reason, is left to the reader that goes
 * from the beginning to the end: it alone says what is wrong, and where.
 */
export class ParallelRows {
  readonly #file: string;
  readonly #fileSize: number;
  readonly #task: Task;
  readonly #cutSize: number;
  readonly #begun = new Set<Begun>();

  /** Of a plain file. `cutSize`: for tests. */
  constructor(file: string, fileSize: number, task: Task, cutSize = CUT) {
    this.#file = file;
    this.#fileSize = fileSize;
    this.#task = task;
    this.#cutSize = cutSize;
  }

  /**
   * Begins to read the list at which the cursor stands, and moves it behind the end. False: nothing was done. Throws when the
   * list has no end. `rows`: how many the file says there are.
   */
  async begin(cursor: ByteCursor, taker: SharedRows, rows: number | undefined): Promise<boolean> {
    if (this.#fileSize - cursor.offset < FEWEST_CUTS * this.#cutSize) return false;
    if ((await cursor.peek()) !== OPEN) return false;
    const start = cursor.offset + 1;
    const count = rows ?? this.#countNumbers(start) / taker.width;
    if (!Number.isInteger(count)) return false;
    taker.claim(count);
    const begun: Begun = { taker, parts: [] };
    this.#begun.add(begun);
    await cursor.jump(this.#giveOut(start, count, begun) + 1);
    return true;
  }

  /** Blocks until this list is read, or with no list named every one. Throws whatever was wrong with it. */
  finish(list?: SharedRows): void {
    for (const begun of this.#begun) {
      const { taker, parts } = begun;
      if (list !== undefined && taker !== list) continue;
      taker.join(parts.flatMap((part) => part.wait(this.#task)));
      this.#begun.delete(begun);
    }
  }

  abandon(): void {
    for (const { parts } of this.#begun) for (const part of parts) part.abandon();
  }

  /** Some cuts at a time, while it looks where the list ends; returns where. */
  #giveOut(start: number, rows: number, { taker, parts }: Begun): number {
    const commas = CommasBefore.memory(Math.ceil((this.#fileSize - start) / this.#cutSize));
    const { width } = taker;
    const list: SharedList = { file: this.#file, window: taker.windowAt(0), rows, width, commas };
    const team = teamOf(this.#task);
    let orders: CutOrder[] = [];
    return this.#cuts(start, (cut, from, end, isLast) => {
      orders.push({ list, cut, start: from, end, isLast });
      if (orders.length < AT_ONCE && !isLast) return;
      parts.push(team.start(parseRows, orders));
      orders = [];
    });
  }

  #countNumbers(start: number): number {
    let commas = 0;
    this.#cuts(start, (_cut, from, end, _isLast, bytes) => {
      commas += countCommas(bytes, end - from);
    });
    return commas + 1;
  }

  /** Calls with each cut of the list that begins there; returns where it ends. */
  #cuts(
    start: number,
    each: (cut: number, from: number, end: number, isLast: boolean, bytes: Uint8Array) => void,
  ): number {
    return withFile(this.#file, (descriptor) => {
      for (let cut = 0, from = start; ; cut++, from += this.#cutSize) {
        this.#task.step(from, this.#fileSize);
        const bytes = readAt(descriptor, from, this.#cutSize);
        if (bytes.length === 0) throw new NotWhole();
        const found = bytes.indexOf(CLOSE);
        const end = from + (found < 0 ? bytes.length : found);
        each(cut, from, end, found >= 0, bytes);
        if (found >= 0) return end;
      }
    });
  }
}
