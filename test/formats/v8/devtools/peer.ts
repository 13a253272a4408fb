// Runs inside of the bundle that `make-fixture.mjs` makes: loads a snapshot as Chrome DevTools does and writes its columns.
import { readFileSync, writeFileSync } from 'node:fs';
// @ts-expect-error: only in the bundle
import { HeapSnapshotLoader, SecondaryInitManager } from 'devtools';

const [file, to] = process.argv.slice(2);
const loader = new HeapSnapshotLoader({ sendEvent: () => undefined });
loader.write(readFileSync(file!, 'utf8'));
loader.close();
await loader.parsingComplete;
const channel = new MessageChannel();
new SecondaryInitManager(channel.port2);
const snapshot = await loader.buildSnapshot(channel.port1);
const { nodeCount } = snapshot;
const node = snapshot.createNode(0);
const sizes = new Float64Array(nodeCount);
for (let i = 0; i < nodeCount; i++) {
  node.nodeIndex = i * snapshot.nodeFieldCount;
  sizes[i] = node.selfSize();
}
const columns = [snapshot.dominatorsTree, snapshot.retainedSizes, snapshot.nodeDistances, sizes];
writeFileSync(to!, Buffer.concat(columns.map((column) => Buffer.from(Float64Array.from(column).buffer))));
process.exit(0);
