import type { Result } from '../../query/result.ts';

/** The last line of a recorded step: `=> rows=213 shown=10 sha256=…`, `=> error`, `=> interrupted`. */
export interface Trailer {
  readonly status: 'answered' | 'error' | 'interrupted';
  /** All rows of a table. */
  readonly rows?: number | undefined;
  /** The rows of it that are written down. */
  readonly shown?: number | undefined;
  /** The n of the answer's `$n`, where that is not the next; 0: it has none. Who fails may have one, which stays taken. */
  readonly result?: number | undefined;
  /** Of the whole answer, see `canonical-text.ts`; undefined when it was not computed to its end. */
  readonly sha256?: string | undefined;
}

/** That of an answer of which so many rows at most are written down. */
export function trailerOf(result: Result, limit: number, sha256: string | undefined): Trailer {
  if (result.kind !== 'table') return { status: 'answered', sha256 };
  const rows = result.rowCount;
  return { status: 'answered', rows, shown: Math.min(rows, limit), sha256 };
}

const MARK = '=>';

export function isTrailerLine(line: string): boolean {
  return line.startsWith(MARK);
}

export function trailerText({ status, rows, shown, result, sha256 }: Trailer): string {
  const words: string[] = [MARK];
  if (status !== 'answered') words.push(status);
  if (rows !== undefined) words.push(`rows=${rows}`);
  if (shown !== undefined) words.push(`shown=${shown}`);
  if (result !== undefined) words.push(`result=${result}`);
  if (sha256 !== undefined) words.push(`sha256=${sha256}`);
  return words.join(' ');
}

/** Keys that are not known are for later versions, and passed over. A wrong value is told and left out. */
export function parseTrailer(line: string, problem: (message: string) => void): Trailer {
  const values = new Map<string, string>();
  let status: Trailer['status'] = 'answered';
  for (const word of line.slice(MARK.length).split(/\s+/)) {
    const [, key, value] = /^([\w-]+)=(.*)$/.exec(word) ?? [];
    if (key !== undefined) values.set(key, value!);
    else if (word === 'error' || word === 'interrupted') status = word;
    else if (word !== '') problem(`\`${word}\` is neither error, interrupted nor key=value`);
  }
  return {
    status,
    rows: countOf(values, 'rows', problem),
    shown: countOf(values, 'shown', problem),
    ...(values.has('result') ? { result: countOf(values, 'result', problem) } : {}),
    sha256: digestOf(values, problem),
  };
}

function countOf(
  values: ReadonlyMap<string, string>,
  key: string,
  problem: (message: string) => void,
): number | undefined {
  const value = values.get(key);
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  problem(`${key} is not a count`);
  return undefined;
}

function digestOf(
  values: ReadonlyMap<string, string>,
  problem: (message: string) => void,
): string | undefined {
  const value = values.get('sha256');
  if (value === undefined || isSha256(value)) return value;
  problem('sha256 is not 64 hexadecimal digits');
  return undefined;
}

export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
