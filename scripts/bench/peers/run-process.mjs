// One fresh process of one tool on one file: how long, how much memory, what it said; or why it failed.
import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** Nothing is waited for longer, in milliseconds: a peer that thrashes would stop the whole run. */
const PATIENCE = 30 * 60_000;

/**
 * Runs Node with `args`, pinned to the first `cores` cores if that is given. Gives
 * `{ milliseconds, stdout, stderr }`, or `{ failure }` in the process's own words.
 */
export function runNode(args, { cores, environment = {} } = {}) {
  const [program, ...rest] = [...pinning(cores), process.execPath, ...args];
  // Certificates that Node reads at its start cost 70 ms, and no tool here needs them.
  const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
  const started = process.hrtime.bigint();
  const { status, signal, error, stdout, stderr } = spawnSync(program, rest, {
    encoding: 'utf8',
    env: { ...inherited, ...environment },
    maxBuffer: 1 << 28,
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (status === 0) return { milliseconds, stdout, stderr };
  return { failure: whyItFailed(`${stdout}\n${stderr}`, error?.message ?? signal ?? `status ${status}`) };
}

/** The words before a command that keep it on so many cores. */
function pinning(cores) {
  return cores === undefined ? [] : ['taskset', '-c', `0-${cores - 1}`];
}

export function canPin() {
  return spawnSync('taskset', ['--version']).status === 0;
}

/** The line that tells what went wrong, of all that a tool and Node print then; without one, the last, and `how` it ended. */
export function whyItFailed(output, how) {
  const lines = stripVTControlCharacters(output)
    .split(/[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.find((line) => /^(\W*\w*error\b|heapsh:)/i.test(line) || line.startsWith('FATAL'));
  const said = telling ?? lines.at(-1);
  return said === undefined ? how : `${said.slice(0, 200)} (${how})`;
}
