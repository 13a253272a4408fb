import type { Task } from '../base/task.ts';
import type { Heap } from './heap.ts';
import type { SourceLocation } from './runtimes/runtime.ts';

/** What a command answers. Values only: `output/` turns it to text and JSON, the panes of the terminal to a screen. */
export type Result = TableResult | ScalarResult | ObjectResult | TreeResult | PathResult | TextResult;

interface ResultBase {
  /** The heap that it is about; undefined for help, lists of snapshots and the like. */
  readonly heap: Heap | undefined;
  readonly provenance: Provenance;
}

/** How far the answer may be trusted, and what it left out. */
export interface Provenance {
  /** False when a bound was met: `bound` says which. */
  readonly exact: boolean;
  readonly bound?: string;
  readonly weak: 'excluded' | 'included' | 'not used';
  /** What the reader should know in a line each: which alias was resolved, what was cut off. */
  readonly notes: readonly string[];
}

/** number: also object indexes in columns of unit `object`. undefined: nothing there (an absent field); null: the runtime's null. */
export type Cell = number | bigint | string | boolean | null | undefined;

/**
 * `object`: the cell is an object index (NONE or undefined: none) and stands for that object; `path`: text of a path
 * through the heap; `edges`: references as `cut` takes them, which is of no use when cut off; `file`: the name of a file with its directories;
 * `value`: a program's value, a string being its text; `text`: already a phrase of ours.
 */
export type ColumnUnit =
  | 'index'
  | 'count'
  | 'bytes'
  | 'percent'
  | 'number'
  | 'text'
  | 'value'
  | 'address'
  | 'heapId'
  | 'object'
  | 'path'
  | 'edges'
  | 'file'
  | 'boolean';

/** A column computes its cells when asked, so a table of three million rows costs only its row order. */
export interface Column {
  /** snake_case: the key in JSON and the name in `sort NAME`. */
  readonly name: string;
  /** As the table shows it, when that differs: `Size %`. */
  readonly label?: string;
  readonly unit: ColumnUnit;
  /** Where the cells of one column differ in unit, as in a list of facts: that of this row's cell. Else `unit` holds. */
  unitOf?(row: number): ColumnUnit;
  /** True: only JSON and csv show it. */
  readonly hidden?: boolean;
  /** True: people are told it whole. Where a line has no room for that, it stands on lines of its own below the row. */
  readonly isBelow?: boolean;
  /** True: it adds up the rows above, so that it means nothing in another order, or where rows between are left out. */
  readonly inOrder?: boolean;
  /** Where words have no room on a screen, it is left out: those of 1 first. */
  readonly spare?: 1 | 2;
  /** True: what tells its texts apart is their end, so that the start gives way first, as of a file's name. */
  readonly cutsStart?: boolean;
  /** True: its texts are lines that heapsh itself has made, to be run. Never text of the program. */
  readonly isLine?: boolean;
  /** `self`: how a line that is to be run calls the row, `$5[0]`; when left out, as right after the answer: `_[0]`. */
  cell(row: number, self?: string): Cell;
}

export interface TableResult extends ResultBase {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** Rows before `head`, `tail` or `sample` took some of them; else the same as rowCount. */
  readonly total: number;
  /** The objects that a row stands for. Rows of snapshots, files and the like stand for none. */
  objectsOf(row: number): Uint32Array;
  /** The object that a row is about (`.field` and `@fact` in a stage mean this one), or NONE: an object row's object, a chain's head. */
  subjectOf(row: number): number;
  /** The edges that a row names, for `cut` and `whatif`; undefined: rows are no edges. */
  edgesOf?(row: number): Uint32Array;
  /** True: who looks into a row wants to see its objects, as of a path, though it is about one of them. */
  readonly opensObjects?: boolean;
  /** Top-level keys beside `rows` in JSON: `objects`, `bytes` of retained. */
  readonly totals?: Readonly<Record<string, number>>;
  /** What rows were at several times, as a chart shows it. Stages that take some of the rows keep it. */
  readonly series?: TableSeries;
}

/** Rows over a series of snapshots. */
export interface TableSeries {
  /** By snapshot, the earliest first. */
  readonly points: readonly SeriesPoint[];
  of(row: number): SeriesRow;
}

