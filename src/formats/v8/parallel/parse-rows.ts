import type { Task } from '../../../base/task.ts';
import type { Job } from '../../../base/team.ts';
import { EdgeTable } from '../edge-table.ts';
import { countCommas } from '../kernel/number-blocks.ts';
import { LocationRows } from '../location-rows.ts';
import { NodeRows } from '../node-rows.ts';
import { isBetweenRows, NumberBatch, parseNumbers, Stopped } from '../parse-numbers.ts';
import { BATCH, type RowTaker } from '../read-number-rows.ts';
import { CommasBefore, type CommasMemory } from './commas-before.ts';
import { readAt, withFile } from './read-at.ts';
import type { FoundInRows, RowWindow, SharedRows } from './shared-rows.ts';

/** A list of numbers that several threads read. */
export interface SharedList {
  readonly file: string;
  /** Of its first row. */
  readonly window: RowWindow;
  /** How many rows it has, and numbers a row. */
  readonly rows: number;
  readonly width: number;
  /** `CommasBefore`. */
  readonly commas: CommasMemory;
}

/** One of the cuts of a list. */
export interface CutOrder {
  readonly list: SharedList;
  readonly cut: number;
  /** In the file. */
  readonly start: number;
  readonly end: number;
  /** The list ends where it does. */
  readonly isLast: boolean;
}

/** A list is not what it has to be. The reader that goes through the file from its beginning can say what is wrong. */
export class NotWhole extends Error {}

/** More than the rest of a row, which ends in the next cut. */
const SLACK = 1 << 10;

const COMMA = 0x2c;

/** Parses the rows that begin in a cut straight into shared columns. */
export const parseRows: Job<CutOrder, FoundInRows> = {
  name: 'v8-parse-rows',
  run(order, task) {
    const commas = new CommasBefore(order.list.commas);
    try {
      return withFile(order.list.file, (descriptor) => parseCut(descriptor, order, commas, task));
    } catch (error) {
      commas.fail();
      throw error;
    }
  },
};

function parseCut(descriptor: number, order: CutOrder, commas: CommasBefore, task: Task): FoundInRows {
  const { list, cut, start, end } = order;
  const bytes = readAt(descriptor, start, end - start + SLACK);
  if (bytes.length < end - start) throw new NotWhole();
  const own = countCommas(bytes, end - start);
  const before = commas.add(cut, own, task);
  const { row, rows } = rowsWithin(order, before, own);
  if (rows === 0) return {};
  const taker = tableOf({ ...list.window, row });
  const isEnd = row + rows === list.rows;
  parse(descriptor, { bytes, start, skip: row * list.width - before, rows, isEnd }, taker);
  return taker.found;
}

/** A comma begins the number behind it, so the first number of a cut is the one behind its first comma. */
function rowsWithin({ list: { rows, width }, cut, isLast }: CutOrder, before: number, own: number) {
  const row = cut === 0 ? 0 : Math.ceil((before + 1) / width);
  const end = Math.ceil((before + own + 1) / width);
  if (end > rows || (isLast && before + own + 1 !== rows * width)) throw new NotWhole();
  return { row, rows: end - row };
}

function tableOf(window: RowWindow): SharedRows {
  if (window.what === 'node') return NodeRows.within(window);
  if (window.what === 'edge') return EdgeTable.within(window);
  return LocationRows.within(window);
}

/** Some rows of a file. */
interface Rows {
  /** What was read of it, from `start` on. */
  readonly bytes: Uint8Array;
  readonly start: number;
  /** How many commas are before the first number that is wanted. */
  readonly skip: number;
  readonly rows: number;
  /** Whether the list ends with them. */
  readonly isEnd: boolean;
}

function parse(
  descriptor: number,
  { bytes: first, start, skip, rows, isEnd }: Rows,
  taker: SharedRows,
): void {
  const batch = new NumberBatch(BATCH - (BATCH % taker.width));
  let left = rows;
  let commas = skip;
  for (let bytes = first, position = start; left > 0; bytes = readAt(descriptor, position, SLACK)) {
    if (bytes.length === 0) throw new NotWhole();
    position += bytes.length;
    let at = 0;
    for (; commas > 0 && at < bytes.length; at++) if (bytes[at] === COMMA) commas--;
    while (left > 0 && at < bytes.length) {
      if (isBetweenRows(batch) && taker.takeUsual !== undefined) {
        const before = taker.count;
        at = taker.takeUsual(bytes, at, left);
        left -= taker.count - before;
        if (left === 0) return;
      }
      const outcome = parseNumbers(bytes, at, batch);
      at = Math.floor(outcome / 8);
      const stopped = outcome % 8;
      if (stopped === Stopped.unexpected || stopped === Stopped.tooLong) throw new NotWhole();
      if (stopped === Stopped.close) endList(batch);
      left -= take(taker, batch, left);
      // Behind these rows there may be others, and then the end.
      const isShort = left > 0 || (batch.count === 0 && !isEnd);
      if (stopped === Stopped.close && isShort) throw new NotWhole();
    }
  }
}

/** The last number has no comma after it. */
function endList(batch: NumberBatch): void {
  if (batch.digits === 0) return;
  batch.numbers[batch.count++] = batch.value;
  batch.digits = 0;
}

/** Gives all whole rows away, at most so many, and moves the rest to the front; returns how many. */
function take(taker: RowTaker, batch: NumberBatch, most: number): number {
  const rows = Math.min(Math.floor(batch.count / taker.width), most);
  if (rows === 0) return 0;
  taker.take(batch.numbers, rows);
  batch.numbers.copyWithin(0, rows * taker.width, batch.count);
  batch.count -= rows * taker.width;
  return rows;
}
