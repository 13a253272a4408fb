import { FormatError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';
import { commands } from '../../src/commands/index.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { Heap } from '../../src/query/heap.ts';
import type { Cell, Result, TableResult } from '../../src/query/result.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import { Session } from '../../src/session/session.ts';

/** A session on small snapshots, as a user has it: lines in, results out. `files` are what `open` finds. */
export function sessionOn(snapshot: HeapSnapshot, files: Readonly<Record<string, HeapSnapshot>> = {}) {
  const session = new Session({
    commands,
    openHeap: async (file, name) => {
      if (files[file] === undefined) throw new FormatError(`${file}: no such file`);
      return heapOf(name, files[file]);
    },
    example: async (line) => [`(output of ${line})`],
  });
  session.add(heapOf('test', snapshot));
  return {
    session,
    run: async (line: string): Promise<Result> => (await session.execute(line, quietTask)).result,
    table: async (line: string): Promise<TableResult> => {
      const { result } = await session.execute(line, quietTask);
      if (result.kind !== 'table') throw new Error(`${line} answers ${result.kind}, not a table`);
      return result;
    },
  };
}

function heapOf(name: string, snapshot: HeapSnapshot): Heap {
  return new Heap(name, snapshot, runtimeOf(snapshot.capture.runtime));
}

/** The cells of a table, row by row, by column name. */
export function rowsOf(table: TableResult): Record<string, Cell>[] {
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(table.columns.map((column) => [column.name, column.cell(row)])),
  );
}

/** One column, or some, of every row. */
export function cellsOf(table: TableResult, ...names: string[]): Cell[][] {
  return rowsOf(table).map((row) => names.map((name) => row[name]));
}

/** The objects that each row stands for. */
export function handlesOf(table: TableResult): number[][] {
  return Array.from({ length: table.rowCount }, (_, row) => [...table.objectsOf(row)]);
}
