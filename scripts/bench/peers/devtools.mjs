// Runs inside of a bundle (bundle-devtools.mjs): loads the snapshot named first as Chrome DevTools does, with its second
// worker, and tells how long it took. Files come in pieces of ten megabytes there, too.
import { createReadStream } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { HeapSnapshotLoader } from 'devtools';
import { report } from './report.mjs';

const PIECE = 10_000_000;

const snapshot = await load(process.argv[2]);
const retainedAfter = performance.now();
snapshot.getAggregatesByClassKey(false, 'allObjects');
report({ retainedAfter, histogramAfter: performance.now() }, answers);

async function load(file) {
  const loader = new HeapSnapshotLoader({ sendEvent: () => undefined });
  for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: PIECE }))
    loader.write(piece);
  loader.close();
  await loader.parsingComplete;
  const { port1, port2 } = new MessageChannel();
  const second = new URL('./devtools-second.mjs', import.meta.url);
  new Worker(second, { workerData: port2, transferList: [port2] });
  return loader.buildSnapshot(port1);
}

function answers() {
  const { nodeCount, nodeFieldCount, edgeFieldsCount, containmentEdges, retainedSizes } = snapshot;
  const node = snapshot.createNode(0);
  let bytes = 0;
  let retained = 0;
  for (let i = 0; i < nodeCount; i++) {
    node.nodeIndex = i * nodeFieldCount;
    bytes += node.selfSize();
    // The root above all roots is no object of heapsh's.
    if (i > 0) retained += retainedSizes[i];
  }
  return { objects: nodeCount, edges: containmentEdges.length / edgeFieldsCount, bytes, retained };
}
