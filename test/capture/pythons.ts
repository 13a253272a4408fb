import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const minors = [8, 9, 10, 11, 12, 13, 14];

/** One interpreter of each version that the agent is for, the oldest first; more may be named in HEAPSH_PYTHONS. */
export function findPythons(): { command: string; version: string }[] {
  const named = (process.env.HEAPSH_PYTHONS ?? '').split(delimiter).filter(Boolean);
  const onPath = ['python3', 'python', ...minors.map((minor) => `python3.${minor}`)];
  const found = new Map<string, string>();
  for (const command of [...onPath, ...named, ...pyenvPythons()]) {
    const python = pythonOf(command);
    if (python !== undefined && !found.has(python.version)) found.set(python.version, python.command);
  }
  return [...found]
    .map(([version, command]) => ({ command, version }))
    .sort((a, b) => minorOf(a.version) - minorOf(b.version));
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

function pyenvPythons(): string[] {
  const root = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  return existsSync(root) ? readdirSync(root).map((version) => join(root, version, 'bin', 'python')) : [];
}

/** Its version, "3.11", if this command is a CPython that the agent is for; and the program itself: pyenv's commands are scripts that take their time. */
function pythonOf(command: string): { command: string; version: string } | undefined {
  const code = 'import sys; print(sys.implementation.name, "%d.%d" % sys.version_info[:2], sys.executable)';
  const answer = spawnSync(command, ['-c', code], { encoding: 'utf8' });
  const [, minor, program] = /^cpython 3\.(\d+) (.+)$/m.exec(answer.stdout ?? '') ?? [];
  if (program === undefined || !minors.includes(Number(minor))) return undefined;
  return { command: program, version: `3.${minor}` };
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(command: string, args: readonly string[], cwd?: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, timeout: 55_000, killSignal: 'SIGKILL' });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part) => {
      stdout += part;
    });
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}
