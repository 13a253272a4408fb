// npm test [-- VITEST ARGUMENTS]: installs and builds what is missing, runs every check and every test.
// A failing check does not hide the ones after it. --checks-only (npm run check) leaves the tests out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMissing, root } from './install.mjs';

const checks = [
  { name: 'build', command: ['scripts/build.mjs'] },
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  {
    name: 'lint and format',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  },
  { name: 'folders', command: ['scripts/check-folders.mjs'] },
  { name: 'tables', command: ['scripts/check-tables.mjs'] },
];

const passedOn = process.argv.slice(2).filter((argument) => argument !== '--checks-only');
const checksOnly = process.argv.includes('--checks-only');
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

installMissing();
for (const { name, command } of checks) {
  const succeeded = run(name, command);
  count(name, succeeded ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 });
}
if (!checksOnly) count('tests', runTests(passedOn));

// The last line is read by machines: keep its form.
console.log(`\n== total${failures.length > 0 ? `: failed in ${failures.join(', ')}` : ''}`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;

function run(name, command) {
  console.log(`\n== ${name}`);
  return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status === 0;
}

function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'heapsh-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const succeeded = run('tests', ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args]);
    const counts = readCounts(report);
    // Errors outside any test (a crash, a file without tests, a rejected promise) fail the run as well.
    return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let files;
  try {
    files = JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return counts; // vitest died before it wrote a report, which its exit status tells as well
  }
  for (const { status, assertionResults } of files) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    const passed = assertionResults.filter((test) => test.status === 'passed').length;
    counts.passed += passed;
    counts.skipped += assertionResults.length - passed - failed;
    // A file that cannot be loaded has no test that failed, and is still a failure.
    counts.failed += status === 'failed' ? Math.max(failed, 1) : failed;
  }
  return counts;
}

function count(name, { passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) failures.push(name);
}
