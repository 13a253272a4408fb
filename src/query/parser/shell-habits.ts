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

const signs: readonly (readonly [sign: string, hint: string])[] = [
  ['>', '`.output FILE` writes answers to a file'],
  ['!', 'this is no system shell; `help` lists the commands'],
  [':', 'commands are plain words: `quit` leaves the shell, `help` lists the others'],
];

/** The same for a sign where a set should stand. `rest` begins with it. */
export function signHint(rest: string): string | undefined {
  return signs.find(([sign]) => rest.startsWith(sign))?.[1];
}
