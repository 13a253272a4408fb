import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { HeapshError, UsageError } from '../../base/errors.ts';
import { systemErrorText } from '../../base/system-error.ts';
import { agentFile, findTarget } from './agent.ts';
import type { CommandLineOption } from './options.ts';
import { readOptions } from './read-options.ts';

const captureOptions = [
  { name: 'output', short: 'o', value: 'FILE', doc: 'where to; out.heapsh when left out' },
  { name: 'pid', value: 'N', doc: 'a process that runs already: not there yet' },
] as const satisfies readonly CommandLineOption[];

/** `heapsh capture python [-o FILE] -- python app.py …`: runs a program with the agent; gives the program's exit status. */
export async function runCapture(argv: readonly string[]): Promise<number> {
  const { options, operands, rest } = readOptions(argv, captureOptions);
  const target = findTarget(operands, 'heapsh capture python -- python app.py');
  if (options.some((option) => option.name === 'pid')) {
    throw new UsageError(`attaching to a running ${target.label} process is not there yet`, {
      hint: 'start it with: heapsh capture python -- python app.py, or import heapsh_agent in it (heapsh agent python)',
    });
  }
  const output = options.findLast((option) => option.name === 'output')?.value;
  const agent = [agentFile(target), ...(output === undefined ? [] : ['-o', output])];
  const [program, ...args] = target.withAgent(rest, agent);
  return await runProgram(program, args);
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
