import type { Reader } from './reader.ts';

/** What people type out of habit where a line or a stage begins, and how it is said here. */
const habits: Readonly<Record<string, string>> = {
  q: '`quit` leaves the shell',
  bye: '`quit` leaves the shell',
  grep: '`where` keeps rows: `| where type ~ "text"`',
  filter: '`where` keeps rows: `| where count > 1`',
  less: 'answers scroll by themselves; `head` takes the first rows',
  more: 'answers scroll by themselves; `head` takes the first rows',
  wc: '`count` counts objects',
  uniq: '`distinct` keeps the first row of each',
  awk: '`select` chooses columns',
  tee: '`.output FILE` writes answers to a file',
  ls: '`hist` lists the types, `snapshots` what is open; this is no system shell',
  cd: '`use NAME` changes to another snapshot; this is no system shell',
  cat: '`at` shows an object; this is no system shell',
};

export function habitHint(word: string | undefined): string | undefined {
  return word !== undefined && Object.hasOwn(habits, word) ? habits[word] : undefined;
}

export const setsAreJoined = 'sets are joined with `and`, `or` and `minus`';

const toFile = '`.output FILE` and the option --output write answers to a file';

const signs: readonly (readonly [sign: string, hint: string])[] = [
  ['>', toFile],
  ['!', 'this is no system shell; `help` lists the commands'],
  [':', 'commands are plain words: `quit` leaves the shell, `help` lists the others'],
];

/** The same for a sign where a set should stand. `rest` begins with it. */
export function signHint(rest: string): string | undefined {
  return signs.find(([sign]) => rest.startsWith(sign))?.[1];
}

const signsBehind: readonly (readonly [sign: RegExp, hint: string])[] = [
  [/;/y, 'a line is one command: what stands behind `;` goes on the next line'],
  [/&/y, '`A and B` are the objects in both sets; a command goes on the next line'],
  [/\|/y, '`A or B` are the objects in either set'],
  [/>/y, toFile],
  [/[)\]}]/y, 'nothing is open that this closes'],
];

/** The same where a `|` or the end of the line should stand. */
export function signBehindHint(reader: Reader): string | undefined {
  return signsBehind.find(([sign]) => reader.peek(sign) !== undefined)?.[1];
}

const signsBehindSets: typeof signsBehind = [
  // Not an option.
  [/-(?!-|[a-zA-Z](?!\p{L}))/uy, '`A minus B` are the objects of A that are not in B'],
  [/\+/y, '`A or B` are the objects in either set; `TYPE+` is a type and its subclasses'],
  [/,/y, '`A or B` are the objects in either set'],
  [/[=<~!]/y, 'a condition stands in brackets: SET[.name = "x"]'],
];

/** The same behind a set. */
export function signBehindSetHint(reader: Reader): string | undefined {
  return signsBehindSets.find(([sign]) => reader.peek(sign) !== undefined)?.[1];
}
