import fc from 'fast-check';
import { allSections, type EdgeSpec, edgeTypes, type NodeSpec, nodeTypes } from './heapsnapshot.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('map', 'next', '(array)', 'Foo', '\ud800', '\u0000', '"\\', '😀', 'first', 'value'),
);

/** Heaps that no program has: everything can lead to everything. */
export function randomNodes(): fc.Arbitrary<NodeSpec[]> {
  return fc.integer({ min: 1, max: 12 }).chain((count) => {
    const edge: fc.Arbitrary<EdgeSpec> = fc
      .tuple(fc.constantFrom(...edgeTypes), text, fc.nat(5), fc.nat(count - 1))
      .map(([type, name, index, to]) => ({
        type,
        name: type === 'element' || type === 'hidden' ? index : name,
        to,
      }));
    const node = fc.record({
      type: fc.constantFrom(...nodeTypes),
      name: text,
      id: fc.oneof(fc.nat(100), fc.integer({ min: 2 ** 33, max: 2 ** 44 })),
      size: fc.oneof(fc.nat(100), fc.integer({ min: 2 ** 32, max: 2 ** 40 })),
      detachedness: fc.constantFrom(0, 0, 0, 1, 2),
      edges: fc.array(edge, { maxLength: 5 }),
    });
    return fc.array(node, { minLength: count, maxLength: count }).map((nodes) =>
      nodes.map((each, i) => ({
        ...each, // No id is the one after that of the node before, as in Bun.
        id: each.id * 32 + 2 * i,
      })),
    );
  });
}

/** How a file may be laid out. */
export const layout = fc.record({
  newline: fc.boolean(),
  nodeFields: fc.shuffledSubarray(
    ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness', 'trace_node_id', 'new_field'],
    { minLength: 8 },
  ),
  edgeFields: fc.shuffledSubarray(['type', 'name_or_index', 'to_node', 'new_field'], { minLength: 4 }),
  // As V8 orders them, or any other way.
  sections: fc.oneof(
    fc.constant(allSections),
    fc.shuffledSubarray(allSections, { minLength: allSections.length }),
  ),
});
