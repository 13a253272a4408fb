// Runs inside of a bundle (bundle-devtools.mjs): loads the snapshot named first as Chrome DevTools does, with its second
// worker, and tells how long it took. Files come in pieces of ten megabytes there, too.
import { createReadStream } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { HeapSnapshotLoader } from 'devtools';
import { now, report } from './report.mjs';

const PIECE = 10_000_000;

const snapshot = await load(process.argv[2]);
const retained = now();
snapshot.getAggregatesByClassKey(false, 'allObjects');
report({ retained, histogram: now() }, answers);

async function load(file) {
  const { port1, port2 } = new MessageChannel();
  const second = new URL('./devtools-second.mjs', import.meta.url);
  new Worker(second, { workerData: port2, transferList: [port2] });
  const loader = new HeapSnapshotLoader({ sendEvent: () => undefined });
  for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: PIECE }))
    loader.write(piece);
  loader.close();
  await loader.parsingComplete;
  return loader.buildSnapshot(port1);
}

function answers() {
  const { nodeCount, nodeFieldCount, edgeFieldsCount, containmentEdges, retainedSizes } = snapshot;
  const node = snapshot.createNode(0);
  let bytes = 0;
  let retainedSum = 0;
  for (let i = 0; i < nodeCount; i++) {
    node.nodeIndex = i * nodeFieldCount;
    bytes += node.selfSize();
    // The root above all roots is no object of heapsh's.
    if (i > 0) retainedSum += retainedSizes[i];
  }
  return {
    objects: nodeCount,
    edges: containmentEdges.length / edgeFieldsCount,
    bytes,
    retained: retainedSum,
  };
}
