// Loads the snapshot named first with memlab and tells how long it took: read, counted by type and name, and the retained
// sizes of all objects. The shortest paths, which the loader that it documents finds as well, are timed last and apart.
import { requirePeers } from '../peer-packages.mjs';
import { now, report } from './report.mjs';

const { utils, TraceFinder } = requirePeers('@memlab/core')('@memlab/core');
const snapshot = await utils.getSnapshotFromFile(process.argv[2], { buildNodeIdIndex: true });
countByType();
const histogram = now();
const finder = new TraceFinder();
finder.calculateAllNodesRetainedSizes(snapshot);
report({ histogram, retained: now() }, answers);

function countByType() {
  const counts = new Map();
  snapshot.nodes.forEach((node) => {
    const key = node.type === 'object' ? node.name : node.type;
    const row = counts.get(key) ?? { count: 0, bytes: 0 };
    row.count++;
    row.bytes += node.self_size;
    counts.set(key, row);
  });
  return counts;
}

function answers() {
  let bytes = 0;
  let retainedSum = 0;
  snapshot.nodes.forEach((node) => {
    bytes += node.self_size;
    // The root above all roots is no object of heapsh's.
    if (node.nodeIndex > 0) retainedSum += node.retainedSize;
  });
  const started = performance.now();
  finder.annotateShortestPaths(snapshot);
  const paths = performance.now() - started;
  return {
    objects: snapshot.nodes.length,
    edges: snapshot.edges.length,
    bytes,
    retained: retainedSum,
    paths,
  };
}
