// What ordinary programs hold, a number of each: instances of classes, collections, closures, texts, buffers, listeners.
import { EventEmitter } from 'node:events';

class Session {
  constructor(id) {
    this.id = id;
    this.name = `session ${id}`;
    this.data = [id, { of: id }, 0.5 + id];
    this.onClose = () => this.data[1].of + id;
  }
}

class AdminSession extends Session {
  rights = new Set(['read', 'write', this.name]);
}

class ListNode {
  constructor(value, next) {
    this.value = value;
    this.next = next;
  }
}

/** Each in proportion to `count` but the chain, whose length is `chain`; `references` are references between sessions. */
export function makeStructures({ count, chain, references }) {
  const sessions = times(count, (id) => new (id % 10 === 0 ? AdminSession : Session)(id));
  return {
    sessions,
    chain: makeChain(chain),
    index: makeIndex(sessions, references),
    ...makeCollections(sessions),
    closures: times(count, makeClosure),
    strings: makeStrings(count),
    buffers: times(count / 20, (i) => new Float64Array(new ArrayBuffer(8 * (i % 100)))),
    listeners: makeListeners(sessions),
  };
}

function makeChain(length) {
  let head = null;
  for (let i = 0; i < length; i++) head = new ListNode(i, head);
  return head;
}

/** Arrays of a hundred sessions each, as of an index by word: they cost many references and few objects. */
function makeIndex(sessions, references) {
  return times(references / 100, (word) =>
    times(100, (i) => sessions[(word * 7919 + i * 104_729) % sessions.length]),
  );
}

function makeCollections(sessions) {
  const weak = new WeakMap(sessions.map((session) => [session, { meta: session.id }]));
  const chained = new WeakMap();
  for (const session of sessions.slice(0, sessions.length / 4)) {
    const next = {};
    chained.set(session, next).set(next, { last: session.id });
  }
  return {
    byName: new Map(sessions.map((session) => [session.name, session])),
    open: new Set(sessions.filter(({ id }) => id % 3 === 0)),
    small: sessions.map(({ id }) => (id % 2 ? new Map([[id, { id }]]) : new Set([`only ${id}`]))),
    weak,
    chained,
    seen: sessions.slice(0, sessions.length / 4).map((session) => new WeakRef(session)),
  };
}

function makeClosure(number) {
  const captured = { number, label: `closure ${number}` };
  return function handler(event) {
    return [captured, event];
  };
}

function makeStrings(count) {
  const long = flat('a line of text that is cut into pieces, '.repeat(100));
  return {
    oneByte: times(count, (i) => flat(`one byte a character: "${i}" \\ ${i * i}`)),
    twoByte: times(count / 2, (i) => flat(`два байта или 日本語 ${i}`)),
    pairs: times(count / 20, (i) => flat(`😀 and alone \ud800 ${i}`)),
    concatenated: times(count / 2, (i) => `${i} is the number of this text, which has ${i} after it`),
    sliced: times(count / 2, (i) => long.slice(i % 3000, (i % 3000) + 40)),
  };
}

/** The same text in one piece: V8 keeps what was put together as a tree of its parts. */
function flat(text) {
  return JSON.parse(JSON.stringify(text));
}

function makeListeners(sessions) {
  const emitter = new EventEmitter().setMaxListeners(0);
  for (const session of sessions.slice(0, sessions.length / 4))
    emitter.on(`event ${session.id % 50}`, () => session.onClose());
  return emitter;
}

function times(count, make) {
  return Array.from({ length: Math.floor(count) }, (_, i) => make(i));
}
