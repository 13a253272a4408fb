import { FormatError } from '../../base/errors.ts';
import { NONE } from '../../model/kinds.ts';

/** What rows say by id, as numbers in shared memory: whatever thread reads rows needs no more of the tables. */
export interface TableColumns {
  /** Name id in the snapshot, by string id: the file may say a string twice, the snapshot has it once. */
  readonly nameIds: Uint32Array;
  /** Where each shape's items end in the two columns below. */
  readonly shapeEnds: Uint32Array;
  readonly itemKinds: Uint8Array;
  readonly itemNames: Uint32Array;
}

/** Kinds and names of edges that follow one another. */
export interface EdgeItems {
  readonly kinds: Uint8Array;
  /** Name id, index or NONE, as the kind wants it. */
  readonly names: Uint32Array;
}

/** Shapes and strings by the ids that rows say. */
export class TableLookup {
  /** Of all shapes, one behind the other. */
  readonly items: EdgeItems;
  readonly #nameIds: Uint32Array;
  readonly #shapeEnds: Uint32Array;

  constructor({ nameIds, shapeEnds, itemKinds, itemNames }: TableColumns) {
    this.items = { kinds: itemKinds, names: itemNames };
    this.#nameIds = nameIds;
    this.#shapeEnds = shapeEnds;
  }

  get shapeCount(): number {
    return this.#shapeEnds.length;
  }

  shapeStart(shape: number): number {
    return shape === 0 ? 0 : this.#shapeEnds[shape - 1]!;
  }

  shapeEnd(shape: number): number {
    return this.#shapeEnds[shape]!;
  }

  /** The snapshot's name id of a string id; NONE stays NONE. Throws FormatError when there is no such string. */
  nameId(stringId: number, offset: number): number {
    return nameIdOf(this.#nameIds, this.#nameIds.length, stringId, offset);
  }
}

/** The same in a table of which only the first `count` are there yet. */
export function nameIdOf(nameIds: Uint32Array, count: number, stringId: number, offset: number): number {
  if (stringId === NONE) return NONE;
  if (stringId < count) return nameIds[stringId]!;
  throw new FormatError(`string ${stringId} is used and not there`, { where: { offset } });
}
