import { totalmem } from 'node:os';
import { FormatError } from '../../base/errors.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { EdgeTable } from './edge-table.ts';
import { findSection } from './find-section.ts';
import { type Header, parseHeader } from './header.ts';
import { LocationRows } from './location-rows.ts';
import { NodeRows } from './node-rows.ts';
import { NumberSpool } from './number-spool.ts';
import type { ParallelRows } from './parallel/parallel-rows.ts';
import { isShared } from './parallel/shared-rows.ts';
import { type RowTaker, readNumberRows } from './read-number-rows.ts';
import { skipValue } from './skip-value.ts';
import { StringRows } from './string-rows.ts';
import { TraceSections } from './trace-sections.ts';

/** A header says names and counts, no more. */
const LONGEST_HEADER = 1 << 24;
const LONGEST_KEY = 1 << 10;
/** Gzip makes no more than a thousand bytes of one. */
const MOST_INFLATED = 1100;
/** Bytes: nearly every file has more of other sections, and who has so many strings does not wait for them first. */
const MOST_STRINGS = 64 << 20;
/** As V8 orders sections: what comes after a list. */
const followers = { nodes: undefined, edges: 'trace_function_infos', locations: 'strings' } as const;

type NumberSection = 'nodes' | 'edges' | 'locations';

/** Reads the sections of the file, in whatever order they come; sections that it does not know are passed over. */
export class SectionReader {
  header: Header | undefined;
  nodes: NodeRows | undefined;
  edges: EdgeTable | undefined;
  locations: LocationRows | undefined;
  strings = new StringRows();
  readonly traces = new TraceSections();
  /** The names of the sections that were read to their end. */
  readonly whole = new Set<string>();
  /** The one that is being read. */
  current = '';
  readonly #cursor: ByteCursor;
  readonly #fileSize: number;
  readonly #parallel: ParallelRows | undefined;
  readonly #spools = new Map<NumberSection, NumberSpool>();
  readonly #onNodesBegun: (() => Promise<void>) | undefined;
  /** Where the strings are that were read before the cursor came to them. */
  #ahead: { readonly start: number; readonly end: number } | undefined;

  /**
   * `parallel`: who may read long lists; what it was given must be finished before rows are looked at. `onNodesBegun`: what
   * to do while it reads the nodes.
   */
  constructor(
    cursor: ByteCursor,
    fileSize: number,
    parallel?: ParallelRows,
    onNodesBegun?: () => Promise<void>,
  ) {
    this.#cursor = cursor;
    this.#fileSize = fileSize;
    this.#parallel = parallel;
    this.#onNodesBegun = onNodesBegun;
  }

  /** Throws EndOfFile when the file is cut short: what is there by then is whole rows. Throws FormatError for all else. */
  async read(): Promise<void> {
    const cursor = this.#cursor;
    await cursor.expect('{');
    for (let isFirst = true; (await cursor.peek()) !== CLOSING; isFirst = false) {
      if (!isFirst) await cursor.expect(',');
      this.current = await this.#key();
      await cursor.expect(':');
      await this.#section(this.current);
      this.whole.add(this.current);
    }
    cursor.position++;
    this.current = '';
    if ((await cursor.peek()) !== -1)
      throw cursor.unexpected('something follows after the end of the snapshot');
  }

  /**
   * Reads the strings of a plain file before what is in front of them, and comes back. False: they were read, or are read
   * when it is their turn, and who reads them then tells what is wrong with them.
   */
  async readStringsAhead(file: string): Promise<boolean> {
    const cursor = this.#cursor;
    const back = cursor.offset;
    if (this.whole.has('strings')) return false;
    const start = findSection(file, this.#fileSize, 'strings', MOST_STRINGS);
    if (start === undefined) return false;
    await cursor.jump(start, back);
    try {
      await this.#readStrings();
      this.#ahead = { start, end: cursor.offset };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.strings = new StringRows();
    }
    await cursor.jump(back);
    return this.#ahead !== undefined;
  }

  async #key(): Promise<string> {
    const cursor = this.#cursor;
    const byte = await cursor.peek();
    if (byte === -1) throw cursor.ended('the next section was expected');
    if (byte !== 0x22) throw cursor.unexpected('the name of a section was expected');
    const key = Buffer.from(await this.#keep(LONGEST_KEY)).toString('utf8');
    try {
      return JSON.parse(key) as string;
    } catch {
      throw cursor.unexpected('the name of a section is no text of JSON');
    }
  }

  async #section(name: string): Promise<void> {
    const cursor = this.#cursor;
    if (this.whole.has(name)) throw cursor.unexpected(`there are two sections "${name}"`);
    await cursor.peek();
    if (name === 'snapshot') await this.#readHeader();
    else if (name === 'strings') await this.#strings();
    else if (name === 'nodes' || name === 'edges' || name === 'locations') await this.#numbers(name);
    else if (!(await this.traces.read(name, cursor, this.header))) await skipValue(cursor);
  }

