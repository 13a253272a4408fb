// A small heap for Hermes, which knows no classes and no modules; the maker of fixtures says the file's name.
function Session(id) {
  this.id = id;
  this.name = `session ${id}`;
  this.data = [id, `data of ${id}`, { of: id }];
}

function ListNode(value, next) {
  this.value = value;
  this.next = next;
}

function makeHandler(number) {
  const captured = { number: number };
  return function handler() {
    return captured;
  };
}

globalThis.sessions = [];
for (let id = 0; id < 200; id++) globalThis.sessions.push(new Session(id));
globalThis.head = null;
for (let i = 0; i < 1000; i++) globalThis.head = new ListNode({ i: i }, globalThis.head);
globalThis.map = new Map();
for (let i = 0; i < 100; i++) globalThis.map.set(`key ${i}`, { i: i });
globalThis.handlers = [];
for (let i = 0; i < 50; i++) globalThis.handlers.push(makeHandler(i));
globalThis.texts = [
  '😀 and \ud800 alone',
  '"quoted" \\ and \u0000 nul',
  'ä'.repeat(300),
  'long'.repeat(1000),
];
globalThis.others = [Symbol('named'), /ab+c/g, new Date(0), 0.5, -0.25, 1e300];
globalThis.buffer = new ArrayBuffer(100000);
globalThis.typed = new Float64Array(globalThis.buffer);
createHeapSnapshot('FILE');
