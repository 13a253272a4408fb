// Installs the dependencies when node_modules is not what the lockfile asks for.
// Node built-ins only: this runs when nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

// Development dependencies even under NODE_ENV=production. No package here needs its install script. The rest undoes
// what an outer npm hands down to this one, such as `npm pack --dry-run`.
const install = [
  'ci',
  '--include=dev',
  '--ignore-scripts',
  '--no-global',
  '--no-dry-run',
  '--loglevel=error',
];

/** Prints to standard error, and only when there is something to do; ends the process when npm fails. */
export function installMissing() {
  const reason = whyNotInstalled(root);
  if (reason === undefined) return;
  console.error(`heapsh: installing the dependencies (${reason})`);
  const { status, signal, error } = npm(install);
  if (status === 0) return;
  const failure = error?.message ?? signal ?? `status ${status}`;
  console.error(
    `heapsh: npm ci failed (${failure}); check the network and the messages above, then run this again`,
  );
  process.exit(1);
}

/**
 * npm writes node_modules/.package-lock.json at the end of a complete install, so comparing that with the lockfile
 * finds a missing, a stale and an interrupted one; looking at every folder finds one that was damaged since.
 */
function whyNotInstalled(folder) {
  const wanted = readJson(join(folder, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(folder, 'node_modules/.package-lock.json'))?.packages;
  if (present === undefined) return 'node_modules is missing or incomplete';
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    // Optional packages are the binaries of other platforms: npm has decided which of them belong here.
    const expected = path !== '' && !(optional && present[path] === undefined);
    if (expected && present[path]?.version !== version) return `${path} is not at ${version}`;
  }
  for (const [path, { version, os, cpu }] of Object.entries(present)) {
    if (readJson(join(folder, path, 'package.json'))?.version !== version) return `${path} is damaged`;
    if (!suits(os, process.platform) || !suits(cpu, process.arch)) return `${path} is for another platform`;
  }
  return undefined;
}

function suits(list, name) {
  return (
    list === undefined ||
    list.includes(name) ||
    list.every((entry) => entry.startsWith('!') && entry !== `!${name}`)
  );
}

/** A file that is missing or cut short counts as absent: either way the answer is to install. */
function readJson(path) {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function npm(args) {
  // The npm that runs this script, so that both see the same configuration; else the one on the PATH.
  const cli = process.env.npm_execpath;
  const [program, ...before] = cli?.endsWith('npm-cli.js') ? [process.execPath, cli] : ['npm'];
  return spawnSync(program, [...before, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: program === 'npm' && process.platform === 'win32',
  });
}
