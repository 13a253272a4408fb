// What `make-fixture.mjs` and `hosts/make-fixtures.mjs` share: Chrome DevTools' loader, bundled for Node, and how fixtures are kept.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const PEER = 'chrome-devtools-frontend@1.0.1705227';

const here = import.meta.dirname;

/** Makes the programs of `peer.ts` and `peer-graphs.ts` in a folder; returns where they are. */
export async function makePeers(folder) {
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

/** A text without the names of folders of this machine; `folder`: where it was made. */
export function anonymous(text, folder) {
  return text
    .replaceAll(folder, '/app')
    .replaceAll(process.cwd(), '/app')
    .replaceAll(/"\/[^"]*\/bin\/node"/g, '"/usr/bin/node"')
    .replaceAll(/"\/[^"]*\/lib\/node\/"/g, '"/usr/lib/node/"')
    .replaceAll(`${homedir()}/`, '/home/app/');
}

/** Keeps a file as `to.br`. */
export function compress(from, to) {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  writeFileSync(`${to}.br`, brotliCompressSync(readFileSync(from), options));
}
