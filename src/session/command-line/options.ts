/** One option of the program. Drives reading the command line, its errors, and --help. */
export interface CommandLineOption {
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in the help; undefined: it takes none. */
  readonly value?: string;
  readonly doc: string;
  /** Not told in the help. */
  readonly isInternal?: boolean;
}

export const commandLineOptions = [
  {
    name: 'command',
    short: 'c',
    value: 'LINE',
    doc: 'run a line, print its answer and exit; may be repeated',
  },
  {
    name: 'file',
    short: 'f',
    value: 'FILE',
    doc: 'run the lines of a file, plain or Markdown; what stands behind is $arg1, … in them',
  },
  {
    name: 'mode',
    value: 'MODE',
    doc: 'table (default), json, jsonl, csv or md; json is one document a command',
  },
  { name: 'output', short: 'o', value: 'FILE', doc: 'write answers to a file' },
  {
    name: 'limit',
    value: 'N',
    doc: 'rows shown of a table or a tree: 100 in table mode, 20 at a prompt, else all; 0 is all',
  },
  {
    name: 'cut',
    value: 'EDGES',
    doc: 'look at the snapshot without some edges: see heapsh help cut; may be repeated',
  },
  {
    name: 'record',
    value: 'FILE',
    doc: 'write the session to FILE; a shell does so by itself, in $XDG_STATE_HOME/heapsh/sessions',
  },
  { name: 'no-record', doc: 'do not write the session down' },
  { name: 'resume', doc: 'offer the last session: its steps are run again, and it goes on in its file' },
  { name: 'keep-going', doc: 'go on after a line that fails; the exit status is still 1' },
  { name: 'partial', doc: 'load the whole part of a snapshot that is cut short or damaged' },
  { name: 'quiet', short: 'q', doc: 'no progress and no greeting' },
  { name: 'plain', doc: 'the line-by-line shell, for screen readers and simple terminals' },
  { name: 'theme', value: 'NAME', doc: 'colours of the full-screen shell: dark (default), light or mono' },
  { name: 'no-mouse', doc: 'leave the mouse to the terminal, to select text with' },
  { name: 'no-color', doc: 'no colour, as with NO_COLOR' },
  {
    name: 'index',
    value: 'FILE',
    doc: 'keep what was loaded in FILE, to open at once the next time; else $XDG_CACHE_HOME/heapsh',
  },
  { name: 'no-index', doc: 'neither read nor write an index file' },
  { name: 'example', doc: 'open the embedded example', isInternal: true },
  { name: 'version', short: 'V', doc: 'print the version' },
  { name: 'help', short: 'h', doc: 'print this' },
] as const satisfies readonly CommandLineOption[];

export type OptionName = (typeof commandLineOptions)[number]['name'];
