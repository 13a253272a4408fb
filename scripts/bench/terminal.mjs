// `npm run bench:terminal`: how the full-screen shell feels, measured through a pseudo-terminal of 200×50 on the large
// dump that `npm run bench` makes, beside less(1) on a file of as many lines. From a key to the last byte of the screen
// that it leads to; the pseudo-terminal, script(1) and this program are part of it, for both.
//
//   npm run bench:terminal -- [--dump FILE] [--keys 200]
//   npm run bench:terminal -- --first-look      only: how soon it is told what a large V8 snapshot is full of, while it
//                                               opens (of those that `npm run make-snapshots` has made)

import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureFirstLooks, printFirstLooks } from './first-look.mjs';
import { Terminal } from './pseudo-terminal.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values: options } = parseArgs({
  options: {
    dump: { type: 'string', default: join(root, 'bench/large.heapsh') },
    keys: { type: 'string', default: '200' },
    'first-look': { type: 'boolean', default: false },
  },
});
const keyCount = Number(options.keys);
const PAGE_DOWN = '\x1b[6~';
const END = '\x1b[F';

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'heapsh-bench-'));
  try {
    if (!options['first-look']) await measureKeys(folder);
    printFirstLooks(await measureFirstLooks(root, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureKeys(folder) {
  if (!existsSync(options.dump)) throw new Error(`${options.dump} is missing: npm run bench makes it`);
  const shell = await measureShell(folder);
  const less = await measureLess(folder, shell.rowCount);
  print(shell, less);
  writeFileSync(join(root, 'bench/terminal.json'), `${JSON.stringify({ shell, less }, undefined, 1)}\n`);
}

async function measureShell(folder) {
  const program = `${process.execPath} ${join(root, 'bin/heapsh.js')} --no-index ${options.dump}`;
  const terminal = new Terminal(program, { XDG_STATE_HOME: folder });
  const firstFrame = await terminal.until(/heap/);
  await terminal.until(/Ctrl-D leaves/);
  await terminal.quiet(1500); // what is prepared in the background has its turn
  const bytesAtRest = await terminal.bytesIn(2000);
  const typing = await terminal.times(repeat(keyCount / 2, ['a', '\x7f']).flat());
  await terminal.answerTo('objects all\r');
  const rowCount = Number(/\/ ([\d,]+)/.exec(terminal.text)?.[1].replaceAll(',', '') ?? 0);
  terminal.type('\x1b');
  await terminal.quiet(300);
  const paging = await terminal.times(repeat(keyCount, PAGE_DOWN));
  const burst = await terminal.times([PAGE_DOWN.repeat(500)]);
  const end = await terminal.times([END, '\x1b[H', END, '\x1b[H', END]);
  const lag = await terminal.repeatKey(PAGE_DOWN, 30, 3000);
  const unchanged = await terminal.bytesAfter(END); // it stands there already
  const wipes = ['\x1b[2J', '\x1b[3J'].some((erase) => terminal.text.includes(erase));
  terminal.kill();
  return {
    rowCount,
    firstFrame,
    typing: summary(typing),
    paging: summary(paging),
    end: summary(end),
    burst: burst[0],
    lag,
    bytesAtRest,
    unchanged,
    wipes,
  };
}

/** The same keys on a plain file, in the pager that everybody has. */
async function measureLess(folder, lineCount) {
  const file = join(folder, 'lines.txt');
  const descriptor = openSync(file, 'w');
  const line = (row) =>
    `${row}  0x7f${(row * 64).toString(16).padStart(10, '0')}  traceback  64  manager.py:227\n`;
  for (let row = 0; row < lineCount; row += 10_000) {
    writeSync(
      descriptor,
      Array.from({ length: Math.min(10_000, lineCount - row) }, (_, i) => line(row + i)).join(''),
    );
  }
  closeSync(descriptor);
  if (spawnSync('less', ['--version']).status !== 0) return undefined;
  const terminal = new Terminal(`less -n ${file}`);
  const firstFrame = await terminal.until(/manager/);
  await terminal.quiet(300);
  const paging = await terminal.times(repeat(keyCount, ' '));
  const burst = await terminal.times([' '.repeat(500)]);
  const end = await terminal.times(['G', 'g', 'G', 'g', 'G']);
  terminal.kill();
  return { firstFrame, paging: summary(paging), burst: burst[0], end: summary(end) };
}

function print(shell, less) {
  const ms = (time) => (time === undefined ? '' : `${time.toFixed(1)} ms`);
  const both = (times) => (times === undefined ? '' : `${ms(times.median)} / ${ms(times.p95)}`);
  const rows = [
    ['', 'heapsh', 'bar', 'less on a file of as many lines'],
    ['first frame', ms(shell.firstFrame), '300 ms', ms(less?.firstFrame)],
    ['a letter typed, median / p95', both(shell.typing), '30 ms', ''],
    ['a page down, median / p95', both(shell.paging), '30 ms', both(less?.paging)],
    ['to the end and back, median / p95', both(shell.end), '30 ms', both(less?.end)],
    ['500 pages down in one write', ms(shell.burst), '150 ms', ms(less?.burst)],
    ['page down held at 30 Hz: lag', ms(shell.lag), '30 ms', ''],
    ['bytes written at rest', String(shell.bytesAtRest), '0', ''],
    ['bytes written for a key without effect', String(shell.unchanged), '0', ''],
    ['wipes the scrollback', shell.wipes ? 'yes' : 'no', 'no', ''],
  ];
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  console.log(`${shell.rowCount.toLocaleString('en')} rows`);
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    );
}

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { count: sorted.length, median: at(0.5), p95: at(0.95), worst: sorted.at(-1) };
}

function repeat(times, what) {
  return Array(Math.round(times)).fill(what);
}

await main();
