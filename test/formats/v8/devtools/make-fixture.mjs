// Makes the fixtures of `devtools.test.ts` anew: snapshots of a small heap by Node 20 and 24, and what Chrome DevTools
// says of them and of small random heaps. Usage: node test/formats/v8/devtools/make-fixture.mjs. Needs the npm registry; nothing stays installed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const PEER = 'chrome-devtools-frontend@1.0.1705227';
const nodes = { node20: 'node@20.20.2', node24: 'node@24.11.1' };

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'heapsh-fixture-'));
try {
  const { columnsPeer, graphsPeer } = await makePeers();
  const graphs = join(folder, 'graphs.json');
  execFileSync('npx', ['-y', nodes.node24, graphsPeer, graphs], { cwd: folder });
  compress(graphs, join(here, 'graphs.json'));
  for (const [name, version] of Object.entries(nodes)) {
    const file = join(folder, `${name}.heapsnapshot`);
    const heap = join(folder, 'heap.cjs');
    writeFileSync(heap, readFileSync(join(here, 'heap.cjs')));
    execFileSync('npx', ['-y', version, heap, file], { stdio: 'inherit', cwd: folder });
    writeFileSync(file, anonymous(readFileSync(file, 'utf8')));
    const columns = join(folder, `${name}.columns`);
    execFileSync('npx', ['-y', nodes.node24, columnsPeer, file, columns], { cwd: folder });
    for (const path of [file, columns]) compress(path, join(here, path.slice(folder.length + 1)));
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function makePeers() {
  execFileSync('npm', ['pack', PEER], { cwd: folder });
  execFileSync('sh', ['-c', 'tar xzf *.tgz'], { cwd: folder });
  const worker = join(folder, 'package/front_end/entrypoints/heap_snapshot_worker');
  const devtools = `export { HeapSnapshotLoader } from ${JSON.stringify(join(worker, 'HeapSnapshotLoader.ts'))};
export { SecondaryInitManager } from ${JSON.stringify(join(worker, 'HeapSnapshot.ts'))};`;
  const locales = ['LOCALES', 'BUNDLED_LOCALES']
    .map((name) => `export const ${name} = ['en-US'];`)
    .concat(
      ['DEFAULT_LOCALE', 'REMOTE_FETCH_PATTERN', 'LOCAL_FETCH_PATTERN'].map(
        (name) => `export const ${name} = 'en-US';`,
      ),
    );
  const contents = { devtools, './locales.js': locales.join('\n') };
  const plugin = {
    name: 'peer',
    setup(bundle) {
      bundle.onResolve({ filter: /^devtools$|locales\.js$/ }, ({ path }) => ({ path, namespace: 'made' }));
      bundle.onLoad({ filter: /.*/, namespace: 'made' }, ({ path }) => ({
        contents: contents[path],
        resolveDir: folder,
      }));
    },
  };
  await build({
    entryPoints: [join(here, 'peer.ts'), join(here, 'peer-graphs.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    plugins: [plugin],
  });
  return { columnsPeer: join(folder, 'peer.mjs'), graphsPeer: join(folder, 'peer-graphs.mjs') };
}

/** Without the names of folders of this machine. */
function anonymous(text) {
  return text
    .replaceAll(folder, '/app')
    .replaceAll(process.cwd(), '/app')
    .replaceAll(/"\/[^"]*\/bin\/node"/g, '"/usr/bin/node"')
    .replaceAll(/"\/[^"]*\/lib\/node\/"/g, '"/usr/lib/node/"')
    .replaceAll(`${homedir()}/`, '/home/app/');
}

function compress(from, to) {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  writeFileSync(`${to}.br`, brotliCompressSync(readFileSync(from), options));
}
