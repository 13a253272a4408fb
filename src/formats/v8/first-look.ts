import { STEP, type Task } from '../../base/task.ts';
import { type FirstLook, firstLookOf, type TypeSeen } from '../../model/first-look.ts';
import { NONE } from '../../model/kinds.ts';
import { TextList } from '../../model/text-list.ts';
import type { TypeDeclaration } from '../../model/type-rows.ts';
import type { NodeRows } from './node-rows.ts';
import { nodeTypes } from './node-types.ts';
import type { SectionReader } from './section-reader.ts';
import { TypeTable, type TypeTaker } from './type-table.ts';

/** Bytes of a file; a smaller one is open before anybody has read a first look at it. */
export const LEAST_TO_LOOK_AT = 100e6;

const provisos = [
  'the bytes of arrays and tables are not counted with what they belong to yet',
  'what is detached, and what nothing holds, is not told apart yet',
];

/**
 * Counts nodes by the types that they will have, as far as the names alone tell. Undefined: there are no nodes. Of
 * sections, references may be incomplete. O(nodes), and four bytes a string while it counts.
 */
export function firstLook(
  { header, nodes, edges, strings }: SectionReader,
  task: Task,
): FirstLook | undefined {
  if (header === undefined || nodes === undefined) return undefined;
  const seen = new TypesSeen(header.nodeTypes, new TextList(strings.bytes, strings.ends));
  let bytes = 0;
  for (let start = 0; start < nodes.count; start += STEP) {
    task.step(start, nodes.count);
    bytes += seen.take(nodes, start, Math.min(start + STEP, nodes.count));
  }
  const { types } = seen;
  return firstLookOf({ objects: nodes.count, references: edges?.count, bytes, types, provisos });
}

/** Names have no ids yet. */
type SeenRow = TypeDeclaration & { readonly nameId: number };

/** The types that were met: not the snapshot's own, which are declared in an order of their own. */
class TypesSeen implements TypeTaker {
  readonly #declared: SeenRow[] = [];
  readonly #counts: number[] = [];
  readonly #bytes: number[] = [];
  readonly #nameCount: number;
  readonly #table: TypeTable;

  constructor(types: readonly string[], names: TextList) {
    this.#nameCount = names.count;
    this.#table = new TypeTable(this, names, nodeTypes(types));
  }

  declare(type: TypeDeclaration): number {
    this.#counts.push(0);
    this.#bytes.push(0);
    return this.#declared.push({ ...type, nameId: NONE }) - 1;
  }

  at(type: number): SeenRow | undefined {
    return this.#declared[type];
  }

  /** Rows from … to-1; gives their bytes. A name that the file lacks is passed over: who builds the snapshot says so. */
  take(nodes: NodeRows, from: number, to: number): number {
    const types = nodes.types.array;
    const names = nodes.names.array;
    const sizes = nodes.sizes.array;
    let bytes = 0;
    for (let node = from; node < to; node++) {
      bytes += sizes[node]!;
      const name = names[node]!;
      if (name >= this.#nameCount) continue;
      const type = this.#table.typeOf(types[node]!, name);
      this.#counts[type]!++;
      this.#bytes[type]! += sizes[node]!;
    }
    return bytes;
  }

  /** Those that there are objects of. */
  get types(): readonly TypeSeen[] {
    return this.#declared
      .map(({ name }, i) => ({ name, objects: this.#counts[i]!, bytes: this.#bytes[i]! }))
      .filter(({ objects }) => objects > 0);
  }
}
