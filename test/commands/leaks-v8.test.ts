import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { jsonDocument } from '../../src/output/json/index.ts';
import type { Cell } from '../../src/query/result.ts';
import { type EdgeSpec, heapsnapshot, type NodeSpec, read, rooted } from '../formats/v8/heapsnapshot.ts';
import { rowsOf, sessionOn } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

const folder = temporaryFolder();

/** Runs a program that ends by calling `dump()`, and reads what it wrote. */
async function snapshotOf(name: string, program: string): Promise<HeapSnapshot> {
  const [script, file] = [join(folder, `${name}.cjs`), join(folder, `${name}.heapsnapshot`)];
  const dump = `const dump = () => { require('node:v8').writeHeapSnapshot(${JSON.stringify(file)}); process.exit(); };`;
  writeFileSync(script, `${dump}\n${program}`);
  execFileSync(process.execPath, [script]);
  return read(readFileSync(file));
}

async function leaksOf(snapshot: HeapSnapshot): Promise<Record<string, Cell>[]> {
  return rowsOf(await sessionOn(snapshot).table('leaks'));
}

/** Each keeps a few megabytes; lines are counted from 2. `shows`: what its line answers. */
const leaking: Record<string, { program: string; rule: string; finding: RegExp; shows?: RegExp }> = {
  'sessions of a server that none takes out of their Map': {
    program: `const http = require('node:http');
class Session { constructor(url) { this.url = url; this.parts = Array.from({ length: 100 }, (_, i) => url + i); } }
class App { sessions = new Map(); serve(request, response) {
  this.sessions.set('of ' + request.url, new Session(request.url)); response.end('ok'); } }
const app = new App();
const server = http.createServer((request, response) => app.serve(request, response)).listen(0, async () => {
  const agent = new http.Agent({ keepAlive: true });
  const { port } = server.address();
  const get = (n) => new Promise((done) => http.get({ port, agent, path: '/' + n }, (r) => r.resume().on('end', done)));
  for (let n = 0; n < 400; n++) await get(n);
  dump();
});`,
    rule: 'accumulation',
    finding: /^app\.sessions \(Map in App; variable in .*\.cjs\) holds 400 Session$/,
  },
  'listeners of a process': {
    program: `process.setMaxListeners(0);
for (let i = 0; i < 2000; i++) {
  const payload = Array.from({ length: 20 }, (_, k) => 'payload ' + k + i);
  process.on('exit', function onExit() { return payload; });
}
dump();`,
    rule: 'listeners',
    finding: /^process has 2,000 listeners of "exit": 2,000 closures of onExit \(.*\.cjs:5\)$/,
  },
  'listeners of a process, each for once': {
    program: `process.setMaxListeners(0);
for (let i = 0; i < 2000; i++) {
  const payload = Array.from({ length: 20 }, (_, k) => 'payload ' + k + i);
  process.once('exit', function onExit() { return payload; });
}
dump();`,
    rule: 'listeners',
    finding: /^process has 2,000 listeners of "exit": 2,000 closures of onExit \(.*\.cjs:5\)$/,
  },
  'listeners of an EventTarget': {
    program: `const controller = globalThis.controller = new AbortController();
require('node:events').setMaxListeners(0, controller.signal);
for (let i = 0; i < 2000; i++) {
  const payload = Array.from({ length: 20 }, (_, k) => 'payload ' + k + i);
  controller.signal.addEventListener('abort', function onAbort() { return payload; });
}
dump();`,
    rule: 'listeners',
    finding:
      /^globalThis\.controller.* \(.* in AbortController\) has 2,000 listeners of "abort": 2,000 closures of onAbort/,
  },
  'closures in an array of a module': {
    program: `const jobs = [];
function makeJob(i) {
  const rows = Array.from({ length: 20 }, (_, k) => 'row ' + k + i);
  return function job() { return rows; };
}
for (let i = 0; i < 2000; i++) jobs.push(makeJob(i));
exports.run = () => jobs.map((job) => job());
dump();`,
    rule: 'accumulation',
    finding:
      /^jobs \(Array; variable in closures-in-.*\.cjs\) holds 2,000 closures of job \(.*\.cjs:5\), whose variables keep .* MiB$/,
  },
  'timers that nobody clears': {
    program: `function poll(i) {
  const state = Array.from({ length: 20 }, (_, k) => 'state ' + k + i);
  setInterval(function tick() { state.length = 1; }, 60_000);
}
for (let i = 0; i < 2000; i++) poll(i);
dump();`,
    rule: 'timers',
    finding: /^2,000 timers wait to call tick \(.*\.cjs:4\)$/,
    shows: /"\.state"/,
  },
  'calls that wait for a promise that is never settled': {
    program: `const never = exports.never = new Promise(() => {});
async function work(i) {
  const rows = Array.from({ length: 20 }, (_, k) => 'row ' + k + i);
  await never;
  return rows;
}
for (let i = 0; i < 2000; i++) work(i);
dump();`,
    rule: 'promises',
    finding:
      /^exports\.never \(Promise\) of .*\.cjs is not settled, and 2,000 calls of work \(.*\.cjs:3\) wait for it$/,
  },
  'buffers, which are of a class of Node, in a Map of the program': {
    program: `class ImageCache { images = new Map(); }
const cache = globalThis.cache = new ImageCache();
for (let i = 0; i < 500; i++) cache.images.set('/image/' + i, Buffer.alloc(20_000, i));
dump();`,
    rule: 'accumulation',
    finding: /^globalThis\.cache\.images \(Map in ImageCache\) holds 500 Buffer$/,
  },
  'emitters in an array that a closure has': {
    program: `const { EventEmitter } = require('node:events');
const rooms = [];
for (let i = 0; i < 3000; i++) rooms.push(new EventEmitter());
globalThis.count = () => rooms.length;
dump();`,
    rule: 'accumulation',
    finding: /^rooms \(Array; variable in .*\.cjs\) holds 3,000 EventEmitter$/,
  },
  'what an object has by keys that it has, too': {
    program: `class User { constructor(i) { this.email = 'user' + i + '@example.com'; this.number = i; } }
const byEmail = {};
for (let i = 0; i < 20_000; i++) { const user = new User(i); byEmail[user.email] = user; }
globalThis.find = (email) => byEmail[email];
dump();`,
    rule: 'accumulation',
    finding: /^byEmail \(Object; variable in .*\.cjs\) alone keeps 20,000 User alive$/,
  },
  'few things in an object, each of which is large': {
    program: `class Report { constructor(i) { this.rows = Array.from({ length: 4000 }, (_, k) => 'row ' + k + i); } }
const reports = {};
for (let i = 0; i < 12; i++) reports['month ' + i] = new Report(i);
globalThis.find = (month) => reports[month];
dump();`,
    rule: 'accumulation',
    finding: /^reports \(Object; variable in .*\.cjs\) alone keeps 12 Report alive$/,
  },
  'what each Promise.race leaves': {
    program: `const closing = globalThis.closing = new Promise(() => {});
const work = (i) => new Promise((done) => setTimeout(done, 1, Array.from({ length: 20 }, (_, k) => 'row ' + k + i)));
Promise.all(Array.from({ length: 2000 }, (_, i) => Promise.race([closing, work(i)]))).then(() => setTimeout(dump, 50));`,
    rule: 'promises',
    finding:
      /^globalThis\.closing \(Promise\) is not settled, and 2,000 reactions, as each Promise\.race leaves one,/,
  },
  'each closure having what was before among its variables': {
    program: `let last = null;
function replace() {
  const previous = last;
  const unused = () => previous;
  last = { parts: Array.from({ length: 20 }, (_, k) => 'part ' + k + Math.random()), act: function act() {} };
}
for (let i = 0; i < 2000; i++) replace();
globalThis.get = () => last;
dump();`,
    rule: 'row',
    finding:
      /^last \(Object; variable in .*\.cjs\) is the first of 2,000 Object in a row, each kept alive by the one before: \.act\[\[context\]\]\.previous$/,
  },
  'connections in a static Set': {
    program: `class Connection { constructor(i) { this.parts = Array.from({ length: 20 }, (_, k) => 'part ' + k + i); } }
class Pool { static open = new Set(); }
for (let i = 0; i < 2000; i++) Pool.open.add(new Connection(i));
exports.Pool = Pool;
dump();`,
    rule: 'accumulation',
    finding: /^Pool\.open \(Set; .*\.cjs:3\) holds 2,000 Connection$/,
  },
  'pages in a plain object': {
    program: `class Page { constructor(i) { this.parts = Array.from({ length: 20 }, (_, k) => 'part ' + k + i); } }
const cache = globalThis.cache = {};
for (let i = 0; i < 2000; i++) cache['/page/' + i] = new Page(i);
dump();`,
    rule: 'accumulation',
    finding: /^globalThis\.cache \(Object\) alone keeps 2,000 Page alive$/,
  },
  'functions that are bound, of which some call another': {
    program: `const jobs = exports.jobs = {};
function Task(i) { this.rows = Array.from({ length: 20 }, (_, k) => 'row ' + k + i); }
function run() { return this.rows; }
exports.run = run;
const other = () => 1;
for (let i = 0; i < 2000; i++) jobs['job ' + i] = run.bind(new Task(i));
for (let i = 0; i < 200; i++) jobs['other ' + i] = other.bind(new Task(i));
dump();`,
    rule: 'accumulation',
    finding: /^exports\.jobs \(Object\) of .* alone keeps 2,000 closures of run \(.*\.cjs:4\) alive$/,
  },
  'functions made of texts': {
    program: `const compiled = exports.compiled = [];
for (let i = 0; i < 500; i++) {
  compiled.push(new Function('return function check' + i + '(x) { return x === "' + 'x'.repeat(9000) + i + '"; }')());
  compiled[i].schema = Array.from({ length: 20 }, (_, k) => 'rule ' + k + i);
}
dump();`,
    rule: 'accumulation',
    finding: /^exports\.compiled \(Array\) of .* holds 500 Function$/,
  },
  'what is in a Map, and a part of it in another place as well': {
    program: `class Row { constructor(i) { this.texts = Array.from({ length: 20 }, (_, k) => 'text ' + k + i); } }
const rows = exports.rows = new Map();
for (let i = 0; i < 2000; i++) rows.set(i, new Row(i));
globalThis.some = Array.from({ length: 200 }, (_, i) => rows.get(10 * i));
dump();`,
    rule: 'accumulation',
    finding: /^(exports\.)?rows \(Map.*\) .*holds 2,000 Row$/,
  },
  'accounts, each with a history': {
    program: `class Account { history = []; }
const accounts = exports.accounts = new Map();
for (let i = 0; i < 5000; i++) {
  if (i < 50) accounts.set(i, new Account());
  accounts.get(i % 50).history.push({ url: 'url ' + i, from: ['host ' + i], at: new Date(i) });
}
dump();`,
    rule: 'accumulation',
    finding: /^exports\.accounts \(Map\) of .* holds 50 Account, which hold 5,000 Object$/,
  },
  'a FinalizationRegistry that holds, for each object, what refers to it': {
    program: `class Handle { constructor(i) { this.parts = Array.from({ length: 10 }, (_, k) => 'part ' + k + i); } }
const registry = globalThis.registry = new FinalizationRegistry(({ handle }) => handle.close());
for (let i = 0; i < 2000; i++) { const handle = new Handle(i); registry.register(handle, { handle }); }
dump();`,
    rule: 'registry',
    finding: /FinalizationRegistry.* holds 2,000 Object, which keep alive the 2,000 Handle they are for$/,
  },
  'a log that is one text in a hundred thousand pieces': {
    program: `globalThis.log = '';
for (let i = 0; i < 100_000; i++) log += i % 10;
dump();`,
    rule: 'joined text',
    finding: /^globalThis\.log \(concatenated string\) is one text of 100,000 characters in 99,\d{3} pieces$/,
  },
};

