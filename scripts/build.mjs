// Bundles src/ into dist/. Run directly it always builds; npm start only when the sources have changed.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { licencesOf } from './bundled-licences.mjs';
import { installMissing, root } from './install.mjs';

// Every bundle lands directly in dist/, so that `new URL('./engine-worker.js', import.meta.url)` and the like mean
// the same file from whichever chunk the code ends up in.
const entries = [
  'src/main.ts',
  'src/session/engine/engine-worker.ts',
  'src/session/indexes/reread-worker.ts',
  'src/session/indexes/write-worker.ts',
  'src/session/team/team-worker.ts',
];

// What is not code and is read at run time: [from, to], a file or a folder.
const assets = [
  ['src/capture/python/heapsh_agent.py', 'dist/heapsh_agent.py'],
  ['src/example', 'dist/example'],
];

// With DEV=true in the environment ink looks for tools for its own developers. They are not installed.
const withoutInkDevelopment = {
  name: 'without-ink-development',
  setup(build) {
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: '' }));
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]utils\.js$/ }, () => ({
      contents: 'export const isDev = () => false;',
    }));
  },
};

// CommonJS packages ask for Node's own modules by `require`, which modules do not have.
const requireForModules =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);\n";

const dist = join(root, 'dist');
const product = join(dist, 'main.js');

export async function buildIfStale() {
  const sources = ['src', 'package-lock.json', 'scripts/build.mjs', 'scripts/wat.mjs'].map((path) =>
    join(root, path),
  );
  if (existsSync(product) && newest(sources) <= statSync(product).mtimeMs) return;
  await build();
}

/** Ends the process when the build fails, as `installMissing` does: nothing after it could work. */
async function build() {
  try {
    await buildDist();
  } catch (error) {
    console.error(`heapsh: the build failed: ${error.message}`);
    process.exit(1);
  }
}

async function buildDist() {
  const started = new Date();
  if (!existsSync(join(root, 'src/main.ts'))) throw new Error('src/main.ts is missing');
  console.error('heapsh: building dist/');
  const esbuild = await import('esbuild');
  const { watForEsbuild } = await import('./wat.mjs');
  const built = await Promise.all(
    entries.map((entry) => bundle(esbuild, entry, [withoutInkDevelopment, watForEsbuild])),
  );
  await esbuild.stop(); // its process would otherwise live as long as the shell that npm start goes on to run
  const outputs = Object.assign({}, ...built.map(({ metafile }) => metafile.outputs));
  const licences = { path: join(dist, 'LICENSES.txt'), contents: licencesOf({ outputs }, root) };
  replaceDist([...built.flatMap(({ outputFiles }) => outputFiles.map(withRequire)), licences]);
  // An edit made while this was building must count as newer than the product.
  utimesSync(product, started, started);
}

/**
 * Each thread has files of its own: what several shared would be cut into as many pieces as there are ways to share, and
 * each file that is loaded takes half a millisecond.
 */
function bundle(esbuild, entry, plugins) {
  return esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: 'dist',
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['jsonpath-plus'], // measured: bundled it starts no faster; ink and react do, three times
    plugins,
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none', // all of them are in the file of licences
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}

function withRequire({ path, text, contents }) {
  return { path, contents: text.includes('var __require =') ? requireForModules + text : contents };
}

/**
 * Everything is put in place before main.js, by renaming, and leftovers go last: a heapsh that starts meanwhile,
 * or a build that is interrupted, finds the old program or the new one.
 */
function replaceDist(outputFiles) {
  const kept = new Set();
  const put = (path, contents) => {
    const temporary = `${path}.${process.pid}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, contents);
    renameSync(temporary, path);
    kept.add(path);
  };
  for (const [from, to] of assets.map((pair) => pair.map((path) => join(root, path)))) {
    for (const file of filesAt(from)) put(to + file.slice(from.length), readFileSync(file));
  }
  const mainLast = outputFiles.toSorted((a, b) => (a.path === product) - (b.path === product));
  for (const { path, contents } of mainLast) put(path, contents);

  const inProgress = /\.\d+$/; // of another build
  for (const file of filesAt(dist))
    if (!kept.has(file) && !inProgress.test(file)) rmSync(file, { force: true });
}

/** The files below a folder; of a file, itself; of nothing, nothing. */
function filesAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat === undefined ? [] : [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The time of the last change. Folders count as well: they are all that tells of a file that was removed. */
function newest(paths) {
  const below = (path) => (statSync(path).isDirectory() ? readdirSync(path, { recursive: true }) : []);
  const all = paths.flatMap((path) => [path, ...below(path).map((name) => join(path, name))]);
  return Math.max(...all.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

if (process.argv[1] === import.meta.filename) {
  installMissing();
  await build();
}
