import fc from 'fast-check';
import type { HeapSpec, ObjectSpec } from './heap.ts';

const labels = ['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7'];

const label = fc.constantFrom(...labels);
const name = fc.constantFrom('a', 'b', '__class__', 'clé');
const named = fc.dictionary(name, label, { maxKeys: 3 });
const list = fc.array(label, { maxLength: 4 });

/** Types whose objects may be worth something, and what. */
const valued: Readonly<Record<string, fc.Arbitrary<ObjectSpec['value']>>> = {
  str: fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units)),
  bytes: fc.uint8Array({ maxLength: 5 }),
  int: fc.oneof(
    fc.bigInt({ min: -3n, max: 3n }),
    fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
    fc.bigInt(),
  ),
  float: fc.double(),
  bool: fc.boolean(),
};

const edges: fc.Arbitrary<ObjectSpec> = fc.oneof(
  fc.constant({}),
  fc.record({ elements: list }),
  fc.record({ members: list }),
  fc.record({ internals: list }),
  fc.record({ entries: fc.array(fc.tuple(label, label), { maxLength: 4 }) }),
  fc.record({ attributes: named, locals: named, weak: named }),
  fc.record({
    attributes: named,
    entries: fc.array(fc.tuple(label, label), { maxLength: 2 }),
    elements: list,
  }),
);

const facts = fc.record(
  {
    size: fc.oneof(fc.nat({ max: 300 }), fc.integer({ min: 2 ** 33, max: 2 ** 40 })),
    refcount: fc.oneof(fc.nat({ max: 4 }), fc.constantFrom(255, 65_535, 0xfffffffe)),
    generation: fc.constantFrom(0, 1, 2, 255),
    length: fc.nat({ max: 70_000 }),
    line: fc.nat({ max: 70_000 }),
    name: fc.constantFrom('run', 'main'),
    file: fc.constantFrom('app.py', 'lib.py'),
  },
  { requiredKeys: [] },
);

const object: fc.Arbitrary<ObjectSpec> = fc
  .tuple(
    fc.constantFrom('str', 'bytes', 'int', 'float', 'bool', 'NoneType', 'list', 'app.Node', 'app.Cache'),
    facts,
    edges,
  )
  .chain(([type, some, out]) =>
    (valued[type] ?? fc.constant(type === 'NoneType' ? null : undefined)).map((value) => ({
      type,
      ...some,
      ...out,
      ...(value === undefined ? {} : { value }),
    })),
  );

const addresses = fc.uniqueArray(
  fc.oneof(
    fc.bigInt({ min: 0xffff_8000_0000_0000n, max: 0xffff_8000_0000_0fffn }),
    fc.nat({ max: 1000 }).map((n) => 0x7f00_0000_0000n + 16n * BigInt(n)),
    fc.bigInt({ min: 0x1000_0000n, max: (1n << 64n) - 1n }),
  ),
  { minLength: labels.length, maxLength: labels.length },
);

/** Random heaps in which everything that a `.heapsh` file can say is said now and then. */
export const randomHeap: fc.Arbitrary<HeapSpec> = fc
  .record({
    objects: fc.array(object, { minLength: labels.length, maxLength: labels.length }),
    addresses,
    modules: list,
    frames: list,
  })
  .map(({ objects, addresses, modules, frames }) => ({
    objects: Object.fromEntries(labels.map((label, i) => [label, { ...objects[i], address: addresses[i]! }])),
    types: {
      'app.Node': { object: 'o7', bases: ['object'] },
      'app.Cache': { kind: 'dict', bases: ['dict'] },
    },
    roots: { module: modules, thread: frames },
    threads: [{ name: 'main', frames }],
    deriveRoots: true,
  }));
