// Bundles src/ into dist/. Run directly it always builds; start and test build when the sources have changed.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { installMissing, root } from './install.mjs';

// Every bundle lands directly in dist/, so that `new URL('./engine-worker.js', import.meta.url)` and the like mean
// the same file from whichever chunk the code ends up in.
const entries = ['src/main.ts', 'src/session/engine-worker.ts'];

// What is not code and is read at run time: [from, to], a file or a folder.
const assets = [
  ['src/capture/python/heapsh_agent.py', 'dist/heapsh_agent.py'],
  ['src/example', 'dist/example'],
];

const dist = join(root, 'dist');
const product = join(dist, 'main.js');

export async function buildIfStale() {
  const sources = ['src', 'package-lock.json', 'scripts/build.mjs'].map((path) => join(root, path));
  if (existsSync(product) && newest(sources) <= statSync(product).mtimeMs) return;
  await build();
}

export async function build() {
  const started = new Date();
  if (!existsSync(join(root, 'src/main.ts')))
    throw new Error('src/main.ts is missing, so there is nothing to build');
  console.error('heapsh: building dist/');
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries.filter((entry) => existsSync(join(root, entry))),
    outdir: 'dist',
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external', // measured: bundling jsonpath-plus starts no faster
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'warning',
  });
  await esbuild.stop(); // its process would otherwise live as long as the shell that npm start goes on to run
  replaceDist(outputFiles);
  // An edit made while this was building must count as newer than the product.
  utimesSync(product, started, started);
}

/**
 * Everything is put in place before main.js, by renaming, and leftovers go last: a heapsh that starts meanwhile,
 * or a build that is interrupted, finds the old program or the new one.
 */
function replaceDist(outputFiles) {
  const kept = new Set();
  for (const [from, to] of assets) {
    if (!existsSync(join(root, from))) continue;
    for (const file of filesBelow(join(root, from))) {
      const target = join(root, to) + file.slice(join(root, from).length);
      kept.add(put(target, (temporary) => cpSync(file, temporary)));
    }
  }
  for (const { path, contents } of outputFiles.toSorted(
    (a, b) => (a.path === product) - (b.path === product),
  )) {
    kept.add(put(path, (temporary) => writeFileSync(temporary, contents)));
  }
  for (const file of filesBelow(dist)) if (!kept.has(file)) rmSync(file, { force: true });
}

function put(path, write) {
  const temporary = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  write(temporary);
  renameSync(temporary, path);
  return path;
}

/** A path that is a file gives itself. */
function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

/** Folders count too: removing a file changes nothing else. */
function newest(paths) {
  return Math.max(
    ...paths.map((path) => {
      const stat = statSync(path);
      return stat.isDirectory()
        ? Math.max(stat.mtimeMs, newest(readdirSync(path).map((name) => join(path, name))))
        : stat.mtimeMs;
    }),
  );
}

if (process.argv[1] === import.meta.filename) {
  installMissing();
  try {
    await build();
  } catch (error) {
    console.error(`heapsh: the build failed: ${error.message}`);
    process.exitCode = 1;
  }
}