export interface SeriesPoint {
  /** `3`: the number of its file in a series of the agent's, else its place. */
  readonly label: string;
  /** Minutes since the first; undefined when some time is unknown. */
  readonly minutes: number | undefined;
}

/** What a row stands for; counts of objects, and their bytes, by snapshot. */
export interface SeriesRow {
  readonly name: string;
  readonly counts: readonly number[];
  readonly bytes: readonly number[];
}

export interface ScalarResult extends ResultBase {
  readonly kind: 'scalar';
  readonly value: Cell;
  readonly unit: ColumnUnit;
  /** What people are told in its place, in a line. */
  readonly text?: string;
}

/** One object, as `at` shows it. */
export interface ObjectResult extends ResultBase {
  readonly kind: 'object';
  readonly heap: Heap;
  readonly objectIndex: number;
  /** Name and value of each fact shown, in order. */
  readonly facts: readonly { readonly name: string; readonly unit: ColumnUnit; readonly value: Cell }[];
  readonly fields: readonly FieldRow[];
  /** All its fields, before runs were folded and the rest left out. */
  readonly fieldCount: number;
  /** Who refers to it, counted by type and by edge name, most first. */
  readonly referrers: readonly {
    readonly count: number;
    readonly type: string;
    readonly edge: string;
    readonly sample: number;
  }[];
  readonly referrerCount: number;
  /** The calls that it was allocated by, the last one first; empty or undefined: not recorded. */
  readonly allocation?: readonly SourceLocation[];
  /** A shortest path from a root, root first; empty: unreachable. */
  readonly path: readonly PathStep[];
}

/** A field of an object; `repeat` folds a run of equal elements ([3] … [900] all None) into one row. */
export interface FieldRow {
  readonly edge: string;
  /** Object index, or NONE: the field holds nothing. */
  readonly target: number;
  readonly weak: boolean;
  readonly repeat: number;
}

export interface TreeResult extends ResultBase {
  readonly kind: 'tree';
  readonly heap: Heap;
  /** `out`: children are what a node refers to; `in`: what refers to it. */
  readonly direction: 'out' | 'in';
  readonly roots: readonly TreeNode[];
  /** Levels below the top that were wanted, where there is more below them. */
  readonly cutAtDepth?: number;
  /** Bytes that the sizes of nodes are shares of. Undefined: they are no shares of anything. */
  readonly wholeSize?: number;
  /** More children of a node than it shows, from child number `from` on; `omitted` are those behind them. Lazy: nodes come without children. */
  unfold?(
    node: TreeNode,
    from: number,
    count: number,
    task: Task,
  ): { readonly nodes: readonly TreeNode[]; readonly omitted: number };
}

export interface TreeNode {
  /** How the edge between this node and its parent is written: `.tb_next`, `["key"]`, `[3]`; empty for roots. */
  readonly edge: string;
  readonly object: number;
  readonly weak?: boolean;
  readonly children: readonly TreeNode[];
  /** `repeated`: shown elsewhere in the tree, not unfolded again; `cycle`: one of its own ancestors; `root`: a root of the given kind. */
  readonly mark?: 'repeated' | 'cycle';
  readonly rootKind?: string;
  /** Children that were cut off by --too-many or the size of the answer. */
  readonly omitted?: number;
  /** Merged paths: members of the set at or below this node, and their bytes. Dominator trees: what it retains, itself included. */
  readonly count?: number;
  readonly size?: number;
}

export interface PathStep {
  readonly object: number;
  /** How the edge to the next step is written; empty on the last step. */
  readonly edge: string;
  readonly weak?: boolean;
}

export interface PathResult extends ResultBase {
  readonly kind: 'path';
  readonly heap: Heap;
  /** Root first. */
  readonly steps: readonly PathStep[];
  /** Why the first step is a root: `module`, `thread`; undefined when the path begins at what `to` asked for. */
  readonly rootKind: string | undefined;
}

export interface TextResult extends ResultBase {
  readonly kind: 'text';
  readonly lines: readonly string[];
  /** Not what anybody asked for, but that something was done. */
  readonly isAside?: boolean;
}
