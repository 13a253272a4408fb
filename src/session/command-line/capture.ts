import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { HeapshError, UsageError } from '../../base/errors.ts';
import { systemErrorText } from '../../base/system-error.ts';
import { agentFile, findAgent } from './agent.ts';
import type { CommandLineOption } from './options.ts';
import { readOptions } from './read-options.ts';

const captureOptions = [
  { name: 'output', short: 'o', value: 'FILE', doc: 'where to; out.heapsh when left out' },
  { name: 'pid', value: 'N', doc: 'a process that runs already: not there yet' },
] as const satisfies readonly CommandLineOption[];

/** `heapsh capture python [-o FILE] -- python app.py …`: runs a program with the agent; gives the program's exit status. */
export async function runCapture(argv: readonly string[]): Promise<number> {
  const { options, operands, rest } = readOptions(argv, captureOptions);
  const { runtime } = findAgent(operands, 'heapsh capture python -- python app.py');
  if (options.some((option) => option.name === 'pid')) {
    throw new UsageError(`attaching to a running ${runtime} process is not there yet`, {
      hint: 'start it with: heapsh capture python -- python app.py, or import heapsh_agent in it (heapsh agent python)',
    });
  }
  const output = options.findLast((option) => option.name === 'output')?.value;
  const [program, ...args] = withAgent(rest, output);
  return await runProgram(program, args);
}

/** `python -X dev app.py a b` → `python -X dev heapsh_agent.py -o FILE app.py a b` */
export function withAgent(command: readonly string[], output: string | undefined): [string, ...string[]] {
  const [program, ...args] = command;
  if (program === undefined) {
    throw new UsageError('there is no program to run', { hint: 'heapsh capture python -- python app.py …' });
  }
  const agent = [agentFile(), ...(output === undefined ? [] : ['-o', output])];
  if (/\.pyz?$/.test(program)) return ['python3', ...agent, program, ...args];
  if (!/(^|[/\\])(python|pypy)[\d.]*(\.exe)?$/.test(program)) {
    throw new UsageError(`${program} is not called as a Python program`, {
      hint: `for a module: heapsh capture python -- python -m ${program}`,
    });
  }
  const end = endOfInterpreterOptions(args);
  return [program, ...args.slice(0, end), ...agent, ...args.slice(end)];
}

/** Where the script, or -m, stands: options of the interpreter itself come before the agent. */
function endOfInterpreterOptions(args: readonly string[]): number {
  let end = 0;
  while (end < args.length && args[end]!.startsWith('-') && !args[end]!.startsWith('-m')) {
    if (args[end] === '-c')
      throw new UsageError('a program given with -c cannot be captured', { hint: 'put it in a file' });
    end += args[end] === '-X' || args[end] === '-W' ? 2 : 1;
  }
  return end;
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
