import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
// @ts-expect-error: the scripts are plain JavaScript
import { checkBars } from '../../scripts/bench/peers/bars.mjs';
// @ts-expect-error: the scripts are plain JavaScript
import { mediansOf } from '../../scripts/bench/peers/medians.mjs';
// @ts-expect-error: the scripts are plain JavaScript
import { runNode, whyItFailed } from '../../scripts/bench/peers/run-process.mjs';
// @ts-expect-error: the scripts are plain JavaScript
import { compareAnswers, markdownTable, resultsTable } from '../../scripts/bench/peers/tables.mjs';

const answers = { objects: 1_000_000, edges: 4_000_000, bytes: 50_000_000, retained: 900_000_000 };
const heapsh = { histogram: 300, retained: 1000, peak: 2e8, again: 80, retainedAgain: 400 };
const devtools = { histogram: 8100, retained: 8000, peak: 5e8, answers };

function file(size: number, tools: object) {
  return { name: 'medium', size, tools, answers };
}

describe('medians', () => {
  test('are of each figure by itself; answers stay', () => {
    const samples = [3, 1, 2].map((n) => ({ retained: n, peak: 10 - n, answers }));
    expect(mediansOf(samples)).toEqual({ retained: 2, peak: 8, answers });
  });

  test('of a tool that failed once are its failure', () => {
    expect(mediansOf([{ retained: 1 }, { failure: 'no memory' }])).toEqual({ failure: 'no memory' });
  });
});

describe('the table of results', () => {
  test('has a row a tool, with ratios to heapsh', () => {
    const lines = resultsTable([file(4e8, { heapsh, devtools })]).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toBe(
      '| medium: 400 MB, 1.00 M objects, 4.00 M edges | heapsh | 0.30 s | 1.00 s | 1.0 | 0.20 GB | 1.0 | 200 | 50 | 0.08 s | 0.40 s |  |',
    );
    expect(lines[3]).toBe(
      '|  | Chrome DevTools | 8.10 s | 8.00 s | 8.0 | 0.50 GB | 2.5 | 500 | 125 |  |  | equal |',
    );
  });

  test('shows what a tool said that failed, and the others without ratios to it', () => {
    const failed = { failure: 'FATAL ERROR: a | b\nout of memory' };
    const lines = resultsTable([file(4e8, { heapsh: failed, devtools, memlab: failed })]).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toContain('| failed: FATAL ERROR: a \\| b out of memory |');
    expect(lines[3]).toContain('| 8.10 s | 8.00 s |  | 0.50 GB |  |');
    expect(lines[4]).toMatch(/memlab .* failed/);
  });

  test('every row has as many cells as the head', () => {
    const rows = markdownTable(
      [
        ['a', 'b'],
        ['1', '|'],
      ],
      (column: number) => column === 1,
    ).split('\n');
    expect(rows).toEqual(['| a | b |', '|---|---:|', '| 1 | \\| |']);
  });
});

test('answers that differ are told with by how much', () => {
  expect(compareAnswers(answers, { ...answers })).toBe('equal');
  expect(compareAnswers(answers, { ...answers, retained: 900_000_900, edges: 2_000_000 })).toBe(
    'edges: −50 %; retained: +0.0001 %',
  );
  expect(compareAnswers(undefined, answers)).toBe('');
});

describe('bars', () => {
  const memlab = { ...devtools, retained: 7000, paths: 2000 };

  function verdicts(size: number, tools: object, cores: number): (string | boolean)[][] {
    const bars: { value: string; bar: string; met: boolean }[] = checkBars([file(size, tools)], cores);
    return bars.map(({ value, bar, met }) => [value, bar, met]);
  }

  test('are higher with four cores than with two', () => {
    expect(verdicts(4e8, { heapsh, devtools, memlab }, 4)).toEqual([
      ['8.0', '≥ 7', true],
      ['7.0', '≥ 8', false],
      ['9.0', '≥ 8', true],
      ['0.40', '≤ 0.5', true],
      ['0.75 s', '≤ 1.2 s', true],
      ['0.40 s', '≤ 0.5 s', true],
    ]);
    expect(verdicts(4e8, { heapsh, devtools, memlab }, 2).slice(0, 3)).toEqual([
      ['8.0', '≥ 4', true],
      ['7.0', '≥ 4', true],
      ['9.0', '≥ 4', true],
    ]);
  });

  test('of peers that failed or were not asked have no row', () => {
    expect(verdicts(4e8, { heapsh, devtools: { failure: 'no memory' } }, 4)).toHaveLength(2);
    expect(verdicts(4e8, { heapsh: { failure: 'no memory' }, devtools }, 4)).toEqual([]);
  });

  test('are for files of the size they are about', () => {
    expect(verdicts(5e7, { heapsh, devtools }, 4)).toEqual([]);
    expect(verdicts(2.3e9, { heapsh: { ...heapsh, peak: 5 * 2 ** 30 }, devtools }, 4)).toEqual([
      ['0.13 s', '≤ 1.2 s', true],
      ['5.00 GiB', '≤ 4 GiB', false],
    ]);
  });
});

describe('a process that fails', () => {
  test('is told in its own words', () => {
    const { failure } = runNode(['-e', 'throw new RangeError("too long")']);
    expect(failure).toBe('RangeError: too long (status 1)');
    expect(runNode(['-e', 'process.exit(7)'])).toEqual({ failure: 'status 7' });
  });

  test('is told without the colours and the rest of what it printed', () => {
    const said = 'reading…\n\u001b[31mError parsing it\u001b[0m\n    at somewhere\n';
    expect(whyItFailed(said, 'status 1')).toBe('Error parsing it (status 1)');
    expect(whyItFailed('<--- GCs --->\nFATAL ERROR: Reached heap limit\n', 'SIGABRT')).toBe(
      'FATAL ERROR: Reached heap limit (SIGABRT)',
    );
  });
});

test.each([
  ['--files=vast', '--files takes tiny, small, medium, large, huge; not vast'],
  ['--peers=heapsh', '--peers takes devtools, memlab; not heapsh'],
  ['--runs=0', '--runs takes a number, not 0'],
])('%s is refused before anything is installed or run', (option, message) => {
  const script = join(import.meta.dirname, '../../scripts/bench/peers.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, option], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: `bench:peers: ${message}\n` });
});

test('a process that ends well gives its time and what it printed', () => {
  const { milliseconds, stdout } = runNode(['-e', 'console.log(process.env.GIVEN)'], {
    environment: { GIVEN: 'yes' },
  });
  expect(stdout).toBe('yes\n');
  expect(milliseconds).toBeGreaterThan(0);
});