describe('a real program leaks, and the first finding says what and where', () => {
  test.each(Object.entries(leaking))(
    '%s',
    { timeout: 60_000 },
    async (name, { program, rule, finding, shows }) => {
      const snapshot = await snapshotOf(name.replaceAll(' ', '-'), program);
      const session = sessionOn(snapshot);
      const [first, ...others] = rowsOf(await session.table('leaks'));
      expect(first?.finding).toMatch(finding);
      expect(first).toMatchObject({ rule });
      // Nothing is told twice.
      expect(others.filter((row) => row.rule !== 'duplicates')).toEqual([]);
      const shown = await session.run(String(first?.command));
      expect(shown.heap).toBeDefined();
      if (shows !== undefined)
        expect([...jsonDocument({ command: '', result: shown, unreachable: 0 }, 100)].join('')).toMatch(
          shows,
        );
      const { totals } = await session.table(`retained @${holderId(snapshot, first?.holder)} | head 1`);
      expect(totals?.bytes).toBe(first?.bytes);
    },
  );
});

/** A package that programs use: what it is made of is not what they would look for. */
const library = `const EventEmitter = require('node:events');
class Store { items = new Map(); }
class Bus extends EventEmitter {}
class Observable { observers = new Set(); }
class Administration { observables = new Map(); constructor(name) { this.observables.set(name, new Observable()); } }
const own = { createLog: () => createLog };
function createLog() {
  const lines = [];
  function clear() { lines.length = 0; }
  return { write: (line) => lines.push(line), clear };
}
function memoize(load) {
  const memoized = (key) => memoized.cache.items.get(key) ?? memoized.cache.items.set(key, load(key));
  memoized.cache = new Store();
  return memoized;
}
module.exports = { Store, Bus, Administration, memoize, createLog: own.createLog(), own };`;

