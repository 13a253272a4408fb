import type { ColumnUnit } from '../../query/result.ts';
import { visible } from '../visible.ts';
import { wordsTest } from './find.ts';
import { shortText } from './short-text.ts';
import type { TableColumn } from './table-columns.ts';

/** What the text of a cell of some unit can consist of: words with anything else in them are not looked for there. */
const alphabets: Partial<Record<ColumnUnit, RegExp>> = {
  address: /^[0-9a-fx]*$/i,
  index: /^[-0-9]*$/,
  count: /^[-0-9.,]*$/,
  bytes: /^[-0-9., a-z]*$/i,
  percent: /^[-0-9.,<> %]*$/,
  number: /^[-0-9.,e+a-z]*$/i,
};

/** Of sizes, words of letters alone are in all rows or in none: they are the units. */
const unitsOfBytes = /^(?:[kmgt]?i?b?|b(?:y(?:t(?:es?)?)?)?)?$/i;

/**
 * Whether the words stand in one of a row's cells, as they are shown. Most cells of a large table cannot have them and
 * are not even written: of three million rows one reads the texts, and not the addresses and sizes.
 */
export function rowMatcher(columns: readonly TableColumn[], words: string): (row: number) => boolean {
  const test = wordsTest(words);
  const tests = columns.filter((column) => mayHave(column, words)).map((column) => cellMatcher(column, test));
  return (row) => tests.some((matches) => matches(row));
}

function mayHave({ column }: TableColumn, words: string): boolean {
  if (column === undefined) return alphabets.index!.test(words);
  if (column.unitOf !== undefined) return true;
  if (column.unit === 'bytes' && !/[0-9.,]/.test(words)) return unitsOfBytes.test(words.trim());
  return alphabets[column.unit]?.test(words) ?? true;
}

function cellMatcher(
  { column, text }: TableColumn,
  test: (text: string) => boolean,
): (row: number) => boolean {
  if (column === undefined || column.unitOf !== undefined) return (row) => test(text(row));
  if (column.unit !== 'text' && column.unit !== 'path' && column.unit !== 'file')
    return (row) => test(text(row));
  const known = new KnownTexts(test);
  return (row) => {
    const cell = column.cell(row);
    return typeof cell === 'string' ? known.matches(cell) : cell !== undefined && test(text(row));
  };
}

const MOST_KNOWN = 4096;

/** Names of types and the like come again and again. */
class KnownTexts {
  readonly #test: (text: string) => boolean;
  readonly #known = new Map<string, boolean>();
  #last = '';
  #lastMatches = false;

  constructor(test: (text: string) => boolean) {
    this.#test = test;
  }

  matches(text: string): boolean {
    if (text === this.#last) return this.#lastMatches;
    this.#last = text;
    this.#lastMatches = this.#lookUp(text);
    return this.#lastMatches;
  }

  #lookUp(text: string): boolean {
    // Values of the program rarely come twice: looking them up would cost more than it saves.
    if (this.#known.size === MOST_KNOWN) return this.#test(visible(shortText(text)));
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const matches = this.#test(visible(shortText(text)));
    this.#known.set(text, matches);
    return matches;
  }
}
