// Makes the fixtures of `devtools.test.ts` anew: snapshots of a small heap by Node 20 and 24, and what Chrome DevTools
// says of them and of small random heaps. Usage: node test/formats/v8/devtools/make-fixture.mjs. Needs the npm registry; nothing stays installed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, compress, makePeers } from './make-peers.mjs';

const nodes = { node20: 'node@20.20.2', node24: 'node@24.11.1' };

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'heapsh-fixture-'));
try {
  const { columnsPeer, graphsPeer } = await makePeers(folder);
  const graphs = join(folder, 'graphs.json');
  execFileSync('npx', ['-y', nodes.node24, graphsPeer, graphs], { cwd: folder });
  compress(graphs, join(here, 'graphs.json'));
  for (const [name, version] of Object.entries(nodes)) {
    const file = join(folder, `${name}.heapsnapshot`);
    const heap = join(folder, 'heap.cjs');
    writeFileSync(heap, readFileSync(join(here, 'heap.cjs')));
    execFileSync('npx', ['-y', version, heap, file], { stdio: 'inherit', cwd: folder });
    writeFileSync(file, anonymous(readFileSync(file, 'utf8'), folder));
    const columns = join(folder, `${name}.columns`);
    execFileSync('npx', ['-y', nodes.node24, columnsPeer, file, columns], { cwd: folder });
    for (const path of [file, columns]) compress(path, join(here, path.slice(folder.length + 1)));
  }
} finally {
  rmSync(folder, { recursive: true });
}
