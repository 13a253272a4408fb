// `npm run bench`: heapsh and objgraph asked the same questions about the same heap, in one run.
//
//   npm run bench                  the large Pylint case: 3.8 million objects, about three minutes
//   npm run bench -- --small       the small one: 0.35 million objects, seconds
//   npm run bench -- --runs 9      more repetitions (default 5; medians are shown)
//
// It lints a generated code base until the heap is large, dumps it with the agent, and times objgraph in that live
// process; then it opens the dump with heapsh and times the same questions. Absolute times wobble with the machine;
// the ratios of one run are what to quote. Results also go to bench/results.json.
// Needs pylint and objgraph for the Python named by PYTHON (Debian: apt-get install pylint python3-objgraph).

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'bench');
const python = process.env.PYTHON ?? '/usr/bin/python3';
const { values: options } = parseArgs({
  options: { small: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } },
});
const size = options.small
  ? {
      name: 'small',
      generate: ['--files', '12', '--uses', '6', '--imports', '12', '--bulk', '2'],
      stop: '12',
    }
  : {
      name: 'large',
      generate: ['--files', '150', '--uses', '24', '--imports', '12', '--bulk', '4'],
      stop: '110',
    };
const runs = Number(options.runs);

/** The questions, once the heap is open; `peer` is objgraph's time for the same one, `bar` the most it may take. */
const questions = [
  { line: 'hist', bar: 50, peer: 'most_common_types' },
  { line: 'bytype types.TracebackType | head 10', bar: 50, peer: 'by_type' },
  { line: 'tracebacks = traceback | where .tb_next is None', bar: undefined },
  {
    line: 'heads = chains traceback via tb_next | sort length desc | head 5',
    bar: 400,
    peer: 'chains_in_python',
  },
  { line: 'at heads[0]', bar: 50 },
  { line: 'backrefs heads[0] --depth 1', bar: 50, peer: 'get_referrers' },
  { line: 'backrefs heads[0] --depth 4', bar: 50, peer: 'show_backrefs_depth_4' },
  { line: 'backrefs heads[0] --depth 7', bar: undefined, peer: 'show_backrefs_depth_7' },
  { line: 'chain heads[0] to modules', bar: 300, peer: 'find_backref_chain' },
  { line: 'tb heads[0] --limit 20', bar: undefined },
  { line: 'hist frame->f_locals', bar: undefined },
];

/** Why is it big, and what would free it? In this order in one session that begins anew: nothing is known before the first. */
const whyQuestions = [
  { line: 'dom', bar: 2500 },
  { line: 'retained AstroidImportError', bar: undefined },
  { line: 'many = all | sample 100000', bar: undefined },
  { line: 'retained many', bar: 300 },
  { line: 'whatif *->AstroidImportError', bar: 300 },
  { line: 'free AstroidImportError', bar: undefined },
  { line: 'leaks', bar: 5000 },
];

main();

