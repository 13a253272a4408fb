// `npm run bench:peers`: heapsh, Chrome DevTools' own loader and memlab on the same V8 snapshots, in one run.
//
//   npm run bench:peers                             small, medium and large, three runs each: about a quarter of an hour
//   npm run bench:peers -- --files medium,huge      the snapshots of `npm run make-snapshots`, which makes missing ones
//   npm run bench:peers -- --peers devtools         or memlab, or none
//   npm run bench:peers -- --runs 5                 medians are shown
//   npm run bench:peers -- --cores 2                everything on two cores (Linux, taskset)
//
// Each figure is of a fresh process; the tools take turns, so that a machine that is busy for a while is so for all. Full
// retained sizes: those of all objects. heapsh's times end with its process, those of the peers when they know the answer.
// Peak memory is that of the process that finds all retained sizes. Prints Markdown, and writes bench/peers.json.
// Installs the peers into bench/peers/ the first time. Run `npm run build` before.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sizes } from '../make-snapshots/sizes.mjs';
import { versions } from './peer-packages.mjs';
import { checkBars } from './peers/bars.mjs';
import { mediansOf } from './peers/medians.mjs';
import { canPin } from './peers/run-process.mjs';
import { barsTable, resultsTable } from './peers/tables.mjs';
import { tools } from './peers/tools.mjs';

const folder = fileURLToPath(new URL('../../bench', import.meta.url));
const maker = fileURLToPath(new URL('../make-snapshots.mjs', import.meta.url));

async function main() {
  const { files, peers, runs, cores } = readOptions();
  mkdirSync(folder, { recursive: true });
  const names = ['heapsh', ...peers];
  for (const name of names) await tools[name].prepare();
  const paths = files.map((name) => [name, snapshotFile(name)]);
  const results = paths.map(([name, file]) => compareOn(name, file, names, runs, cores));
  const bars = checkBars(results, cores ?? availableParallelism());
  const machine = { node: process.version, cores: cores ?? availableParallelism(), memory: totalmem() };
  const report = { ...machine, runs, files: results, bars };
  writeFileSync(join(folder, 'peers.json'), `${JSON.stringify(report, undefined, 1)}\n`);
  print(report);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: 'small,medium,large' },
      peers: { type: 'string', default: 'devtools,memlab' },
      runs: { type: 'string', default: '3' },
      cores: { type: 'string' },
    },
  });
  const peers = values.peers === 'none' ? [] : oneOf('--peers', values.peers, ['devtools', 'memlab']);
  const cores = values.cores === undefined ? undefined : positive('--cores', values.cores);
  if (cores > availableParallelism()) throw new Error(`there are only ${availableParallelism()} cores`);
  if (cores !== undefined && !canPin()) throw new Error('--cores needs taskset (Debian: util-linux)');
  const files = oneOf('--files', values.files, Object.keys(sizes));
  return { files, peers, runs: positive('--runs', values.runs), cores };
}

function oneOf(option, list, known) {
  const names = list.split(',');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${option} takes ${known.join(', ')}; not ${unknown}`);
  return names;
}

function positive(option, text) {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${option} takes a number, not ${text}`);
  return Number(text);
}

function snapshotFile(name) {
  const file = join(folder, `v8-${name}.heapsnapshot`);
  if (!existsSync(file)) {
    const { status } = spawnSync(process.execPath, [maker, name], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${file} could not be made`);
  }
  return file;
}

/** All tools on one file: `{ name, size, tools: { [name]: medians or { failure } }, answers: heapsh's }`. */
function compareOn(name, file, toolNames, runs, cores) {
  const samples = Object.fromEntries(toolNames.map((tool) => [tool, []]));
  for (let round = 1; round <= runs; round++) {
    for (const tool of toolNames) {
      // What failed once would fail again, after as long.
      if (samples[tool].at(-1)?.failure !== undefined) continue;
      process.stderr.write(`${name}, run ${round} of ${runs}: ${tool} …\n`);
      samples[tool].push(tools[tool].measure(file, { cores }));
    }
  }
  const figures = Object.fromEntries(toolNames.map((tool) => [tool, mediansOf(samples[tool])]));
  process.stderr.write(`${name}: what heapsh answers …\n`);
  const { failure, ...answers } = tools.heapsh.answers(file);
  return {
    name,
    size: statSync(file).size,
    tools: figures,
    ...(failure === undefined ? { answers } : { failure }),
  };
}

function print({ node, cores, memory, runs, files, bars }) {
  const gigabytes = (memory / 2 ** 30).toFixed(0);
  console.log(`Node ${node}, ${cores} cores, ${gigabytes} GiB of memory; medians of ${runs} runs.`);
  console.log(
    `Chrome DevTools: chrome-devtools-frontend ${versions['chrome-devtools-frontend']}; memlab ${versions['@memlab/core']}.\n`,
  );
  console.log(resultsTable(files));
  for (const { name, failure, tools: figures } of files) {
    if (failure !== undefined) console.log(`\n${name}: heapsh did not answer: ${failure}`);
    const paths = figures.memlab?.paths;
    if (paths !== undefined)
      console.log(
        `\n${name}: memlab's own getFullHeapFromFile finds shortest paths, too: ${(paths / 1000).toFixed(1)} s more.`,
      );
  }
  if (bars.length > 0) console.log(`\n${barsTable(bars)}`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench:peers: ${error.message}\n`);
  process.exitCode = 1;
}
