import type { AskedLine } from '../commands/command.ts';
import type { Result } from '../query/result.ts';

/** Every line that was run, oldest first: what `history` and `.history` tell. */
export class AskedLines {
  readonly lines: AskedLine[] = [];

  /** `number`: of its answer, where that can be asked on. `isProse`: it says something to the reader of the session. */
  answered(
    line: string,
    result: Result,
    details: {
      readonly number: number | undefined;
      readonly isProse: boolean;
      readonly milliseconds: number;
    },
  ): void {
    this.lines.push({
      line: line.trim(),
      number: details.number,
      kind: details.isProse ? 'prose' : result.kind,
      rows: rowsOf(result),
      milliseconds: tenths(details.milliseconds),
    });
  }

  failed(line: string, milliseconds: number): void {
    this.#add(line, 'error', tenths(milliseconds));
  }

  /** A word of the shell itself: it tells its own time, if any. */
  shellWord(line: string): void {
    this.#add(line, 'shell', undefined);
  }

  #add(line: string, kind: AskedLine['kind'], milliseconds: number | undefined): void {
    this.lines.push({ line: line.trim(), number: undefined, kind, rows: undefined, milliseconds });
  }
}

function rowsOf(result: Result): number | undefined {
  if (result.kind === 'table') return result.rowCount;
  return result.kind === 'path' ? result.steps.length : undefined;
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