/** Modules of one program. `rows` is text that differs from one to the next; line 3 is the first that is shown here. */
const holders: Record<string, { program: string; finding: RegExp }> = {
  'by the variable that has what a library made': {
    program: `const users = new Store();
exports.load = (i) => users.items.set(i, rows(i));`,
    finding: /^users\.items \(Map in Store; variable in \S+\.cjs\) holds 500 Array$/,
  },
  'by a field of what a variable has': {
    program: `class Feed { prices = new Store(); }
const feed = new Feed();
exports.load = (i) => feed.prices.items.set(i, rows(i));`,
    finding: /^feed\.prices\.items \(Map in Store; variable in \S+\.cjs\) holds 500 Array$/,
  },
  'by the variable of a function of a library': {
    program: `const load = memoize(rows);
exports.load = (i) => load(i);`,
    finding: /^load\.cache\.items \(Map in Store; variable in \S+\.cjs\) holds 500 Array$/,
  },
  'by the beginning and the end of a long way': {
    program: `const administration = Symbol('administration of an object');
const rates = { [administration]: new Administration('rate') };
exports.load = (i) => rates[administration].observables.get('rate').observers.add(rows(i));`,
    finding:
      /^rates … \.observables\["rate"\]\.observers \(Set in Observable; variable in \S+\.cjs\) holds 500 Array$/,
  },
  'by the export of a module': {
    program: `exports.users = new Store();
exports.load = (i) => module.exports.users.items.set(i, rows(i));`,
    finding: /^exports\.users\.items \(Map in Store\) of \S+\.cjs holds 500 Array$/,
  },
  'by the static field of a class': {
    program: `class Users { static all = new Store(); }
exports.load = (i) => Users.all.items.set(i, rows(i));`,
    finding: /^Users\.all\.items \(Map in Store; \S+\.cjs:3\) holds 500 Array$/,
  },
  'an emitter by its variable': {
    program: `const bus = new Bus().setMaxListeners(0);
exports.load = (i) => { const own = rows(i); bus.on('flush', function onFlush() { return own; }); };`,
    finding: /^bus \(Bus; variable in \S+\.cjs\) has 500 listeners of "flush": 500 closures of onFlush/,
  },
  'by its class where it is one of many': {
    program: `class Session extends Bus {}
const sessions = Array.from({ length: 500 }, () => new Session().setMaxListeners(0));
exports.load = (i) => { const own = rows(i); sessions[7].on('flush', function onFlush() { return own; }); };`,
    finding: /^Session has 500 listeners of "flush": 500 closures of onFlush/,
  },
  'by the function whose variable it is, not by one that sees it': {
    program: `const log = createLog();
exports.load = (i) => log.write(rows(i));`,
    finding: /^lines \(Array; variable in createLog \(index\.js:7\)\) holds 500 Array$/,
  },
  'by the function whose variable it is, though that has ended': {
    program: `(function main() {
  const cache = new Map();
  [1].forEach(() => { exports.load = (i) => cache.set(i, rows(i)); });
})();`,
    finding: /^cache \(Map; variable in main \(\S+\.cjs\)\) holds 500 Array$/,
  },
  'by the name that a function was given by a variable': {
    program: `const open = () => { const cache = new Map(); return (i) => cache.set(i, rows(i)); };
exports.load = open();
exports.open = () => open();`,
    finding: /^cache \(Map; variable in open \(\S+\.cjs:3\)\) holds 500 Array$/,
  },
  'by the file where the function has no name': {
    program: `exports.load = (() => { const cache = new Map(); return (i) => cache.set(i, rows(i)); })();`,
    finding: /^cache \(Map; variable in \S+\.cjs\) holds 500 Array$/,
  },
};

