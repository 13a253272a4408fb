import { STEP, type Task } from '../../base/task.ts';
import { type FirstLook, firstLookOf, type TypeSeen } from '../../model/first-look.ts';
import { TextList } from '../../model/text-list.ts';
import type { NodeRows } from './node-rows.ts';
import type { SectionReader } from './section-reader.ts';
import { typeName } from './type-table.ts';

/** Bytes of a file; a smaller one is open before anybody has read a first look at it. */
export const LEAST_TO_LOOK_AT = 100e6;

const provisos = [
  'the bytes of arrays and tables are not counted with what they belong to yet',
  'what is detached, and what nothing holds, is not told apart yet',
];

/**
 * Counts nodes by the types that they will have, as far as their names alone tell. Undefined: there are no nodes. Of all
 * sections, references alone may be incomplete. O(nodes), and twelve bytes a string while it counts.
 */
export function firstLook(
  { header, nodes, edges, strings }: SectionReader,
  task: Task,
): FirstLook | undefined {
  if (header === undefined || nodes === undefined) return undefined;
  const names = new TextList(strings.bytes, strings.ends);
  const seen = new NodesSeen(header.nodeTypes, names.count);
  for (let start = 0; start < nodes.count; start += STEP) {
    task.step(start, nodes.count);
    seen.take(nodes, start, Math.min(start + STEP, nodes.count));
  }
  const { bytes } = seen;
  return firstLookOf({
    objects: nodes.count,
    // What the header says is checked when they are read.
    references: edges?.count ?? header.edgeCount,
    bytes,
    types: seen.types(names),
    provisos,
  });
}

/** By place: one for each type of nodes, then one for each name of those that are called by their class. */
class NodesSeen {
  /** Of all nodes. */
  bytes = 0;
  readonly #nodeTypes: readonly string[];
  /** By type of nodes: where the places of its names begin; 0: all its nodes have one place. */
  readonly #namesAt: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #bytes: Float64Array;

  constructor(nodeTypes: readonly string[], nameCount: number) {
    this.#nodeTypes = nodeTypes;
    const isClass = (type: string): boolean => type === 'object' || type === 'native';
    this.#namesAt = Uint32Array.from(nodeTypes, (type) => (isClass(type) ? nodeTypes.length : 0));
    this.#counts = new Uint32Array(nodeTypes.length + nameCount);
    this.#bytes = new Float64Array(nodeTypes.length + nameCount);
  }

  /** Rows from … to-1. A name that the file lacks has no place: who builds the snapshot tells of it. */
  take(nodes: NodeRows, from: number, to: number): void {
    const types = nodes.types.array;
    const names = nodes.names.array;
    const sizes = nodes.sizes.array;
    const namesAt = this.#namesAt;
    const counts = this.#counts;
    const bytes = this.#bytes;
    let sum = 0;
    for (let node = from; node < to; node++) {
      const type = types[node]!;
      const first = namesAt[type]!;
      const place = first === 0 ? type : first + names[node]!;
      const size = sizes[node]!;
      sum += size;
      if (place >= counts.length) continue;
      counts[place]!++;
      bytes[place]! += size;
    }
    this.bytes += sum;
  }

  /** Several names may stand for one type. */
  types(names: TextList): TypeSeen[] {
    const byName = new Map<string, TypeSeen>();
    const typeCount = this.#nodeTypes.length;
    for (let place = 0; place < this.#counts.length; place++) {
      const objects = this.#counts[place]!;
      if (objects === 0) continue;
      const className = place < typeCount ? undefined : names.text(place - typeCount);
      const name = typeName(this.#nodeTypes[place] ?? '', className);
      const known = byName.get(name);
      const bytes = this.#bytes[place]! + (known?.bytes ?? 0);
      byName.set(name, { name, objects: objects + (known?.objects ?? 0), bytes });
    }
    return [...byName.values()];
  }
}
