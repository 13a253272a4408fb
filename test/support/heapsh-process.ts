import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { temporaryFolder } from './temporary-files.ts';

export const launcher = join(import.meta.dirname, '../../bin/heapsh.js');

export interface ProcessOutcome {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** What a user's environment says must not change what a test sees. */
export const plainEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  COLUMNS: undefined,
  NO_COLOR: undefined,
  HEAPSH_DEBUG: undefined,
  TERM: 'xterm-256color',
  // Where nothing can be written: `needsBuild` says where.
  XDG_STATE_HOME: '/dev/null',
  XDG_CACHE_HOME: '/dev/null',
};

/**
 * Call at the top of a test file that runs the program itself: builds it when the sources are newer, and gives what
 * it remembers and caches folders of this file's own.
 */
export function needsBuild(): void {
  plainEnvironment.XDG_STATE_HOME = temporaryFolder();
  plainEnvironment.XDG_CACHE_HOME = temporaryFolder();
  beforeAll(async () => {
    // @ts-expect-error: the scripts are plain JavaScript
    const { buildIfStale } = await import('../../scripts/build.mjs');
    await buildIfStale();
  });
}

/** Starts bin/heapsh.js as a process of its own, with pipes. */
export function startHeapsh(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [launcher, ...args], { env: { ...plainEnvironment, ...env } });
}

/** Starts a line of the shell, for what only a shell can put together; without a terminal. */
export function startShellLine(line: string): ChildProcessWithoutNullStreams {
  return spawn('sh', ['-c', line], { env: plainEnvironment, detached: true });
}

/** Runs it to its end. */
export async function heapsh(
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ProcessOutcome> {
  const child = startHeapsh(args, env);
  // It may end before it has read its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return await outcomeOf(child);
}

export function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<ProcessOutcome> {
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status, signal, out, err }));
  });
}
