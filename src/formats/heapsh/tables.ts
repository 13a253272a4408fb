import { ByteReader } from '../../base/byte-reader.ts';
import { FormatError } from '../../base/errors.ts';
import { GrowableArray } from '../../base/growable-array.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, WEAK } from '../../model/kinds.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { Chunk } from './chunks.ts';
import { type PythonType, readTypes } from './python-type.ts';
import { nameIdOf, type TableColumns } from './table-lookup.ts';

/** The rows that other rows refer to by id: strings, shapes and types, each numbered over all chunks of its tag. */
export class Tables {
  /** By type id, which is also the type index in the snapshot. */
  readonly types: PythonType[] = [];
  readonly #builder: SnapshotBuilder;
  // As in `TableColumns`.
  readonly #nameIds = new GrowableArray(Uint32Array);
  readonly #shapeEnds = new GrowableArray(Uint32Array);
  readonly #itemKinds = new GrowableArray(Uint8Array);
  readonly #itemNames = new GrowableArray(Uint32Array);

  constructor(builder: SnapshotBuilder) {
    this.#builder = builder;
  }

  /** As far as they are read: views. */
  get columns(): TableColumns {
    return {
      nameIds: this.#nameIds.finish(),
      shapeEnds: this.#shapeEnds.finish(),
      itemKinds: this.#itemKinds.finish(),
      itemNames: this.#itemNames.finish(),
    };
  }

  /** The snapshot's name id of a string id; NONE stays NONE. Throws FormatError when there is no such string. */
  nameId(stringId: number, offset: number): number {
    return nameIdOf(this.#nameIds.array, this.#nameIds.length, stringId, offset);
  }

  addStrings(chunk: Chunk): void {
    const reader = new ByteReader(chunk.payload, chunk.offset);
    const count = reader.u32();
    expectFirstId(reader, this.#nameIds.length);
    const lengths = reader.u32s(count);
    const start = this.#nameIds.extend(count);
    for (const [i, length] of lengths.entries()) {
      this.#nameIds.array[start + i] = this.#builder.names.internBytes(reader.take(length));
    }
  }

  addShapes(chunk: Chunk): void {
    const reader = new ByteReader(chunk.payload, chunk.offset);
    const count = reader.u32();
    expectFirstId(reader, this.#shapeEnds.length);
    const itemCounts = reader.u32s(count);
    for (const itemCount of itemCounts) {
      if (itemCount * 8 > reader.remaining) throw reader.error(`a shape has ${itemCount} items`);
      for (let i = 0; i < itemCount; i++) this.#addItem(reader);
      const shape = this.#shapeEnds.extend(1);
      this.#shapeEnds.array[shape] = this.#itemKinds.length;
    }
  }

  addTypes(chunk: Chunk): void {
    for (const type of readTypes(chunk, this.types.length)) {
      this.#builder.types.declare(type.declaration);
      this.types.push(type);
    }
  }

  #addItem(reader: ByteReader): void {
    const offset = reader.offset;
    const kind = reader.u32();
    const name = reader.u32();
    if (!isEdgeKind(kind) || (kind & EDGE_KIND_MASK) === EdgeKind.entry) {
      throw new FormatError(`a shape has an edge of kind ${kind}`, { where: { offset } });
    }
    const item = this.#itemKinds.extend(1);
    this.#itemNames.extend(1);
    this.#itemKinds.array[item] = kind;
    this.#itemNames.array[item] = this.edgeName(kind, name, offset);
  }

  /** What the snapshot calls an edge that the file calls `name`; entries are named by their keys, so not here. */
  edgeName(kind: number, name: number, offset: number): number {
    const plain = kind & EDGE_KIND_MASK;
    if (plain === EdgeKind.element || plain === EdgeKind.internal) return name;
    if (plain !== EdgeKind.attribute && plain !== EdgeKind.local) return NONE;
    if (name === NONE) throw new FormatError('an edge has no name', { where: { offset } });
    return this.nameId(name, offset);
  }
}

/** Whether a number is an EdgeKind, WEAK or not. */
export function isEdgeKind(kind: number): boolean {
  return kind <= 0xff && (kind & ~WEAK) <= EdgeKind.internal;
}

function expectFirstId(reader: ByteReader, count: number): void {
  const firstId = reader.u32();
  if (firstId !== count)
    throw reader.error(`rows begin at ${firstId} and should at ${count}`, reader.position - 4);
}