test('what holds is called as the program calls it', { timeout: 60_000 }, async () => {
  const packageFolder = join(folder, 'node_modules', 'library');
  mkdirSync(packageFolder, { recursive: true });
  writeFileSync(join(packageFolder, 'index.js'), library);
  const begin = `const { Store, Bus, Administration, memoize, createLog } = require('library');
const rows = (i) => Array.from({ length: 20 }, (_, k) => 'row ' + k + ' of ' + i);`;
  const files = Object.entries(holders).map(([name, { program }]) => {
    const file = `${name.replaceAll(/\W/g, '-')}.cjs`;
    writeFileSync(join(folder, file), `${begin}\n${program}`);
    return file;
  });
  const program = `for (const file of ${JSON.stringify(files)}) {
  const { load } = require('./' + file);
  for (let i = 0; i < 500; i++) load(i);
}
dump();`;
  const session = sessionOn(await snapshotOf('holders', program));
  const found = rowsOf(await session.table('leaks --share 1'));
  for (const { finding } of Object.values(holders))
    expect(found.map((row) => row.finding)).toContainEqual(expect.stringMatching(finding));
});

test('what one module exports and others have in variables is called as where it comes from', async () => {
  writeFileSync(
    join(folder, 'db.cjs'),
    `class Database { rows = new Map(); }
module.exports = new Database();`,
  );
  for (const name of ['an-importer', 'importer']) {
    writeFileSync(
      join(folder, `${name}.cjs`),
      `const db = require('./db.cjs');
exports.load = (i) => db.rows.set(i, Array.from({ length: 20 }, (_, k) => 'row ' + k + ' of ' + i));`,
    );
  }
  const program = `const [a, b] = [require('./an-importer.cjs'), require('./importer.cjs')];
for (let i = 0; i < 2000; i++) (i % 2 ? a : b).load(i);
dump();`;
  const [first] = await leaksOf(await snapshotOf('importers', program));
  expect(first?.finding).toBe('exports.rows (Map in Database) of db.cjs holds 2,000 Array');
});

