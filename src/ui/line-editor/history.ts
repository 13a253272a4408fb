/** The lines run so far, and where among them the editor stands. */
export interface History {
  /** Oldest first; none equals its neighbour. */
  readonly lines: readonly string[];
  /** Index into `lines`; `lines.length` is the line being typed. */
  readonly at: number;
  /** What was made of lines that were left again, the one being typed among them: kept until one is run. */
  readonly edits: ReadonlyMap<number, string>;
}

export const emptyHistory: History = { lines: [], at: 0, edits: new Map() };

/** Lines that follow an equal one are left out: walking past them would look like a dead key. */
export function historyOf(lines: readonly string[]): History {
  const distinct = lines.filter((line, i) => line !== lines[i - 1]);
  return { lines: distinct, at: distinct.length, edits: new Map() };
}

/** With lines that were run; the walk is over. Blank lines, and the same line again, are not kept. */
export function withLines(history: History, run: readonly string[]): History {
  return historyOf([...history.lines, ...run.filter((line) => line.trim() !== '')]);
}

/** A walk to line `to`, leaving `text` behind where the editor stood; undefined when there is no such line. */
export function walkTo(
  history: History,
  text: string,
  to: number,
): { history: History; text: string } | undefined {
  const { lines, at } = history;
  if (to < 0 || to > lines.length || to === at) return undefined;
  const edits = new Map(history.edits);
  if (text === (lines[at] ?? '')) edits.delete(at);
  else edits.set(at, text);
  return { history: { lines, at: to, edits }, text: edits.get(to) ?? lines[to] ?? '' };
}