  async #readHeader(): Promise<void> {
    const { offset } = this.#cursor;
    this.header = parseHeader(await this.#keep(LONGEST_HEADER), offset);
    this.#refuseWhatHasNoRoom(this.header, offset);
    for (const [name, spool] of this.#spools) spool.replay(this.#taker(name, this.header));
  }

  async #strings(): Promise<void> {
    if (this.#ahead?.start === this.#cursor.offset) return this.#cursor.jump(this.#ahead.end);
    if (this.#ahead !== undefined) this.strings = new StringRows();
    await this.#readStrings();
  }

  async #readStrings(): Promise<void> {
    // Compressed bytes, or those of a stream, tell nothing.
    if (this.#parallel !== undefined) this.strings.reserve(this.#fileSize - this.#cursor.offset);
    await this.strings.read(this.#cursor);
  }

  async #numbers(name: NumberSection): Promise<void> {
    if (this.header !== undefined)
      return this.#rows(this.#taker(name, this.header), rowsSaid(name, this.header), followers[name]);
    const spool = new NumberSpool(this.#cursor.offset);
    this.#spools.set(name, spool);
    await readNumberRows(this.#cursor, spool);
  }

  async #rows(taker: RowTaker, rows: number | undefined, follower: string | undefined): Promise<void> {
    const isBegun = isShared(taker) && (await this.#parallel?.begin(this.#cursor, taker, rows, follower));
    if (!isBegun) await readNumberRows(this.#cursor, taker);
    else if (taker === this.nodes) await this.#onNodesBegun?.();
  }

  #taker(name: NumberSection, header: Header): RowTaker {
    const nodeCount =
      this.whole.has('nodes') && this.nodes !== undefined ? this.nodes.count : header.nodeCount;
    if (name === 'nodes') {
      this.nodes = new NodeRows(header.nodes, header.nodeTypes.length);
      this.nodes.reserve(header.nodeCount ?? 0);
      return this.nodes;
    }
    if (name === 'edges') {
      this.edges = new EdgeTable(header, nodeCount ?? Number.POSITIVE_INFINITY);
      this.edges.reserve(header.edgeCount ?? 0);
      return this.edges;
    }
    if (header.locations === undefined) return unread;
    this.locations = new LocationRows(
      header.locations,
      header.nodes.width,
      nodeCount ?? Number.POSITIVE_INFINITY,
    );
    return this.locations;
  }

  /** A small file can say that it holds a billion nodes. */
  #refuseWhatHasNoRoom({ nodes, edges, nodeCount = 0, edgeCount = 0 }: Header, offset: number): void {
    // A digit and a comma for each number.
    const least = 2 * (nodeCount * nodes.width + edgeCount * edges.width);
    const isKnown = this.#fileSize > 0;
    // Of a stream's size nobody knows; but room that is made and never filled costs nothing, as long as there is so much.
    const most = isKnown ? this.#fileSize * MOST_INFLATED + LONGEST_HEADER : totalmem();
    if (least <= most) return;
    throw new FormatError(
      `the header says ${nodeCount} nodes and ${edgeCount} edges, more than ${isKnown ? 'the file' : 'this machine'} can hold`,
      {
        where: { offset },
      },
    );
  }

  /** The bytes of the value that comes, copied. */
  async #keep(most: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    const { offset } = this.#cursor;
    await skipValue(this.#cursor, (piece) => {
      length += piece.length;
      if (length > most) throw this.#cursor.unexpected('this is too long for what it should be', offset);
      pieces.push(piece);
    });
    return Buffer.concat(pieces);
  }
}

/** Takes rows of which the header does not say what they are. */
const unread: RowTaker = {
  what: 'location',
  width: 1,
  count: 0,
  take: () => undefined,
  truncate: () => undefined,
};

/** How many rows the header says a section has. */
function rowsSaid(name: NumberSection, { nodeCount, edgeCount }: Header): number | undefined {
  return { nodes: nodeCount, edges: edgeCount, locations: undefined }[name];
}

const CLOSING = 0x7d;
