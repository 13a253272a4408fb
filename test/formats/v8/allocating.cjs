// Records who allocates what, and writes the heap to the file that is named first.
const { writeFileSync } = require('node:fs');
const { Session: Inspector } = require('node:inspector');

const inspector = new Inspector();
inspector.connect();
const pieces = [];
inspector.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => pieces.push(params.chunk));
inspector.post('HeapProfiler.enable');
inspector.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true }, run);

function run() {
  class Session {
    constructor(id) {
      this.name = `session ${id}`;
      this.tags = [];
    }
  }
  function login(id) {
    return new Session(id);
  }
  function loginGuest(id) {
    return login(-id);
  }
  function nested(depth) {
    return depth === 0 ? { at: [new Session(0)] } : nested(depth - 1);
  }
  globalThis.users = Array.from({ length: 100 }, (_, id) => login(id + 1));
  globalThis.guests = Array.from({ length: 50 }, (_, id) => loginGuest(id + 1));
  globalThis.deep = nested(20);
  inspector.post('HeapProfiler.stopTrackingHeapObjects', {}, (error) => {
    if (error) throw error;
    writeFileSync(process.argv[2], pieces.join(''));
  });
}
