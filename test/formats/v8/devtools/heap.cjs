// A small heap with something of everything, written as a snapshot to the file that is named first.
const { writeHeapSnapshot } = require('node:v8');

class Session {
  constructor(id) {
    this.id = id;
    this.name = `session ${id}`;
    this.data = [id, `data of ${id}`, { of: id }];
  }
}

class ListNode {
  constructor(value, next) {
    this.value = value;
    this.next = next;
  }
}

function makeHandler(number) {
  const captured = { number };
  return function handler() {
    return captured;
  };
}

globalThis.sessions = Array.from({ length: 200 }, (_, id) => new Session(id));
globalThis.head = null;
for (let i = 0; i < 1000; i++) globalThis.head = new ListNode({ i }, globalThis.head);
globalThis.map = new Map(Array.from({ length: 100 }, (_, i) => [`key ${i}`, { i }]));
// Each value is held by its key and the table together.
globalThis.weakMap = new WeakMap(globalThis.sessions.map((session) => [session, { meta: session.id }]));
globalThis.chained = new WeakMap();
for (const key of globalThis.sessions) {
  const next = {};
  globalThis.chained.set(key, next);
  globalThis.chained.set(next, { last: true });
}
globalThis.handlers = Array.from({ length: 50 }, (_, i) => makeHandler(i));
globalThis.joined = '';
for (let i = 0; i < 40; i++) globalThis.joined += `part ${i} and some more, `;
globalThis.sliced = `${'z'.repeat(50)}${process.pid}`.slice(5, 40);
globalThis.texts = [
  '😀 and \ud800 alone',
  '"quoted" \\ and \u0000 nul',
  'ä'.repeat(300),
  'long'.repeat(1000),
];
globalThis.others = [
  12345678901234567890n,
  Symbol('named'),
  /ab+c/g,
  new Date(0),
  new WeakRef(globalThis.sessions[0]),
];
globalThis.values = { nothing: null, missing: undefined, yes: true, no: false, half: 0.5 };
globalThis.buffer = new ArrayBuffer(100_000);
globalThis.typed = new Float64Array(globalThis.buffer);

writeHeapSnapshot(process.argv[2]);