function main() {
  mkdirSync(folder, { recursive: true });
  const dump = join(folder, `${size.name}.heapsh`);
  const after = join(folder, `${size.name}-fixed.heapsh`);
  const live = captureAndAskThePeer(dump, after);
  const opening = timeOpening(dump);
  // An index of its own: the user's is none of our business.
  const cache = { XDG_CACHE_HOME: join(folder, 'cache') };
  timeOpening(dump, [], cache);
  const opening2 = timeOpening(dump, [], cache);
  rmSync(cache.XDG_CACHE_HOME, { recursive: true });
  const answers = timeAnswers([dump], questions);
  const why = timeAnswers([dump], whyQuestions);
  const name = after.replace(/.*\/|\.heapsh$/g, '').replace('-', '_');
  const [comparison] = timeAnswers([dump, after], [{ line: `diff ${size.name} ${name}`, bar: 1500 }]);
  const facts = JSON.parse(heapsh([dump, '--no-index', '--mode', 'json', '-c', 'count all']).stdout);
  const foretold = JSON.parse(
    heapsh([dump, '--no-index', '--mode', 'json', '-c', 'whatif *->AstroidImportError']).stdout,
  );
  const fix = { ...live.fix, foretoldObjects: foretold.objects, foretoldBytes: foretold.bytes };
  const report = { size: size.name, node: process.version, cores: cpus().length };
  const all = { ...report, live, opening, opening2, answers, why: [...why, comparison], fix };
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(all, undefined, 1)}\n`);
  print(facts.value, statSync(dump).size, all);
}

function captureAndAskThePeer(dump, after) {
  const source = join(folder, `${size.name}.src`);
  if (!existsSync(source))
    run(python, [join(root, 'test/pylint-case/gen_codebase.py'), source, ...size.generate]);
  process.stderr.write(`linting ${source}, dumping, and asking objgraph in the live process …\n`);
  const agent = join(root, 'src/capture/python/heapsh_agent.py');
  const { stdout } = run(
    python,
    [
      join(root, 'test/pylint-case/run_pylint.py'),
      source,
      ...['--stop', size.stop, '--agent', join(root, 'scripts/bench/live_peer.py'), '--dump', dump],
      ...['--fix-in-place', '--after', after],
    ],
    { HEAPSH_AGENT: agent },
  );
  const fix = JSON.parse(/"fix_in_place": (\{.*?\})/.exec(stdout)[1]);
  return { ...JSON.parse(readFileSync(`${dump}.json`, 'utf8')), fix };
}

/** From nothing to the first answer: a process that starts, opens the dump, prints a histogram and ends. */
function timeOpening(dump, extra = ['--no-index'], cache = {}) {
  const environment = { HEAPSH_BENCH_RSS: '1', ...cache };
  const samples = repeat(runs, () => {
    const started = process.hrtime.bigint();
    const { stderr } = heapsh([dump, ...extra, '-c', 'hist | head 5'], '', environment);
    const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
    return { milliseconds, peakMegabytes: Number(/peak-rss-kb (\d+)/.exec(stderr)[1]) / 1024 };
  });
  return {
    milliseconds: median(samples.map((sample) => sample.milliseconds)),
    peakMegabytes: median(samples.map((sample) => sample.peakMegabytes)),
  };
}

/** Each question `runs` times in one session. The first time includes what it is the first to need (referrers, distances). */
function timeAnswers(dumps, questions) {
  const script = ['.timer on', ...questions.flatMap(({ line }) => Array(runs).fill(line))].join('\n');
  const { stdout } = heapsh([...dumps, '--no-index', '--limit', '10'], script);
  const times = [...stdout.matchAll(/^\(([\d.]+) (ms|s)\b/gm)].map(
    ([, number, unit]) => number * (unit === 's' ? 1000 : 1),
  );
  if (times.length !== questions.length * runs)
    throw new Error(`expected ${questions.length * runs} times, got ${times.length}`);
  return questions.map((question, index) => {
    const [first, ...rest] = times.slice(index * runs, (index + 1) * runs);
    return { ...question, first, median: rest.length > 0 ? median(rest) : first };
  });
}

function print(objectCount, dumpBytes, { live, opening, opening2, answers, why, fix }) {
  const rows = [['question', 'first', 'then', 'bar', 'objgraph, live', 'times faster']];
  for (const { line, first, median: then, bar, peer } of [...answers, ...why]) {
    const peerTime = peer && live[peer] * 1000;
    const stopped = peer && live[`${peer}_done`] === false;
    rows.push([
      line,
      `${first.toFixed(1)} ms`,
      `${then.toFixed(1)} ms`,
      bar ? `${bar} ms` : '',
      peer ? `${stopped ? '> ' : ''}${peerTime.toFixed(0)} ms` : '',
      peer ? `${stopped ? '> ' : ''}${(peerTime / then).toFixed(0)}` : '',
    ]);
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
        .join('  '),
    );
  }
  console.log(`
objects                 ${objectCount.toLocaleString('en')}
open to first answer    ${opening.milliseconds.toFixed(0)} ms (bar 2500), peak memory ${opening.peakMegabytes.toFixed(0)} MB (bar 1024)
opened again            ${opening2.milliseconds.toFixed(0)} ms (bar 500), peak memory ${opening2.peakMegabytes.toFixed(0)} MB
agent: whole dump       ${live.dump_seconds.toFixed(1)} s, ${((live.dump_seconds / objectCount) * 1e6).toFixed(2)} µs an object (bar 4)
agent: pause            ${(live.pause_seconds * 1000).toFixed(1)} ms (bar 50)
agent: file             ${(dumpBytes / 1e6).toFixed(1)} MB, ${(dumpBytes / objectCount).toFixed(2)} bytes an object (bar 8)
whatif foretells        ${fix.foretoldObjects.toLocaleString('en')} objects, ${fix.foretoldBytes.toLocaleString('en')} bytes
the fix freed           ${fix.freed_objects.toLocaleString('en')} objects, ${fix.freed_bytes.toLocaleString('en')} bytes (${(100 * (fix.foretoldBytes / fix.freed_bytes - 1)).toFixed(3)} % off)`);
}

function heapsh(args, input = '', environment = {}) {
  const hook = new URL('./bench/report-memory.mjs', import.meta.url).href;
  return run(process.execPath, ['--import', hook, join(root, 'bin/heapsh.js'), ...args], environment, input);
}

function run(command, args, environment = {}, input = '') {
  const result = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 30,
  });
  if (result.status !== 0) {
    console.error(
      `${command} ${args.join(' ')} failed: ${result.error?.message ?? result.stderr.slice(-2000)}`,
    );
    process.exit(1);
  }
  return result;
}

function repeat(times, work) {
  return Array.from({ length: times }, work);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
