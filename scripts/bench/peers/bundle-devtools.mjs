// Chrome DevTools' own loader of heap snapshots, out of npm's chrome-devtools-frontend, as modules that Node can run.
import { join } from 'node:path';
import { build } from 'esbuild';

/** What every version of Node that heapsh runs on has, and DevTools takes for granted. */
const withResolvers = `Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((...both) => { [resolve, reject] = both; });
  return { promise, resolve, reject };
};`;

/**
 * Bundles `entryPoints`, which import `HeapSnapshotLoader` and `SecondaryInitManager` from 'devtools', into `outdir` as
 * .mjs files. `frontend` is the folder of the package.
 */
export async function bundleDevtools(frontend, entryPoints, outdir) {
  const worker = join(frontend, 'front_end/entrypoints/heap_snapshot_worker');
  const contents = { devtools: devtoolsModule(worker), './locales.js': localesModule() };
  const plugin = {
    name: 'devtools',
    setup(bundle) {
      bundle.onResolve({ filter: /^devtools$|locales\.js$/ }, ({ path }) => ({ path, namespace: 'made' }));
      bundle.onLoad({ filter: /.*/, namespace: 'made' }, ({ path }) => ({
        contents: contents[path],
        resolveDir: worker,
      }));
    },
  };
  await build({
    entryPoints,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: withResolvers },
    outExtension: { '.js': '.mjs' },
    plugins: [plugin],
  });
}

function devtoolsModule(worker) {
  return `export { HeapSnapshotLoader } from ${JSON.stringify(join(worker, 'HeapSnapshotLoader.ts'))};
export { SecondaryInitManager } from ${JSON.stringify(join(worker, 'HeapSnapshot.ts'))};`;
}

/** DevTools makes this file when it is built; the npm package comes without. */
function localesModule() {
  const lists = ['LOCALES', 'BUNDLED_LOCALES'].map((name) => `export const ${name} = ['en-US'];`);
  const names = ['DEFAULT_LOCALE', 'REMOTE_FETCH_PATTERN', 'LOCAL_FETCH_PATTERN'];
  return [...lists, ...names.map((name) => `export const ${name} = 'en-US';`)].join('\n');
}
