import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Terminal } from './pseudo-terminal.mjs';

const names = ['v8-medium.heapsnapshot', 'v8-large.heapsnapshot', 'large.heapsh'];
/** A middle one of so many is told. */
const RUNS = 3;
/** Seconds for each 10⁹ bytes of a V8 file, whose size is that of the heap; and of the Python dump, which is packed. */
const BAR = 1.2;
const PACKED_BAR = 1;

/** Of the snapshots that are there: seconds from the start of the program to its first look at them, and to all of it. */
export async function measureFirstLooks(root, folder) {
  const found = names.map((name) => join(root, 'bench', name)).filter(existsSync);
  const measured = [];
  for (const file of found) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measure(root, folder, file));
    const [seen, open] = ['seen', 'open'].map((what) => middle(runs.map((times) => times[what])));
    measured.push({ file, gigabytes: statSync(file).size / 1e9, seen, open });
  }
  return measured;
}

async function measure(root, folder, file) {
  const program = `${process.execPath} ${join(root, 'bin/heapsh.js')} --no-index ${file}`;
  const terminal = new Terminal(program, { XDG_STATE_HOME: folder });
  try {
    const seen = await terminal.until(/so far: [\d,]+ objects/);
    const open = await terminal.until(/Ctrl-D leaves/);
    return { seen: seen / 1000, open: open / 1000 };
  } finally {
    terminal.kill();
  }
}

export function printFirstLooks(looks) {
  for (const { file, gigabytes, seen, open } of looks) {
    const share = file.endsWith('.heapsh')
      ? `bar: ${PACKED_BAR} s`
      : `${(seen / gigabytes).toFixed(2)} s per GB (bar: ${BAR})`;
    console.log(
      `first look at ${file} after ${seen.toFixed(2)} s, ${share}; open after ${open.toFixed(2)} s`,
    );
  }
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
