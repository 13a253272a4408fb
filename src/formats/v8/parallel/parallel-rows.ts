import { oneOf } from '../../../base/stages.ts';
import type { Task } from '../../../base/task.ts';
import { type Running, teamOf } from '../../../base/team.ts';
import type { ByteCursor } from '../byte-cursor.ts';
import { findEndBefore } from '../find-section.ts';
import { countCommas } from '../kernel/number-blocks.ts';
import { CommasBefore } from './commas-before.ts';
import { type CutOrder, NotWhole, parseRows, type SharedList } from './parse-rows.ts';
import { readAt, withFile } from './read-at.ts';
import type { FoundInRows, SharedRows } from './shared-rows.ts';

/** Read at once, and parsed by one thread. */
const CUT = 1 << 20;
/** Of what is shorter than so many cuts, one thread has read the most before others have begun. */
const FEWEST_CUTS = 32;
/** Cuts that are given out together. */
const AT_ONCE = 16;
/** Of a number in a list: a digit and a comma. */
const LEAST_BYTES = 2;

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
  /** Parts of all lists, and how many of them were waited for. */
  #given = 0;
  #joined = 0;

  /** Of a plain file. `cutSize`: for tests. */
  constructor(file: string, fileSize: number, task: Task, cutSize = CUT) {
    this.#file = file;
    this.#fileSize = fileSize;
    this.#task = task;
    this.#cutSize = cutSize;
  }

  /**
   * Begins to read the list at which the cursor stands, and moves it behind the end. False: nothing was done. Throws when the
   * list has no end. `rows`: how many the file says there are; `follower`: the section that most likely comes after it.
   */
  async begin(
    cursor: ByteCursor,
    taker: SharedRows,
    rows: number | undefined,
    follower: string | undefined,
  ): Promise<boolean> {
    if (this.#fileSize - cursor.offset < FEWEST_CUTS * this.#cutSize) return false;
    if ((await cursor.peek()) !== OPEN) return false;
    const start = cursor.offset + 1;
    const count = rows ?? this.#countNumbers(start) / taker.width;
    if (!Number.isInteger(count)) return false;
    taker.claim(count);
    const begun: Begun = { taker, parts: [] };
    this.#begun.add(begun);
    await cursor.jump(this.#giveOut(start, count, begun, follower) + 1);
    return true;
  }

  /** Blocks until this list is read, or with no list named every one. Throws whatever was wrong with it. */
  finish(list?: SharedRows): void {
    for (const begun of this.#begun) {
      const { taker, parts } = begun;
      if (list !== undefined && taker !== list) continue;
      taker.join(parts.flatMap((part) => part.wait(oneOf(this.#task, this.#joined++, this.#given))));
      this.#begun.delete(begun);
    }
  }

  abandon(): void {
    for (const { parts } of this.#begun) for (const part of parts) part.abandon();
  }

  /** Some cuts at a time, while it looks where the list ends; returns where. */
  #giveOut(start: number, rows: number, { taker, parts }: Begun, follower: string | undefined): number {
    const commas = CommasBefore.memory(Math.ceil((this.#fileSize - start) / this.#cutSize));
    const { width } = taker;
    const list: SharedList = { file: this.#file, window: taker.windowAt(0), rows, width, commas };
    const team = teamOf(this.#task);
    let orders: CutOrder[] = [];
    let cut = 0;
    let from = start;
    const give = (end: number, isLast: boolean): void => {
      orders.push({ list, cut: cut++, start: from, end, isLast });
      from = end;
      if (orders.length < AT_ONCE && !isLast) return;
      parts.push(team.start(parseRows, orders));
      this.#given++;
      orders = [];
    };
    // What is surely of the list nobody has to look through for its end.
    while (from + this.#cutSize < start + LEAST_BYTES * width * rows) give(from + this.#cutSize, false);
    const known = follower && findEndBefore(this.#file, this.#fileSize, follower, from);
    const end = known || this.#endFrom(from);
    while (end - from > this.#cutSize) give(from + this.#cutSize, false);
    give(end, true);
    return end;
  }

  /** Where the list ends that goes on at `from`. */
  #endFrom(from: number): number {
    let end = from;
    this.#eachPiece(from, (bytes) => {
      end += bytes.length;
    });
    return end;
  }

  #countNumbers(start: number): number {
    let commas = 0;
    this.#eachPiece(start, (bytes) => {
      commas += countCommas(bytes, bytes.length);
    });
    return commas + 1;
  }

  /** Of the list that goes on at `from`, to its end. Throws NotWhole when it has none. */
  #eachPiece(from: number, each: (bytes: Uint8Array) => void): void {
    withFile(this.#file, (descriptor) => {
      for (let position = from; ; position += this.#cutSize) {
        this.#task.step(position, this.#fileSize);
        const bytes = readAt(descriptor, position, this.#cutSize);
        if (bytes.length === 0) throw new NotWhole();
        const close = bytes.indexOf(CLOSE);
        each(close < 0 ? bytes : bytes.subarray(0, close));
        if (close >= 0) return;
      }
    });
  }
}
