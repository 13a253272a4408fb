/** A search through the history that goes on with every letter (Ctrl-R). */
export interface HistorySearch {
  readonly query: string;
  /** What is searched: every line once, newest first. */
  readonly lines: readonly string[];
  /** The line that is shown; undefined: nothing has been found yet. */
  readonly match: HistoryMatch | undefined;
  /** Nothing contains the query (any more): `match` is the last that did contain what was typed. */
  readonly isFailing: boolean;
}

export interface HistoryMatch {
  /** Index into `lines` of the search. */
  readonly index: number;
  readonly text: string;
  /** Where the query stands in `text`. */
  readonly start: number;
  readonly end: number;
}

/** `lines` as the history has them, oldest first. */
export function startSearch(lines: readonly string[]): HistorySearch {
  return { query: '', lines: [...new Set(lines.toReversed())], match: undefined, isFailing: false };
}

/** With more letters: the line that is shown stays as long as it contains them. */
export function extendQuery(search: HistorySearch, typed: string): HistorySearch {
  return find({ ...search, query: search.query + typed }, search.match?.index ?? 0, 1);
}

/** With other letters, or none: begins at the newest line again. */
export function withQuery(search: HistorySearch, query: string): HistorySearch {
  return find({ ...search, query, match: undefined }, 0, 1);
}

export function searchOlder(search: HistorySearch): HistorySearch {
  return find(search, search.match === undefined ? 0 : search.match.index + 1, 1);
}

export function searchNewer(search: HistorySearch): HistorySearch {
  return find(search, search.match === undefined ? -1 : search.match.index - 1, -1);
}

function find(search: HistorySearch, from: number, step: 1 | -1): HistorySearch {
  const { lines, query } = search;
  if (query === '') return { ...search, match: undefined, isFailing: false };
  const pattern = patternOf(query);
  for (let index = from; index >= 0 && index < lines.length; index += step) {
    const text = lines[index]!;
    const found = pattern.exec(text);
    if (found === null) continue;
    const match = { index, text, start: found.index, end: found.index + found[0].length };
    return { ...search, match, isFailing: false };
  }
  return { ...search, isFailing: true };
}

/** Small letters mean capitals too; a capital means only itself. */
function patternOf(query: string): RegExp {
  const literal = query.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(literal, query === query.toLowerCase() ? 'iu' : 'u');
}