test('what a module exports is called by its export, also where the module has nothing else', async () => {
  writeFileSync(
    join(folder, 'users.mjs'),
    `class Users { all = new Map(); }
export const users = new Users();
export default new Set();`,
  );
  const program = `import('./users.mjs').then(({ users, default: set }) => {
  const rows = (i) => Array.from({ length: 20 }, (_, k) => 'row ' + k + ' of ' + i);
  for (let i = 0; i < 2000; i++) users.all.set(i, rows(i));
  for (let i = 2000; i < 4000; i++) set.add(rows(i));
  setTimeout(dump, 50);
});`;
  const found = await leaksOf(await snapshotOf('exports', program));
  const accumulations = found.filter(({ rule }) => rule === 'accumulation');
  expect(accumulations.map(({ finding }) => finding).sort()).toEqual([
    'default (Set; export of users.mjs) holds 2,000 Array',
    'users.all (Map in Users; export of users.mjs) holds 2,000 Array',
  ]);
});

function holderId(snapshot: HeapSnapshot, holder: Cell): number {
  return snapshot.objects.heapIds![Number(holder)]!;
}

describe('a healthy program has no finding', () => {
  const healthy: Record<string, string> = {
    'that does nothing': 'dump();',
    'that serves and rests': `const http = require('node:http');
const server = http.createServer((_, response) => response.end('ok')).listen(0, async () => {
  const get = () => new Promise((done) => http.get({ port: server.address().port }, (r) => r.resume().on('end', done)));
  for (let n = 0; n < 50; n++) await get();
  dump();
});`,
  };
  test('whose source text is large, of which it has parts', { timeout: 60_000 }, async () => {
    const comment = `// ${'€'.repeat(500_000)}`;
    const program = `globalThis.parts = Array.from(run.toString().matchAll(/'.{40}'/g), ([part]) => part);
function run() { return ['a text of the program, and of its source too', 'another'.length, 'a second text that lies in the source too']; }
globalThis.source = run.toString();
dump();
${comment}`;
    expect(await leaksOf(await snapshotOf('large-source', program))).toEqual([]);
  });
  test.each(Object.entries(healthy))('%s', { timeout: 60_000 }, async (name, program) => {
    expect(await leaksOf(await snapshotOf(name.replaceAll(' ', '-'), program))).toEqual([]);
  });
});

