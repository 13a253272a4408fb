import type { Job } from '../../../base/team.ts';
import { EdgeTable } from '../edge-table.ts';
import { LocationRows } from '../location-rows.ts';
import { NodeRows } from '../node-rows.ts';
import { isBetweenRows, NumberBatch, parseNumbers, Stopped } from '../parse-numbers.ts';
import { BATCH, type RowTaker } from '../read-number-rows.ts';
import { COMMA } from './count-commas.ts';
import { readAt, withFile } from './read-at.ts';
import type { FoundInRows, RowWindow, SharedRows } from './shared-rows.ts';

/** Some rows of a list, and where they go. */
export interface RowsOrder {
  readonly file: string;
  /** Where to begin in the file, and how many commas are before the first number that is wanted. */
  readonly start: number;
  readonly skip: number;
  readonly rows: number;
  /** About how many bytes that is. */
  readonly length: number;
  readonly window: RowWindow;
}

/** A list is not what it has to be. The reader that goes through the file from its beginning can say what is wrong. */
class NotWhole extends Error {}

/** Parses rows straight into shared columns. */
export const parseRows: Job<RowsOrder, FoundInRows> = {
  name: 'v8-parse-rows',
  run(order) {
    const taker = tableWithin(order.window);
    withFile(order.file, (descriptor) => parse(descriptor, order, taker));
    return taker.found;
  },
};

function tableWithin(window: RowWindow): SharedRows {
  if (window.what === 'node') return NodeRows.within(window);
  if (window.what === 'edge') return EdgeTable.within(window);
  return LocationRows.within(window);
}

function parse(descriptor: number, { start, skip, rows, length }: RowsOrder, taker: SharedRows): void {
  const batch = new NumberBatch(BATCH - (BATCH % taker.width));
  let position = start;
  let left = rows;
  let commas = skip;
  while (left > 0) {
    const bytes = readAt(descriptor, position, length);
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
      if (stopped === Stopped.close && left > 0) throw new NotWhole();
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
