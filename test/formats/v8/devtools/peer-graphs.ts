// Runs inside of the bundle that `make-fixture.mjs` makes: writes small random heaps with what no heap of Node has
// (documents, detached nodes, weak edges from the root), and what Chrome DevTools says of each.
import { writeFileSync } from 'node:fs';
// @ts-expect-error: only in the bundle
import { HeapSnapshotLoader, SecondaryInitManager } from 'devtools';
import { heapsnapshot, type NodeSpec } from '../heapsnapshot.ts';

const GRAPHS = 150;
const types = [
  'synthetic',
  'object',
  'object',
  'native',
  'native',
  'hidden',
  'array',
  'closure',
  'code',
  'string',
];
const names = [
  'Foo',
  '<div id="a">',
  '<div>',
  'Detached <p class=x>',
  'system / NativeContext',
  '(map descriptors)',
];
const moreNames = ['Window', 'system / ExternalStringData', 'HTMLElement'];
const madeUp = ['(Document DOM trees)', '(GC roots)', '(x)'];
const rootEdges = ['element', 'shortcut', 'shortcut', 'element', 'weak'];
const edges = [
  'property',
  'element',
  'internal',
  'hidden',
  'context',
  'weak',
  'shortcut',
  'property',
  'internal',
];
const edgeNames = ['a', 'b', '3', '4 / x', 'sloppy_function_map', '7'];

let seed = 1;
function below(count: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) % count;
}
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;

function randomHeap(): NodeSpec[] {
  const count = 3 + below(25);
  const nodes = Array.from({ length: count }, (_, i) => {
    const type = i === 0 ? 'synthetic' : pick(types);
    const name = i === 0 ? '' : pick(type === 'synthetic' ? madeUp : [...names, ...moreNames]);
    const detachedness = below(6) === 0 ? 1 + below(2) : 0;
    const own = Array.from({ length: i === 0 ? 2 + below(4) : below(4) }, () => {
      const kind = pick(i === 0 ? rootEdges : edges);
      const isNumbered = kind === 'element' || kind === 'hidden';
      return { type: kind, name: isNumbered ? below(9) : pick(edgeNames), to: below(count) };
    });
    // DevTools' own search runs out of room when the root refers to a node twice.
    const kept = own.filter((edge, n) => i > 0 || own.findIndex(({ to }) => to === edge.to) === n);
    return { type, name, id: 2 * i + 1, size: below(50), detachedness, edges: kept };
  });
  for (let pairs = below(4); pairs > 0; pairs--)
    addWeakMapPair(nodes, 1 + below(count - 1), 1 + below(count - 1));
  return nodes;
}

function addWeakMapPair(
  nodes: readonly (NodeSpec & { edges: object[] })[],
  key: number,
  table: number,
): void {
  const to = below(nodes.length);
  if (key === table) return;
  const pair = `part of key (K @${2 * key + 1}) -> value (V @${2 * to + 1}) pair in WeakMap (table @${2 * table + 1})`;
  nodes[key]!.edges.unshift({ type: 'internal', name: `1 / ${pair}`, to });
  nodes[table]!.edges.push({ type: 'internal', name: `2 / ${pair}`, to });
}

const found: unknown[] = [];
for (let graph = 0; graph < GRAPHS; graph++) {
  const nodes = randomHeap();
  const loader = new HeapSnapshotLoader({ sendEvent: () => undefined });
  loader.write(heapsnapshot(nodes));
  loader.close();
  await loader.parsingComplete;
  const { port1, port2 } = new MessageChannel();
  new SecondaryInitManager(port2);
  const snapshot = await loader.buildSnapshot(port1);
  const node = snapshot.createNode(0);
  const each = <T>(read: () => T): T[] =>
    nodes.map((_, i) => {
      node.nodeIndex = i * snapshot.nodeFieldCount;
      return read();
    });
  found.push({
    nodes,
    dominators: [...snapshot.dominatorsTree],
    retained: [...snapshot.retainedSizes],
    distances: [...snapshot.nodeDistances],
    sizes: each(() => node.selfSize()),
    types: each(() => node.className()),
    detached: each(() => node.detachedness()),
  });
  port1.close();
  port2.close();
}
writeFileSync(process.argv[2]!, JSON.stringify(found));
process.exit(0);
