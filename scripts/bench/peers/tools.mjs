// heapsh and its peers: how each is started on a file, and where its figures stand in what it prints.
import { rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peersFolder, requirePeers } from '../peer-packages.mjs';
import { bundleDevtools } from './bundle-devtools.mjs';
import { REPORT } from './report.mjs';
import { runNode } from './run-process.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
/** The peers need more than Node gives by itself; heapsh runs as it does for everybody. */
const memory = `--max-old-space-size=${Math.floor((totalmem() / 2 ** 20) * 0.9)}`;

const FIRST = 'hist | head 5';
/** Needs the dominators and retained sizes of all objects, which the peers are measured to find; they do not sort them either. */
const RETAINED = 'dom | head 5';
const SUMS = 'all | group @index * 0 as all count sum(size) sum(@retained)';

/**
 * By name: `prepare` what is needed before the first run; `measure` one run on a file, as figures by name in
 * milliseconds and bytes, or `{ failure }`; `answers` about a file as objects, edges, bytes and the sum of retained
 * sizes, where `measure` does not give them already.
 */
export const tools = {
  heapsh: { prepare: async () => undefined, measure: measureHeapsh, answers: answersOfHeapsh },
  devtools: {
    prepare: prepareDevtools,
    measure: (file, options) => measurePeer(join(peersFolder, 'bundle/devtools.mjs'), file, options),
  },
  memlab: {
    prepare: async () => void requirePeers('@memlab/core', '@memlab/e2e', '@memlab/lens'),
    measure: (file, options) => measurePeer(join(here, 'memlab.mjs'), file, options),
  },
};

/** A process of its own for each figure: each is what a user waits for who asks nothing else. */
function measureHeapsh(file, options) {
  const first = heapsh(file, ['--no-index'], FIRST, options);
  const retained = heapsh(file, ['--no-index'], RETAINED, options);
  // The user's index is none of our business.
  const cache = join(peersFolder, 'cache');
  rmSync(cache, { recursive: true, force: true });
  const cached = { ...options, environment: { XDG_CACHE_HOME: cache } };
  const writing = heapsh(file, [], RETAINED, cached);
  const again = heapsh(file, [], FIRST, cached);
  const retainedAgain = heapsh(file, [], RETAINED, cached);
  rmSync(cache, { recursive: true, force: true });
  const failure = [first, retained, writing, again, retainedAgain].find((each) => each.failure)?.failure;
  if (failure !== undefined) return { failure };
  return {
    histogram: first.milliseconds,
    retained: retained.milliseconds,
    peak: retained.peak,
    again: again.milliseconds,
    retainedAgain: retainedAgain.milliseconds,
    peakAgain: again.peak,
  };
}

function answersOfHeapsh(file) {
  const { failure, stdout } = heapsh(file, ['--no-index', '--mode', 'jsonl', '-c', 'info'], SUMS, {});
  if (failure !== undefined) return { failure };
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const edges = rows.find(({ name }) => name === 'edges').value;
  const { count, sum_size, sum_retained } = rows.find(({ sum_retained }) => sum_retained !== undefined);
  return { objects: count, edges, bytes: sum_size, retained: sum_retained };
}

function heapsh(file, args, line, { cores, environment = {} }) {
  const hook = new URL('../report-memory.mjs', import.meta.url).href;
  const program = ['--import', hook, join(root, 'bin/heapsh.js'), file, ...args, '-c', line];
  const result = runNode(program, { cores, environment: { ...environment, HEAPSH_BENCH_RSS: '1' } });
  if (result.failure !== undefined) return result;
  // Each thread tells of the whole process when it ends; the last one knows most.
  const peaks = [...result.stderr.matchAll(/peak-rss-kb (\d+)/g)].map(([, kilobytes]) => Number(kilobytes));
  return { ...result, peak: Math.max(...peaks) * 1024 };
}

async function prepareDevtools() {
  const frontend = dirname(
    requirePeers('chrome-devtools-frontend').resolve('chrome-devtools-frontend/package.json'),
  );
  const entries = ['devtools.mjs', 'devtools-second.mjs'].map((name) => join(here, name));
  await bundleDevtools(frontend, entries, join(peersFolder, 'bundle'));
}

function measurePeer(program, file, options) {
  const result = runNode([memory, program, file], options);
  if (result.failure !== undefined) return result;
  const line = result.stderr.split('\n').find((each) => each.startsWith(REPORT));
  const { histogram, retained, answers } = JSON.parse(line.slice(REPORT.length));
  const { paths, ...comparable } = answers;
  return {
    histogram: histogram.after,
    retained: retained.after,
    peak: retained.peakKilobytes * 1024,
    ...(paths !== undefined && { paths }),
    answers: comparable,
  };
}
