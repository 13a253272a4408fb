// The packages that only benchmarks need: in a folder of their own outside git, never among heapsh's dependencies.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const peersFolder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'bench/peers');

/** Exact versions: whoever runs this later measures the same programs. */
export const versions = {
  typescript: '5.9.3',
  'chrome-devtools-frontend': '1.0.1705227',
  '@memlab/core': '2.0.5',
  '@memlab/e2e': '2.0.5',
  '@memlab/heap-analysis': '2.0.5',
  '@memlab/lens': '2.0.5',
};

/** `require` of the packages, which are installed first if they are not there. Needs the npm registry then. */
export function requirePeers(...names) {
  if (!names.every(isInstalled)) install(names);
  return createRequire(join(peersFolder, 'package.json'));
}

function isInstalled(name) {
  return readJson(join(peersFolder, 'node_modules', name, 'package.json'))?.version === versions[name];
}

function install(names) {
  mkdirSync(peersFolder, { recursive: true });
  const file = join(peersFolder, 'package.json');
  const wanted = [...Object.keys(readJson(file)?.dependencies ?? {}), ...names];
  const dependencies = Object.fromEntries(wanted.map((name) => [name, versions[name]]));
  writeFileSync(file, `${JSON.stringify({ private: true, dependencies }, undefined, 2)}\n`);
  process.stderr.write(`installing ${names.join(', ')} into ${peersFolder} …\n`);
  const { status, error } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: peersFolder,
    stdio: ['ignore', 2, 2],
    // memlab's browser is neither needed nor wanted.
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
  });
  if (status !== 0) throw new Error(`npm install failed in ${peersFolder}: ${error?.message ?? status}`);
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
