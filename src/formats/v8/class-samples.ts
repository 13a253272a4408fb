import type { ObjectKind } from '../../model/kinds.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import { RowList } from './row-list.ts';
import type { NodesToWrite } from './write-nodes.ts';

/** What is looked at of a type's objects, when those before were prototypes: they are called `Object` whatever they belong to. */
const MOST_SAMPLES = 50;

/** Kinds whose objects a class makes. */
const ofClasses: ReadonlySet<ObjectKind> = new Set([
  'instance',
  'exception',
  'list',
  'dict',
  'set',
  'weakref',
]);

/** By type: of how many objects to ask which class has made them, before it is given up. */
export function sampleQuotas(types: readonly TypeRow[]): Uint8Array {
  return Uint8Array.from(types, ({ kind }) => (ofClasses.has(kind) ? MOST_SAMPLES : 0));
}

/** Takes one off; false: none was left. */
export function takeSample(quotas: Uint8Array, type: number): boolean {
  const left = quotas[type]!;
  if (left === 0) return false;
  quotas[type] = left - 1;
  return true;
}

/** The objects to ask, ascending. O(objects). */
export function samplesOf(types: readonly TypeRow[], typeIndexes: Uint32Array): Uint32Array {
  const quotas = sampleQuotas(types);
  const rows = new RowList();
  for (let object = 0; object < typeIndexes.length; object++) {
    if (takeSample(quotas, typeIndexes[object]!)) rows.add(object);
  }
  return rows.finish();
}

/** The same of a piece. Types of native nodes may still change, and they have no class. */
export class SampleFinder {
  readonly rows = new RowList();
  readonly #nodes: NodesToWrite;
  readonly #left: Uint8Array;

  constructor(nodes: NodesToWrite) {
    this.#nodes = nodes;
    this.#left = nodes.quotas.slice();
  }

  look(from: number, to: number): void {
    const { nodeTypes, types, columns } = this.#nodes;
    const { object } = types;
    const { typeIndexes } = columns;
    const left = this.#left;
    for (let node = from; node < to; node++) {
      if (nodeTypes[node] === object && takeSample(left, typeIndexes[node]!)) this.rows.add(node);
    }
  }
}
