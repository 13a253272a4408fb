// `npm run make-snapshots`: V8 heap snapshots of real programs to measure with: a compiler at work, classes, collections,
// closures, a chain of 500,000, texts, buffers, listeners. They go to bench/v8-NAME.heapsnapshot and stay there.
//
//   npm run make-snapshots                   small, medium and large: 50 MB, 390 MB, 0.95 GB; about two minutes
//   npm run make-snapshots -- huge           2.35 GB; needs 11 GB of memory
//   npm run make-snapshots -- small --force  anew though it is there
//   npm run make-snapshots -- --folder DIR   elsewhere
//
// Sizes other than small need the npm registry once, for TypeScript's compiler.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requirePeers } from './bench/peer-packages.mjs';
import { gigabytes, whatIsShort } from './make-snapshots/room.mjs';
import { sizes } from './make-snapshots/sizes.mjs';

const bench = fileURLToPath(new URL('../bench', import.meta.url));
const program = fileURLToPath(new URL('./make-snapshots/program.mjs', import.meta.url));

function main() {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', default: bench },
      force: { type: 'boolean', default: false },
    },
  });
  const names = positionals.length > 0 ? positionals : ['small', 'medium', 'large'];
  const unknown = names.find((name) => !Object.hasOwn(sizes, name));
  if (unknown !== undefined)
    throw new Error(`there is no size ${unknown}; there are ${Object.keys(sizes).join(', ')}`);
  mkdirSync(options.folder, { recursive: true });
  for (const name of names) makeSnapshot(name, options);
}

function makeSnapshot(name, { folder, force }) {
  const file = join(folder, `v8-${name}.heapsnapshot`);
  if (existsSync(file) && !force) {
    process.stderr.write(`${file} is there already (--force makes it anew)\n`);
    return;
  }
  const { contents, memory } = sizes[name];
  const { bavail, bsize } = statfsSync(folder);
  const short = whatIsShort(sizes[name], { memory: freemem(), disk: bavail * bsize });
  // To find out after an hour of swapping would help nobody.
  if (short !== undefined)
    throw new Error(`${name} ${short}. Take a smaller size, --folder another disk, or make room first`);
  // Before the clock of the program runs.
  if (contents.modules > 0) requirePeers('typescript');
  process.stderr.write(`making ${file} …\n`);
  // A snapshot that was cut short must not look like a whole one.
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    const limit = `--max-old-space-size=${Math.ceil(memory / 1e6)}`;
    const args = [limit, program, part, JSON.stringify(contents)];
    const { status, signal, error } = spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error(whyItFailed(name, error?.message ?? signal ?? `status ${status}`));
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
  process.stderr.write(`made ${file}: ${(statSync(file).size / 1e6).toFixed(0)} MB\n`);
}

function whyItFailed(name, how) {
  const needed = `making it needs ${gigabytes(sizes[name].memory)} of memory and ${gigabytes(sizes[name].file)} of disk`;
  return `the program that was to become ${name} ended early (${how}); ${needed}`;
}

try {
  main();
} catch (error) {
  process.stderr.write(`make-snapshots: ${error.message}\n`);
  process.exitCode = 1;
}
