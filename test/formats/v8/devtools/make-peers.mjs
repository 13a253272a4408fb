// What `make-fixture.mjs` and `hosts/make-fixtures.mjs` share: Chrome DevTools' loader, bundled for Node, and how fixtures are kept.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { versions } from '../../../../scripts/bench/peer-packages.mjs';
import { bundleDevtools } from '../../../../scripts/bench/peers/bundle-devtools.mjs';

const PEER = `chrome-devtools-frontend@${versions['chrome-devtools-frontend']}`;

const here = import.meta.dirname;

/** Makes the programs of `peer.ts` and `peer-graphs.ts` in a folder; returns where they are. */
export async function makePeers(folder) {
  execFileSync('npm', ['pack', PEER], { cwd: folder });
  execFileSync('sh', ['-c', 'tar xzf *.tgz'], { cwd: folder });
  const entries = [join(here, 'peer.ts'), join(here, 'peer-graphs.ts')];
  await bundleDevtools(join(folder, 'package'), entries, folder);
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
