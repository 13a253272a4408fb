import type { Task } from '../../base/task.ts';
import type { SeriesPoint, SeriesRow } from '../../query/result.ts';

/**
 * An answer as a screen scrolls through it: how it is laid out, and any window of its rows. Everything in it is text that
 * has been through `visible`, ready to be cut and drawn, and plain data, so that it can go from one thread to another.
 */
export interface ScreenOutline {
  readonly kind: 'table' | 'tree' | 'path' | 'object' | 'text' | 'scalar' | 'error';
  /** Rows of the whole answer; of a tree, those that are unfolded. */
  readonly rowCount: number;
  /** Rows before `head` and the like took some of them. */
  readonly total: number;
  readonly columns: readonly ScreenColumn[];
  /** What JSON has beside the rows: `1,234 bytes`. Empty: nothing. */
  readonly totals: string;
  /** Notes, each one line, then what is not plain about the answer: bounds, cuts, weak edges. */
  readonly notes: readonly string[];
  readonly provenance: string;
  /** Tables of what was at several times. */
  readonly series?: ScreenSeries;
}

/** What a chart is drawn of; that of a single row comes with it. */
export interface ScreenSeries {
  readonly points: readonly SeriesPoint[];
  readonly bytes: ScreenStack;
  readonly counts: ScreenStack;
}

export interface ScreenStack {
  /** Of all rows, by snapshot. */
  readonly total: readonly number[];
  /** Rows with the highest peaks, the highest first: as many as a chart can tell apart, or all. */
  readonly largest: readonly ScreenBand[];
}

export interface ScreenBand {
  readonly row: number;
  readonly name: string;
  readonly values: readonly number[];
}

export interface ScreenColumn {
  /** As `sort NAME` calls it; empty: nobody can sort by it. */
  readonly name: string;
  /** The heading; empty: none is drawn. */
  readonly label: string;
  readonly alignRight: boolean;
  /** Display columns that the first rows want. */
  readonly width: number;
  /** It is never drawn narrower: a number that is cut is another number. */
  readonly least: number;
  /** Unimportant: drawn dim. */
  readonly dim: boolean;
  /** Text that goes on to the end of the line when it is the last. */
  readonly isWide: boolean;
  /** What its rows are called, where that is the first column: it stays when the others are scrolled sideways. */
  readonly isLabel?: boolean;
  /** Told whole, on lines of its own below the row. */
  readonly isBelow?: boolean;
  /** A line to be run. */
  readonly isLine?: boolean;
  /** Where words have no room it is left out: those of 1 first. */
  readonly spare?: 1 | 2;
  /** Where the start of a text gives way first, as of a file's name. */
  readonly cutsStart: boolean;
}

export interface ScreenRow {
  /** One text a column; a table's numbers are formatted, with digits aligned. */
  readonly cells: readonly string[];
  /**
   * `heading`: of a part of the answer. `more`: stands for rows that are not there; unfolding it fetches them. `step`: of a
   * path among other rows, its edge as wide as those of the others, and its object.
   */
  readonly role: 'row' | 'step' | 'heading' | 'more' | 'blank' | 'alarm' | 'dim';
  /** Trees: the lines to its left (`│  ├─ `), of the nearest levels where it is deep, and how deep it is. */
  readonly branch: string;
  readonly depth?: number;
  readonly fold: 'none' | 'folded' | 'unfolded';
  /** 0 … 1, for a bar; undefined: no bar. */
  readonly share: number | undefined;
  /** What keys can ask about it: nothing, one object, or many (a row of a histogram). */
  readonly standsFor: 'nothing' | 'one' | 'many';
  /** Of an answer that has series. */
  readonly series?: SeriesRow;
}

/** The engine's side of a pane. Rows are counted from 0. */
export interface ScreenView {
  outline(): ScreenOutline;
  /** Rows from … to-1, of those that there are. O(rows asked for). */
  rows(from: number, to: number, task: Task): readonly ScreenRow[];
  /**
   * How a line of the language refers to what a row stands for, without addresses where that can be helped: `$3[7]`,
   * `$3[2]->["key"]`. Undefined: it stands for nothing. `name` is the answer's own: `$3`.
   */
  handle(row: number, name: string, task: Task): string | undefined;
  /** The address of the row's object, to be copied. */
  address(row: number): string | undefined;
  /** The line that the row tells to run, whole, which calls the answer `name`; undefined: it tells none. */
  line?(row: number, name: string): string | undefined;
  /**
   * The next row, from `from` on in steps of `direction`, in which the words stand in any case. It looks for about
   * `milliseconds` and then says where to go on, so that neither the screen nor a Ctrl-C waits for it.
   */
  find(words: string, from: number, direction: 1 | -1, milliseconds: number, task: Task): Found;
  /** Trees: opens or closes a row, or fetches what a row of role `more` stands for. Other answers, and other rows: nothing changes. */
  fold(row: number, state: 'folded' | 'unfolded', task: Task): void;
  /** Trees: the row that this one stands below; undefined at the top. */
  parent(row: number): number | undefined;
}

/** `row`: it stands there. `goOn`: not before this row. Neither: there is none. */
export interface Found {
  readonly row: number | undefined;
  readonly goOn: number | undefined;
}
