import type { ByteCursor } from './byte-cursor.ts';
import type { Header } from './header.ts';
import { readNumberRows } from './read-number-rows.ts';
import { TraceFunctions } from './trace-functions.ts';
import { TraceTree } from './trace-tree.ts';

/** Where objects were allocated, of files that were written while that was being recorded; of all others nothing is read. */
export class TraceSections {
  functions: TraceFunctions | undefined;
  tree: TraceTree | undefined;

  /**
   * Reads the section that begins here, if it is one of these and its layout is known. False: it is still to be read.
   * Throws as `readNumberRows` and `TraceTree.read` do.
   */
  async read(name: string, cursor: ByteCursor, header: Header | undefined): Promise<boolean> {
    const traces = header?.traces;
    if (traces === undefined) return false;
    if (name === 'trace_function_infos') {
      this.functions = new TraceFunctions(traces.functions);
      await readNumberRows(cursor, this.functions);
    } else if (name === 'trace_tree') {
      this.tree = new TraceTree(traces.nodes);
      await this.tree.read(cursor);
    } else return false;
    return true;
  }
}