test('thousands of listeners and timers are told of below what is large, whatever part of the heap they are', async () => {
  const program = `const EventEmitter = require('node:events');
class MetricsBus extends EventEmitter {}
const bus = globalThis.bus = new MetricsBus().setMaxListeners(0);
globalThis.large = Array.from({ length: 900 }, () => new Array(2000).fill(0));
for (let i = 0; i < 3000; i++) bus.on('flush', function onFlush() { return i; });
for (let i = 0; i < 1000; i++) setInterval(function tick() { return i; }, 60_000);
dump();`;
  const session = sessionOn(await snapshotOf('small-leaks', program));
  for (const line of ['leaks', 'leaks --share 40']) {
    const [first, ...others] = rowsOf(await session.table(line));
    expect(first).toMatchObject({ rule: 'accumulation' });
    expect(others.map(({ finding }) => finding)).toEqual([
      expect.stringMatching(
        /^globalThis\.bus \(MetricsBus\) has 3,000 listeners of "flush": 3,000 closures of onFlush/,
      ),
      expect.stringMatching(/^1,000 timers wait to call tick/),
    ]);
    for (const { share } of others) expect(share).toBeLessThan(2);
  }
});

test('timers that wait to call the same function of the program are told of, and what they keep, without those of Node', async () => {
  const program = `const http = require('node:http');
class Session { constructor(i) {
  this.rows = Array.from({ length: 20 }, (_, k) => 'row ' + k + i);
  clearTimeout(this.closing = setTimeout(() => this.rows, 30_000));
} }
class Beat { parts = Array.from({ length: 20 }, () => 'part ' + Math.random()); beat() { this.parts.length = 1; } }
class App { sessions = new Map(); }
const app = new App();
const server = http.createServer(() => app.sessions).listen(0, () => {
  for (let i = 0; i < 3000; i++) app.sessions.set(i, new Session(i));
  for (let i = 0; i < 1000; i++) setInterval(Beat.prototype.beat.bind(new Beat()), 30_000);
  for (let i = 0; i < 1000; i++) AbortSignal.timeout(30_000);
  dump();
});`;
  const rows = await leaksOf(await snapshotOf('timers-of-all-kinds', program));
  expect(rows.filter(({ rule }) => rule !== 'duplicates')).toMatchObject([
    {
      finding: 'app.sessions (Map in App; variable in timers-of-all-kinds.cjs) holds 3,000 Session',
      rule: 'accumulation',
    },
    { finding: expect.stringMatching(/^1,000 timers wait to call beat \(.*\.cjs:7\)$/), rule: 'timers' },
  ]);
  // Some fifty each, and nothing of what the server keeps.
  expect(Number(rows[1]!.objects)).toBeGreaterThan(24_000);
  expect(Number(rows[1]!.objects)).toBeLessThan(60_000);
});

test('calls that each wait for something of its own are told of below what could end them', async () => {
  const program = `const waiting = [];
async function load(i) {
  const rows = Array.from({ length: 20 }, (_, k) => 'row ' + k + i);
  await new Promise((done) => waiting.push(done));
  return rows;
}
for (let i = 0; i < 2000; i++) load(i);
globalThis.go = () => waiting.pop()();
dump();`;
  const rows = await leaksOf(await snapshotOf('calls-that-wait', program));
  expect(rows).toMatchObject([
    {
      rule: 'accumulation',
      finding: expect.stringMatching(
        /^waiting \(Array; variable in .*\.cjs\) holds 2,000 functions that resolve a promise, whose variables keep .* MiB$/,
      ),
    },
    {
      rule: 'calls',
      within: 0,
      finding: expect.stringMatching(/^2,000 calls of load \(.*\.cjs:3\) have not ended$/),
    },
  ]);
});

