import { encodeWtf8 } from '../../src/base/wtf8.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import {
  blockBytes,
  type ChunkSpec,
  type ColumnSpec,
  heapshFile,
  jsonChunk,
  objectChunk,
  shapeChunk,
  stringChunk,
} from './heapsh-chunks.ts';

export interface WriteOptions {
  /** The codec of the n-th column that is written. */
  readonly codec?: (n: number) => 0 | 1 | 2;
  /** The largest width a column may have, instead of the smallest that will do. */
  readonly widest?: boolean;
  readonly rowsPerChunk?: number;
  /** Chunks and columns that no reader knows, here and there. */
  readonly unknown?: boolean;
}

/** A snapshot of Python objects as a `.heapsh` file. For tests: clear rather than fast. */
export function writeHeapsh(snapshot: HeapSnapshot, options: WriteOptions = {}): Buffer {
  return heapshFile(heapshChunks(snapshot, options));
}

export function heapshChunks(snapshot: HeapSnapshot, options: WriteOptions = {}): ChunkSpec[] {
  const writer = new HeapshWriter(snapshot, options);
  const chunks = writer.chunks();
  return options.unknown ? chunks.flatMap((chunk, i) => (i === 0 ? [chunk] : [stranger, chunk])) : chunks;
}

const stranger: ChunkSpec = { tag: 'ZZZZ', payload: Buffer.from('what later versions add') };

const Layout = { leaf: 0, sequence: 1, dict: 2, set: 3, shaped: 4, anonymous: 5 } as const;

interface Edge {
  readonly kind: number;
  readonly name: number;
  readonly target: number;
}

class HeapshWriter {
  readonly #snapshot: HeapSnapshot;
  readonly #options: WriteOptions;
  readonly #shapes = new Map<string, number>();
  readonly #shapeItems: [number, number][][] = [];
  readonly #extras: { source: number; edge: Edge; key: number }[] = [];
  #columnCount = 0;

  constructor(snapshot: HeapSnapshot, options: WriteOptions) {
    this.#snapshot = snapshot;
    this.#options = options;
  }

