import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { HeapshError, UsageError } from '../../base/errors.ts';
import { systemErrorText } from '../../base/system-error.ts';
import { agentFile, findTarget } from './agent.ts';
import type { CommandLineOption } from './options.ts';
import { readOptions } from './read-options.ts';
import { optionLines } from './usage.ts';

/** What the agent's own command line takes too. */
const agentOptions = [
  {
    name: 'signal',
    value: 'NAME',
    doc: "dump each time this signal comes, e.g. USR1 (instead of at the program's end)",
  },
  { name: 'every', value: 'N', doc: "dump every N seconds (instead of at the program's end)" },
  { name: 'at-end', doc: 'dump at the end too' },
  { name: 'collect', doc: 'run a full garbage collection before each dump' },
  { name: 'no-values', doc: 'write no text, bytes or number of the program, nor its command line' },
  { name: 'no-fork', doc: 'dump in the program itself, which stands still meanwhile (needs less memory)' },
  { name: 'quiet', short: 'q', doc: 'do not say on stderr what was written' },
] as const satisfies readonly CommandLineOption[];

const captureOptions: readonly CommandLineOption[] = [
  { name: 'output', short: 'o', value: 'FILE', doc: 'where to; out.heapsh when left out' },
  ...agentOptions,
  { name: 'pid', value: 'N', doc: 'a process that runs already: not there yet' },
  { name: 'help', short: 'h', doc: 'print this' },
];

/** `heapsh capture python [options] -- python app.py …`: runs a program with the agent; gives the program's exit status. */
export async function runCapture(
  argv: readonly string[],
  print: (text: string) => Promise<number>,
): Promise<number> {
  const { options, operands, rest } = readOptions(argv, captureOptions, 'heapsh capture --help');
  if (options.some((option) => option.name === 'help')) return await print(`${captureUsage().join('\n')}\n`);
  const target = findTarget(operands, 'heapsh capture python -- python app.py');
  if (options.some((option) => option.name === 'pid')) {
    throw new UsageError(`attaching to a running ${target.label} process is not there yet`, {
      hint: 'start it with: heapsh capture python -- python app.py, or import heapsh_agent in it (heapsh agent python)',
    });
  }
  const agent = [agentFile(target), ...options.flatMap(asAgentOption)];
  const [program, ...args] = target.withAgent(rest, agent);
  return await runProgram(program, args);
}

function asAgentOption({ name, value }: { readonly name: string; readonly value: string }): string[] {
  if (name === 'output') return ['-o', value];
  return value === '' ? [`--${name}`] : [`--${name}`, value];
}

function captureUsage(): string[] {
  return [
    'usage: heapsh capture python [options] -- python app.py [args…]',
    '       heapsh capture python [options] -- python -m module [args…]',
    '',
    'Run a Python program as Python would, and write its heap to a file. The exit status is the program’s.',
    'Its end is a return, an exception, sys.exit, or a SIGTERM that it leaves at the default.',
    '',
    ...optionLines(captureOptions),
  ];
}

function runProgram(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    // Ctrl-C reaches the program by itself, and is its own affair; what is sent to us alone is passed on.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', (error) =>
      reject(new HeapshError(`cannot run ${program}: ${systemErrorText(error)}`, { cause: error })),
    );
    child.once('close', (status, signal) =>
      resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}
