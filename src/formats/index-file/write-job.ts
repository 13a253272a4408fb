import { IndexReader } from './index-reader.ts';
import { IndexWriter } from './index-writer.ts';
import type { Directory } from './layout.ts';
import type { Packed } from './pack.ts';

/** What is to be written. */
export interface WriteOrder {
  readonly path: string;
  readonly head: Omit<Directory, 'parts'>;
  /** The file that `IndexWriter.begin` has made for it; undefined: it is added to what is there already, if it is still there. */
  readonly temporary: string | undefined;
}

/** Whoever writes an index file: begins at once, and tells in the end what became of it. */
export interface PartWriter {
  /** Columns must not change until `flush` or `finish` is over. Never throws. */
  add(name: string, part: Packed): void;
  /** Resolves when what was added is written, or cannot be, and may change. */
  flush(): Promise<void>;
  /** Resolves when the file is in its place. Rejects with what the file system says, and then nothing is left behind. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** Writes in this thread. */
export class WriteJob implements PartWriter {
  /** Undefined: what was to be added to is not there any more. */
  #work: Promise<IndexWriter | undefined>;

  constructor(order: WriteOrder) {
    this.#work = begin(order);
    this.#work.catch(() => undefined); // `finish` tells.
  }

  add(name: string, part: Packed): void {
    this.#work = this.#work.then(async (writer) => {
      if (!writer?.has(name)) await writer?.add(name, part);
      return writer;
    });
    this.#work.catch(() => undefined);
  }

  async flush(): Promise<void> {
    await this.#work.catch(() => undefined); // `finish` tells.
  }

  async finish(): Promise<void> {
    const writer = await this.#work;
    await writer?.finish();
  }

  async abandon(): Promise<void> {
    const writer = await this.#work.catch(() => undefined);
    await writer?.abandon();
  }
}

async function begin({ path, head, temporary }: WriteOrder): Promise<IndexWriter | undefined> {
  if (temporary !== undefined) return await IndexWriter.create(path, temporary, head);
  const reader = IndexReader.open(path, head);
  return typeof reader === 'string' ? undefined : await IndexWriter.append(path, reader);
}