  chunks(): ChunkSpec[] {
    const objects = this.#runs().map(([start, end]) => this.#objectChunk(start, end));
    return [
      this.#head(),
      jsonChunk('HIST', { types: [['everything', this.#snapshot.objectCount]] }),
      this.#types(),
      this.#strings(),
      shapeChunk(this.#shapeItems),
      ...objects,
      ...this.#extraChunks(),
      this.#rootChunk(),
      jsonChunk('DONE', { objects: this.#snapshot.objectCount, errors: this.#snapshot.capture.omissions }),
    ];
  }

  #head(): ChunkSpec {
    const { capture } = this.#snapshot;
    return jsonChunk('HEAD', {
      format: 1,
      writer: capture.writer,
      runtime: capture.runtime,
      runtimeVersion: capture.runtimeVersion,
      platform: capture.platform,
      argv: capture.arguments,
      pid: capture.processId,
      started: capture.started,
      captured: capture.captured,
      rss: capture.residentSize,
      method: capture.method,
      values: capture.hasValues,
      series: capture.series,
      rootKinds: this.#rootKinds(),
      threads: capture.threads.map(({ id, name, frames }) => ({
        id: Number(id),
        name,
        frames: frames.map((frame) => hex(this.#address(frame))),
      })),
    });
  }

  #types(): ChunkSpec {
    const { types } = this.#snapshot;
    const rows = types.map((type, i) => ({
      address: hex(this.#typeAddress(i)),
      name: type.shortName,
      qualname: type.qualifiedName,
      module: type.module,
      kind: type.kind,
      heap: true,
      bases: type.bases.map((base) => hex(this.#typeAddress(base))),
      mro: [i, ...type.ancestors].map((ancestor) => hex(this.#typeAddress(ancestor))),
    }));
    return jsonChunk('TYPE', { firstId: 0, rows });
  }

  #strings(): ChunkSpec {
    const { names } = this.#snapshot;
    return stringChunk(Array.from({ length: names.count }, (_, id) => encodeWtf8(names.text(id))));
  }

  /** An address where no object is, for a type without one. */
  #typeAddress(type: number): bigint {
    const { objectIndex } = this.#snapshot.types[type]!;
    return objectIndex === NONE ? 0x7n + 0x100n * BigInt(type) : this.#address(objectIndex);
  }

  #address(object: number): bigint {
    return this.#snapshot.objects.addresses[object]!;
  }

  /** Objects side by side that one chunk can hold: of one type, one layout, one kind of value. */
  #runs(): [number, number][] {
    const runs: [number, number][] = [];
    const most = this.#options.rowsPerChunk ?? 16_384;
    let start = 0;
    for (let i = 1; i <= this.#snapshot.objectCount; i++) {
      if (i < this.#snapshot.objectCount && i - start < most && this.#family(i) === this.#family(start))
        continue;
      runs.push([start, i]);
      start = i;
    }
    return runs;
  }

  #family(i: number): string {
    const { typeIndexes, valueKinds, lengths } = this.#snapshot.objects;
    const kind = valueKinds[i] === ValueKind.bigInteger ? ValueKind.integer : valueKinds[i];
    return [typeIndexes[i], this.#layout(i), this.#refersToType(i), kind, lengths[i]! < 0].join();
  }

  /** All edges but the one that flag 2 stands for. */
  #edges(i: number): Edge[] {
    const { first, targets, names, kinds } = this.#snapshot.edges;
    const edges: Edge[] = [];
    for (let e = first[i]!; e < first[i + 1]!; e++)
      edges.push({ kind: kinds[e]!, name: names[e]!, target: targets[e]! });
    if (this.#refersToType(i))
      edges.splice(
        edges.findIndex((edge) => this.#isClassEdge(i, edge)),
        1,
      );
    return edges;
  }

  #refersToType(i: number): boolean {
    const { first, targets, names, kinds } = this.#snapshot.edges;
    for (let e = first[i]!; e < first[i + 1]!; e++) {
      if (this.#isClassEdge(i, { kind: kinds[e]!, name: names[e]!, target: targets[e]! })) return true;
    }
    return false;
  }

  #isClassEdge(i: number, { kind, name, target }: Edge): boolean {
    const { types, objects, names } = this.#snapshot;
    const type = types[objects.typeIndexes[i]!]!;
    return kind === EdgeKind.attribute && target === type.objectIndex && names.text(name) === '__class__';
  }

  #layout(i: number): number {
    const edges = this.#edges(i);
    if (edges.length === 0) return Layout.leaf;
    const all = (test: (edge: Edge, i: number) => boolean) => edges.every(test);
    if (all(({ kind, name }, at) => kind === EdgeKind.element && name === at)) return Layout.sequence;
    if (all(({ kind, name }, at) => kind === EdgeKind.internal && name === at)) return Layout.anonymous;
    if (all(({ kind }) => kind === EdgeKind.member)) return Layout.set;
    if (all((edge, at) => isHalfOfEntry(edges, edge, at))) return Layout.dict;
    if (all(({ kind }) => (kind & EDGE_KIND_MASK) !== EdgeKind.entry)) return Layout.shaped;
    this.#leaveForLater(i, edges);
    return Layout.leaf;
  }

  #leaveForLater(source: number, edges: readonly Edge[]): void {
    if (this.#extras.some((extra) => extra.source === source)) return;
    for (const [at, edge] of edges.entries()) {
      if (isEntryOf(edges[at - 1], edge)) {
        this.#extras.pop();
        this.#extras.push({ source, edge, key: edge.name });
      } else {
        this.#extras.push({ source, edge, key: NONE });
      }
    }
  }

  #objectChunk(start: number, end: number): ChunkSpec {
    const rows = Array.from({ length: end - start }, (_, i) => start + i);
    const layout = this.#layout(start);
    const flags = (this.#refersToType(start) ? 2 : 0) | (this.#valueKind(start) === ValueKind.bytes ? 4 : 0);
    const columns = [
      ...this.#objectColumns(rows),
      ...this.#valueColumns(rows),
      ...this.#edgeColumns(rows, layout),
    ];
    const typeId = this.#snapshot.objects.typeIndexes[start]!;
    if (this.#options.unknown) columns.splice(1, 0, { column: 99, width: 3, codec: 9, values: [1, 2, 3] });
    return objectChunk({ typeId, layout, flags }, rows.length, columns);
  }

  #objectColumns(rows: readonly number[]): ColumnSpec[] {
    const { objects } = this.#snapshot;
    const perRow = (column: number, get: (i: number) => number, widths = [1, 2, 4, 8]) =>
      this.#column(column, rows.map(get), widths, true);
    const columns = [
      this.#column(
        1,
        rows.map((i) => objects.addresses[i]!),
        [8],
      ),
      perRow(2, (i) => objects.sizes[i]!),
      this.#column(
        3,
        rows.map((i) => optional(objects.refcounts![i]!, 64n)),
        [1, 2, 4, 8],
        true,
      ),
      perRow(14, (i) => objects.lines[i]!, [1, 2, 4]),
      perRow(15, (i) => objects.generations![i]!, [1]),
      perRow(16, (i) => objects.nameIds[i]!, [1, 2, 4]),
      perRow(17, (i) => objects.fileIds[i]!, [1, 2, 4]),
    ];
    if (rows.every((i) => objects.lengths[i]! >= 0)) columns.push(perRow(11, (i) => objects.lengths[i]!));
    return columns;
  }

  #valueKind(i: number): number {
    return this.#snapshot.objects.valueKinds[i]!;
  }

  #valueColumns(rows: readonly number[]): ColumnSpec[] {
    const { objects, values, texts } = this.#snapshot;
    const index = (i: number) => objects.valueIndexes[i]!;
    switch (this.#valueKind(rows[0]!)) {
      case ValueKind.text:
      case ValueKind.bytes: {
        const bytes = rows.map((i) => texts.bytes(index(i)));
        const lengths = this.#column(
          12,
          bytes.map((text) => text.length),
          [1, 2, 4],
          true,
        );
        return [
          lengths,
          this.#column(
            13,
            bytes.flatMap((text) => [...text]),
            [1],
          ),
        ];
      }
      case ValueKind.integer:
      case ValueKind.bigInteger: {
        const isBig = (i: number) => this.#valueKind(i) === ValueKind.bigInteger;
        const numbers = rows.map((i) => values.integers[index(i)]!);
        const signs = numbers.map((value, row) => (isBig(rows[row]!) ? (value < 0n ? -1n : 1n) : value));
        const bits = numbers.map((value, row) => (isBig(rows[row]!) ? (value < 0n ? -value : value) : 0n));
        return [this.#column(8, signs, [8], true), this.#column(9, bits, [1, 2, 4, 8], true)];
      }
      case ValueKind.float:
        return [
          this.#column(
            10,
            rows.map((i) => floatBits(values.floats[index(i)]!)),
            [8],
            true,
          ),
        ];
      case ValueKind.boolean:
        return [this.#column(8, rows.map(index), [8], true)];
      default:
        return [];
    }
  }

  #edgeColumns(rows: readonly number[], layout: number): ColumnSpec[] {
    if (layout === Layout.leaf) return [];
    const edges = rows.map((i) => this.#edges(i));
    const addresses = (list: readonly Edge[]) => list.map(({ target }) => this.#address(target));
    if (layout === Layout.shaped) {
      const shapes = edges.map((list) => this.#shape(list));
      return [this.#column(7, shapes, [1, 2, 4], true), this.#column(5, addresses(edges.flat()), [8])];
    }
    if (layout === Layout.dict) {
      const keys = edges.flat().filter(({ kind }) => kind === EdgeKind.key);
      const entries = edges.flat().filter(({ kind }) => kind === EdgeKind.entry);
      const counts = edges.map((list) => list.length / 2);
      const columns = [this.#column(5, addresses(entries), [8]), this.#column(6, addresses(keys), [8])];
      return [this.#column(4, counts, [1, 2, 4, 8], true), ...columns];
    }
    const counts = edges.map((list) => list.length);
    return [this.#column(4, counts, [1, 2, 4, 8], true), this.#column(5, addresses(edges.flat()), [8])];
  }

  #shape(edges: readonly Edge[]): number {
    const key = edges.map(({ kind, name }) => `${kind} ${name}`).join();
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const id = this.#shapes.size;
    this.#shapes.set(key, id);
    this.#shapeItems.push(edges.map(({ kind, name }) => [kind, name]));
    return id;
  }

  #extraChunks(): ChunkSpec[] {
    const rows = this.#extras;
    if (rows.length === 0) return [];
    const columns = [
      this.#column(
        1,
        rows.map(({ source }) => this.#address(source)),
        [8],
        true,
      ),
      this.#column(
        18,
        rows.map(({ edge }) => edge.kind),
        [1],
        true,
      ),
      this.#column(
        19,
        rows.map(({ edge, key }) => (key === NONE ? edge.name : 0)),
        [4],
        true,
      ),
      this.#column(
        5,
        rows.map(({ edge }) => this.#address(edge.target)),
        [8],
      ),
      this.#column(
        6,
        rows.map(({ key }) => (key === NONE ? 0n : this.#address(key))),
        [8],
      ),
    ];
    return [{ tag: 'EDGE', payload: blockBytes(rows.length, columns) }];
  }

  #rootKinds(): string[] {
    return this.#snapshot.roots.kindNames.filter((name) => name !== 'hidden' && name !== 'immortal');
  }

  #rootChunk(): ChunkSpec {
    const { objects, kinds, nameIds } = this.#snapshot.roots;
    const rows = Array.from(objects.keys()).filter((row) => kinds[row]! < this.#rootKinds().length);
    const columns = [
      this.#column(
        1,
        rows.map((row) => this.#address(objects[row]!)),
        [8],
      ),
      this.#column(
        20,
        rows.map((row) => kinds[row]!),
        [1],
        true,
      ),
      this.#column(
        16,
        rows.map((row) => nameIds[row]!),
        [1, 2, 4],
        true,
      ),
    ];
    return { tag: 'ROOT', payload: blockBytes(rows.length, columns) };
  }

  /** One value stands for all rows where it can; the width is the smallest that will do. */
  #column(
    column: number,
    values: readonly (number | bigint)[],
    widths: readonly number[],
    perRow = false,
  ): ColumnSpec {
    const shared = perRow && values.length > 1 && values.every((value) => value === values[0]);
    const needed = (width: number) =>
      values.every((value) => value >= 0 && BigInt(value) < 1n << BigInt(8 * width));
    const width = this.#options.widest ? widths.at(-1) : (widths.find(needed) ?? widths.at(-1));
    const codec = this.#options.codec?.(this.#columnCount++) ?? 0;
    return { column, width: width!, codec, values: shared ? values.slice(0, 1) : values };
  }
}

/** Whether an edge leads from the key that the edge before it leads to. */
function isEntryOf(before: Edge | undefined, { kind, name }: Edge): boolean {
  return kind === EdgeKind.entry && before?.kind === EdgeKind.key && before.target === name;
}

/** A key followed by what it leads to, or that one. */
function isHalfOfEntry(edges: readonly Edge[], { kind }: Edge, at: number): boolean {
  const key = edges[at - (at % 2)]!;
  const value = edges[at - (at % 2) + 1];
  const half = at % 2 === 0 ? EdgeKind.key : EdgeKind.entry;
  return (
    kind === half && key.kind === EdgeKind.key && value?.kind === EdgeKind.entry && value.name === key.target
  );
}

/** All bits set at the largest width is what stands for none. */
function optional(value: number, bits: bigint): bigint {
  return value === NONE ? (1n << bits) - 1n : BigInt(value);
}

function floatBits(value: number): bigint {
  return new BigUint64Array(Float64Array.of(value).buffer)[0]!;
}

function hex(address: bigint): string {
  return `0x${address.toString(16)}`;
}
