// What heapsh is to reach beside its peers, and whether it did in a run.
import { labels } from './tables.mjs';

const GB = 1e9;
const LARGE = 0.3 * GB;

/**
 * One row a bar and file it is about: `{ what, file, value, bar, met }`, the value and bar in words. `files` are results as
 * peers.mjs collects them; with fewer cores the peers, which use one or two, must be beaten by less. A bar whose figures
 * are missing (a peer that failed or was not asked) has no row.
 */
export function checkBars(files, cores) {
  return files.flatMap((file) =>
    [
      fasterThan(labels.devtools, ({ devtools }) => devtools?.retained, cores >= 4 ? 7 : 4),
      fasterThan(labels.memlab, ({ memlab }) => memlab?.retained, cores >= 4 ? 8 : 4),
      fasterThan("memlab's own getFullHeapFromFile", fullHeap, cores >= 4 ? 8 : 4),
      memoryOfDevtools,
      firstHistogram,
      openedAgain,
      hugeWithin,
    ].flatMap((check) => {
      const row = check(file);
      return row === undefined ? [] : [{ file: file.name, ...row }];
    }),
  );
}

/** `timeOf` the tools of a file is in milliseconds. */
function fasterThan(whom, timeOf, bar) {
  return ({ size, tools }) => {
    const ratio = timeOf(tools) / tools.heapsh?.retained;
    if (!isAround1GB(size) || Number.isNaN(ratio)) return undefined;
    const what = `full retained sizes, times as fast as ${whom}`;
    return { what, value: ratio.toFixed(1), bar: `≥ ${bar}`, met: ratio >= bar };
  };
}

/** The loader that memlab documents finds shortest paths as well, as DevTools' loader finds distances. */
function fullHeap({ memlab }) {
  return memlab?.retained + memlab?.paths;
}

function memoryOfDevtools({ size, tools }) {
  const share = tools.heapsh?.peak / tools.devtools?.peak;
  if (!isAround1GB(size) || Number.isNaN(share)) return undefined;
  return {
    what: "peak memory, of Chrome DevTools'",
    value: share.toFixed(2),
    bar: '≤ 0.5',
    met: share <= 0.5,
  };
}

function firstHistogram({ size, tools }) {
  const perGigabyte = tools.heapsh?.histogram / 1000 / (size / GB);
  if (size < LARGE || Number.isNaN(perGigabyte)) return undefined;
  const value = `${perGigabyte.toFixed(2)} s`;
  return { what: 'first histogram, per GB of file', value, bar: '≤ 1.2 s', met: perGigabyte <= 1.2 };
}

function openedAgain({ size, tools }) {
  const milliseconds = Math.max(tools.heapsh?.again, tools.heapsh?.retainedAgain);
  if (!isAround1GB(size) || Number.isNaN(milliseconds)) return undefined;
  const value = `${(milliseconds / 1000).toFixed(2)} s`;
  return { what: 'opened again, to either answer', value, bar: '≤ 0.5 s', met: milliseconds <= 500 };
}

function hugeWithin({ size, tools }) {
  const peak = tools.heapsh?.peak;
  if (size < 2 * GB || peak === undefined) return undefined;
  const value = `${(peak / 2 ** 30).toFixed(2)} GiB`;
  return { what: 'peak memory of 2 GB and more', value, bar: '≤ 4 GiB', met: peak <= 4 * 2 ** 30 };
}

function isAround1GB(size) {
  return size >= LARGE && size <= 1.2 * GB;
}
