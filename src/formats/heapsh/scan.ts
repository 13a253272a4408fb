import { ByteReader } from '../../base/byte-reader.ts';
import { FormatError } from '../../base/errors.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { ReadOptions } from '../format.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { type Chunk, type Ending, readChunks } from './chunks.ts';
import { type ColumnBlock, readBlock } from './columns.ts';
import { firstLook, LEAST_TO_LOOK_AT } from './first-look.ts';
import { type Head, readHead } from './head.ts';
import { JsonObject } from './json-object.ts';
import { type ObjectBlock, readObjectBlock } from './object-block.ts';
import { SharedBytes } from './shared-bytes.ts';
import { Tables } from './tables.ts';

/** Everything in a file that is whole, as it is stored, in shared memory: about 8 bytes an object. Columns are not inflated yet. */
export interface Scan {
  readonly head: Head;
  readonly tables: Tables;
  readonly objectBlocks: readonly ObjectBlock[];
  readonly edgeBlocks: readonly ColumnBlock[];
  readonly rootBlocks: readonly ColumnBlock[];
  readonly objectCount: number;
  /** What DONE says the writer could not record. */
  readonly omissions: readonly string[];
  /** How many objects there should be, when the file says so. */
  readonly expectedObjects: number | undefined;
  readonly ending: Ending;
}

/** Reads the file once, to the end of what is whole. Throws FormatError for chunks that are whole and wrong. */
export async function scan(
  source: ByteSource,
  builder: SnapshotBuilder,
  { task, onFirstLook }: Pick<ReadOptions, 'task' | 'onFirstLook'>,
): Promise<Scan> {
  const scanner = new Scanner(builder, onFirstLook);
  const chunks = readChunks(source, task);
  for (;;) {
    const { value, done } = await chunks.next();
    if (done === true) return scanner.finish(value);
    await scanner.take(value);
  }
}

class Scanner {
  readonly #tables: Tables;
  readonly #onFirstLook: ReadOptions['onFirstLook'];
  readonly #payloads = new SharedBytes();
  readonly #objectBlocks: ObjectBlock[] = [];
  readonly #edgeBlocks: ColumnBlock[] = [];
  readonly #rootBlocks: ColumnBlock[] = [];
  #head: Head | undefined;
  #objectCount = 0;
  #omissions: readonly string[] = [];
  #expectedObjects: number | undefined;

  constructor(builder: SnapshotBuilder, onFirstLook: ReadOptions['onFirstLook']) {
    this.#tables = new Tables(builder);
    this.#onFirstLook = onFirstLook;
  }

  take(chunk: Chunk): Promise<void> | void {
    if ((chunk.tag === 'HEAD') !== (this.#head === undefined)) {
      const message = chunk.tag === 'HEAD' ? 'HEAD is there twice' : 'HEAD is not the first chunk';
      throw new FormatError(message, { where: { offset: chunk.offset } });
    }
    return this.#takers[chunk.tag]?.(chunk);
  }

  finish(ending: Ending): Scan {
    if (this.#head === undefined) throw nothingWhole(ending);
    return {
      head: this.#head,
      tables: this.#tables,
      objectBlocks: this.#objectBlocks,
      edgeBlocks: this.#edgeBlocks,
      rootBlocks: this.#rootBlocks,
      objectCount: this.#objectCount,
      omissions: this.#omissions,
      expectedObjects: this.#expectedObjects,
      ending,
    };
  }

  /** Chunks with other tags are skipped. */
  readonly #takers: Readonly<Record<string, (chunk: Chunk) => Promise<void> | void>> = {
    HEAD: (chunk) => {
      this.#head = readHead(chunk);
    },
    HIST: (chunk) => {
      const look = firstLook(chunk);
      this.#expectedObjects = look.objects;
      return look.objects >= LEAST_TO_LOOK_AT ? this.#onFirstLook?.(look) : undefined;
    },
    STRS: (chunk) => this.#tables.addStrings(chunk),
    SHAP: (chunk) => this.#tables.addShapes(chunk),
    TYPE: (chunk) => this.#tables.addTypes(chunk),
    OBJS: (chunk) => this.#takeObjects(chunk),
    EDGE: (chunk) => {
      this.#edgeBlocks.push(blockOf(chunk));
    },
    ROOT: (chunk) => {
      this.#rootBlocks.push(blockOf(chunk));
    },
    DONE: (chunk) => this.#takeDone(chunk),
  };

  #takeObjects(chunk: Chunk): void {
    const shared = { ...chunk, payload: this.#payloads.keep(chunk.payload) };
    const block = readObjectBlock(shared, this.#tables.types.length);
    this.#objectCount += block.rowCount;
    this.#objectBlocks.push(block);
  }

  #takeDone(chunk: Chunk): void {
    const json = JsonObject.parse(chunk);
    const said = json.count('objects');
    if (said !== this.#objectCount)
      throw json.error(`${said} objects were written and ${this.#objectCount} are there`);
    this.#omissions = json.texts('errors');
    this.#expectedObjects = said;
  }
}

function blockOf(chunk: Chunk): ColumnBlock {
  return readBlock(new ByteReader(chunk.payload, chunk.offset), chunk.offset);
}

function nothingWhole(ending: Ending): FormatError {
  const offset = 'offset' in ending ? ending.offset : 0;
  const reason = 'reason' in ending ? ending.reason : 'it has no chunks';
  return new FormatError(`the snapshot cannot be read: ${reason}, before anything that could be loaded`, {
    where: { offset },
    hint: 'copy it again, in binary mode, or capture it again',
  });
}
