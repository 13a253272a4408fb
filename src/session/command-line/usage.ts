import { type CommandLineOption, commandLineOptions } from './options.ts';
import { nodeSnapshot } from './self-captured.ts';

const forms: readonly (readonly [usage: string, doc: string])[] = [
  ['heapsh [SNAPSHOT…]', 'the shell; several snapshots open at once'],
  ["heapsh SNAPSHOT -c 'hist | head 5'", 'one or more -c: run, print, exit'],
  ['heapsh SNAPSHOT -f steps.hsh [ARG…]', 'run the lines of a file; ARG is $arg1 in them'],
  ['… | heapsh SNAPSHOT', 'run the lines of standard input'],
  ['… | heapsh -', 'the snapshot comes from standard input, keys from the terminal'],
  ['heapsh replay FILE [SNAPSHOT…]', 'run a session again and tell what is equal (heapsh replay --help)'],
  ['heapsh demo', 'the shell on the embedded example, with a guided tour'],
  [
    'heapsh capture python [-o FILE] -- CMD…',
    'run a Python program and dump its heap (heapsh capture --help)',
  ],
  ['heapsh index ls', 'the files by which snapshots open at once (heapsh index --help)'],
  ['heapsh agent python', 'print the single-file dumper, to vendor or to pipe'],
  ['heapsh help [COMMAND|TOPIC]', 'what the shell knows; about a command, with an example'],
];

/** What `heapsh --help` prints. */
export function usageLines(): string[] {
  return [
    'heapsh: load a heap snapshot and ask who holds what, and why.',
    '',
    ...inColumns(forms),
    '',
    'Options:',
    ...optionLines(commandLineOptions),
    '',
    'Exit status: 0 done; 1 a line failed; 2 wrong usage; 3 a snapshot could not be read; 130 interrupted.',
    `Snapshots of Node: ${nodeSnapshot}.`,
    'Inside the shell: help lists the commands, .help the words of the shell itself.',
  ];
}

/** A line for each option that the help tells. */
export function optionLines(table: readonly CommandLineOption[]): string[] {
  const told = table.filter((option) => !option.isInternal);
  return inColumns(told.map((option) => [optionText(option), option.doc] as const));
}

function optionText({ name, short, value }: CommandLineOption): string {
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return short === undefined ? `    ${long}` : `-${short}, ${long}`;
}

function inColumns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