test('of timers of many durations their lists are not told, nor that a registry keeps what its callback does', async () => {
  const program = `class Handle { parts = Array.from({ length: 20 }, (_, k) => 'part ' + k); }
(function open() {
  const kept = new Map();
  const registry = globalThis.registry = new FinalizationRegistry(({ id }) => kept.delete(id));
  for (let i = 0; i < 2000; i++) {
    const handle = new Handle();
    kept.set(i, handle);
    registry.register(handle, { id: 'handle ' + i });
  }
})();
for (let i = 0; i < 150; i++) {
  const payload = Array.from({ length: 200 }, (_, k) => 'payload ' + k + i);
  setTimeout(function later() { return payload; }, 60_000 + 1000 * i);
}
dump();`;
  const found = (await leaksOf(await snapshotOf('lists', program))).filter(
    ({ rule }) => rule !== 'duplicates',
  );
  expect(found.map(({ finding }) => finding).sort()).toEqual([
    expect.stringMatching(/^150 timers wait to call later \(lists\.cjs:14\)$/),
    'globalThis.registry (FinalizationRegistry) holds 2,000 Object',
    'kept (Map; variable in open (lists.cjs)) holds 2,000 Handle',
  ]);
});

test('texts whose keys and table take up as much are told of at every share up to their own', async () => {
  const program = `const sessions = exports.sessions = {};
const random = (length) => require('node:crypto').randomBytes(length).toString('hex');
for (let i = 0; i < 8000; i++) sessions[random(16)] = random(40);
dump();`;
  const session = sessionOn(await snapshotOf('small-texts', program));
  for (const share of [2, 5, 8, 11, 14, 17]) {
    const [first] = rowsOf(await session.table(`leaks --share ${share}`));
    expect(first?.finding).toMatch(/^exports\.sessions \(Object\) of .* alone keeps 8,000 \(string\) alive$/);
    expect(first?.share).toBeGreaterThan(17);
  }
});

test('nodes that no page has any more are told by what keeps them', async () => {
  const property = (name: string, to: number): EdgeSpec => ({ type: 'property', name, to });
  const element = (name: number, to: number): EdgeSpec => ({ type: 'element', name, to });
  const count = 30;
  const widgets = Array.from({ length: count }, (_, i): NodeSpec[] => [
    { type: 'object', name: 'Widget', id: 1001 + 4 * i, size: 16, edges: [property('node', 5 + 2 * i)] },
    { type: 'native', name: '<section class="x">', id: 1003 + 4 * i, size: 800, detachedness: 2 },
  ]);
  const list = widgets.map((_, i) => element(i, 4 + 2 * i));
  const nodes: NodeSpec[] = [
    { type: 'object', name: 'Window / shop', id: 5, size: 40, edges: [property('closed', 3)] },
    { type: 'object', name: 'Array', id: 7, size: 16, edges: list },
    ...widgets.flat(),
  ];
  const [first] = await leaksOf(await read(heapsnapshot(rooted([2], [], nodes))));
  expect(first).toMatchObject({
    finding: 'globalThis.closed (Array) keeps 30 nodes that no page has any more: 30 Detached <section>',
    bytes: 30 * 800,
    rule: 'detached',
    objects: count,
  });
});

test('names that were lost with the end of a file are told to be, and texts that were are not called equal', async () => {
  const list = Array.from({ length: 200 }, (_, i): EdgeSpec => ({ type: 'element', name: i, to: i + 4 }));
  const texts = Array.from({ length: 200 }, (_, i): NodeSpec => {
    return { type: 'string', name: `text ${i}`, id: 107 + 2 * i, size: 1000 };
  });
  const file = heapsnapshot(
    rooted(
      [2],
      [],
      [
        {
          type: 'object',
          name: 'global',
          id: 101,
          size: 40,
          edges: [{ type: 'property', name: 'cache', to: 3 }],
        },
        { type: 'object', name: 'Array', id: 103, size: 16, edges: list },
        ...texts,
      ],
    ),
  );
  const cut = file.slice(0, file.indexOf('"strings"'));
  const partial = await sessionOn(await read(cut, { partial: true })).table('leaks');
  expect(partial.provenance.notes).toEqual([expect.stringContaining('(lost) is whatever has lost its name')]);
  expect(rowsOf(partial).map(({ rule }) => rule)).not.toContain('duplicates');
  expect(rowsOf(partial).length).toBeGreaterThan(0);
  expect((await sessionOn(await read(file)).table('leaks')).provenance.notes).toEqual([]);
});
